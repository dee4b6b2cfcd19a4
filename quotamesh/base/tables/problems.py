"""What is wrong with a file: said in the reader's language, with what would be right."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

KEPT = 10_000


class Message:
    """A sentence that is translated when it is read, not when it is made."""

    __slots__ = ("params", "template")

    def __init__(self, template: str, **params: Any):
        self.template, self.params = template, params

    def __str__(self) -> str:
        return gettext(self.template) % self.params

    def __repr__(self) -> str:
        return f"Message({self.template!r}, {self.params!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.template, self.params) == (other.template, other.params)

    def __hash__(self) -> int:
        return hash(self.template)

    def to_json(self) -> list:
        return [self.template, {key: str(value) for key, value in self.params.items()}]

    @classmethod
    def from_json(cls, kept: list) -> "Message":
        return cls(kept[0], **kept[1])


class TableError(Exception):
    """The file as a whole cannot be taken; `code` says why for programs, `message` for people."""

    def __init__(self, code: str, message: Message):
        super().__init__(code)
        self.code, self.message = code, message

    def __str__(self) -> str:
        return str(self.message)


class Refused(ValueError):
    """One cell cannot be read."""

    def __init__(self, code: str, message: Message, hint: Message | None = None):
        super().__init__(code)
        self.code, self.message, self.hint = code, message, hint


class RowsRefused(Exception):
    """Raised while storing: a row cannot be taken after all; it is noted among the problems of its rows."""


@dataclass(frozen=True)
class RowError:
    """One cell that was refused. `row` counts as a spreadsheet does: the header is row 1."""

    row: int
    column: str
    value: str
    code: str
    message: Message
    hint: Message | None = None
    file: str = ""

    def __str__(self) -> str:
        where = Message(_("row %(row)s, column %(column)s"), row=self.row, column=self.column)
        told = f"{where}: {self.value!r} – {self.text}" if self.value else f"{where}: {self.text}"
        return f"{self.file}, {told}" if self.file else told

    @property
    def text(self) -> str:
        return f"{self.message} {self.hint}" if self.hint else str(self.message)


Saying = Callable[[int], tuple[Message, Message | None] | Message]


@dataclass
class Problems:
    """The refused cells of one import: all counted, the first ten thousand kept."""

    size: int
    kept: dict[tuple[int, str], Refused] = field(default_factory=dict)
    counted: int = 0

    def __post_init__(self):
        self.rows = np.zeros(self.size, dtype=bool)

    def __bool__(self) -> bool:
        return self.counted > 0

    def refuse(
        self, index: int, column: str, code: str, message: Message, hint: Message | None = None
    ) -> None:
        """Note one cell; the first thing found wrong with a cell stands."""
        if (index, column) in self.kept:
            return
        self.counted += 1
        self.rows[index] = True
        if len(self.kept) < KEPT:
            self.kept[index, column] = Refused(code, message, hint)

    def refuse_all(self, indices: Iterable[int], column: str, code: str, say: Saying) -> None:
        """Note many cells; `say` words each of those that are kept."""
        indices = np.asarray(indices, dtype=np.int64)
        room = max(0, KEPT - len(self.kept))
        for index in indices[:room].tolist():
            said = say(index)
            message, hint = said if isinstance(said, tuple) else (said, None)
            self.refuse(index, column, code, message, hint)
        self.counted += len(indices[room:])
        self.rows[indices[room:]] = True
