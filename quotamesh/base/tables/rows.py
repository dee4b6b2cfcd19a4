"""The rows of an import: files put under our columns, read column by column, with what is wrong."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.coded import Coded, Numbers
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import Context, Parsed
from quotamesh.base.tables.problems import Message, Problems, RowError
from quotamesh.base.tables.reading import Table
from quotamesh.base.tables.values import Values, replaced

MANY = 50_000
READERS = 2


@dataclass(frozen=True)
class Source:
    """A file and which of its headers holds which of our columns."""

    table: Table
    mapping: dict[str, str]


class Rows:
    def __init__(self, kind: Kind, sources: list[Source], context: Context, values: Values | None = None):
        self.kind, self.sources, self.context = kind, sources, context
        self.values: Values = values or {}
        self.starts = np.cumsum([0, *(len(source.table) for source in sources)])
        self.size = int(self.starts[-1])
        self.problems = Problems(self.size)
        self._read: dict[str, Coded | Numbers] = {}
        self._wrong: dict[str, np.ndarray] = {}

    def __len__(self) -> int:
        return self.size

    def has(self, name: str) -> bool:
        """Whether any file brings this column."""
        return any(name in source.mapping for source in self.sources)

    def cells(self, name: str) -> pl.Series:
        """The texts of one of our columns over all files, those mapped to others taken for these."""
        return replaced(self.raw_cells(name), self.values.get(name, {}))

    def raw_cells(self, name: str) -> pl.Series:
        """The texts of one of our columns over all files, as they stand in them."""
        parts = [
            source.table.frame[source.mapping[name]]
            if name in source.mapping
            else pl.Series([None], dtype=pl.String).new_from_index(0, len(source.table))
            for source in self.sources
        ]
        return pl.concat([part.rename("cells") for part in parts], rechunk=True)

    def column(self, name: str) -> Coded | Numbers:
        """One column read; its refused and missing cells are noted the first time."""
        if name not in self._read:
            declared = self.kind.column(name)
            self._note(declared, self._parse(declared))
        return self._read[name]

    def _note(self, declared: Column, parsed: Parsed) -> None:
        name = declared.name
        self._read[name] = parsed.column
        wrong = self._wrong[name] = np.zeros(self.size, dtype=bool)
        for places, why in parsed.refused:
            wrong[places] = True
            self.refuse_all(places, name, why.code, lambda _i, why=why: (why.message, why.hint))
        if declared.required:
            missing = np.flatnonzero(~parsed.column.filled & ~wrong)
            self.refuse_all(missing, name, "missing", lambda _i: Message(_("is missing.")))

    def coded(self, name: str) -> Coded:
        found = self.column(name)
        assert isinstance(found, Coded)
        return found

    def numbers(self, name: str) -> Numbers:
        found = self.column(name)
        assert isinstance(found, Numbers)
        return found

    def read_all(self) -> None:
        """Read every column; those of a large file side by side, for the readers work outside of Python."""
        for column in self.kind.columns:
            for name in column.depends_on:
                self.column(name)
        open_columns = [column for column in self.kind.columns if column.name not in self._read]
        with ThreadPoolExecutor(READERS if self.size >= MANY else 1) as pool:
            for column, result in zip(open_columns, pool.map(self._parse, open_columns), strict=True):
                self._note(column, result)

    def _parse(self, column: Column) -> Parsed:
        return column.parse(self.cells(column.name), self)

    def refuse(
        self, index: int, column: str, code: str, message: Message, hint: Message | None = None
    ) -> None:
        self.problems.refuse(int(index), column, code, message, hint)

    def refuse_all(self, indices, column: str, code: str, say: Callable) -> None:
        self.problems.refuse_all(indices, column, code, say)

    def unreadable(self, name: str) -> np.ndarray:
        """The rows whose cell in this column could not be read."""
        self.column(name)
        return self._wrong[name]

    def source_of(self, index: int) -> tuple[Source, int]:
        """The file of a row and its place there."""
        file = int(np.searchsorted(self.starts, index, side="right")) - 1
        return self.sources[file], index - int(self.starts[file])

    def number(self, index: int) -> int:
        source, place = self.source_of(int(index))
        return int(source.table.numbers[place])

    def raw_value(self, index: int, column: str) -> str | None:
        """A cell as it stands in its file."""
        source, place = self.source_of(index)
        header = source.mapping.get(column)
        return source.table.frame[header][place] if header else None

    def errors(self) -> list[RowError]:
        """The kept errors in the order of the rows."""
        return [self._error(index, column) for index, column in sorted(self.problems.kept, key=self._place)]

    def _place(self, cell: tuple[int, str]) -> tuple[int, int]:
        return cell[0], self.kind.names.index(cell[1])

    def _error(self, index: int, column: str) -> RowError:
        why = self.problems.kept[index, column]
        source, place = self.source_of(index)
        value = self.raw_value(index, column)
        file = source.table.name if len(self.sources) > 1 else ""
        number = int(source.table.numbers[place])
        return RowError(number, column, value or "", why.code, why.message, why.hint, file)
