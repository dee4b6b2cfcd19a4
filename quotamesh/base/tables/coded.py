"""Columns as arrays: words once each with a number a row, and whole numbers."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

EMPTY = -1
SAMPLE = 2_000


@dataclass(frozen=True)
class Coded:
    """`values` once each; `codes` says for every row which of them it holds, -1 for none."""

    codes: np.ndarray
    values: list

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, index: int) -> Any:
        code = self.codes[index]
        return None if code == EMPTY else self.values[code]

    @property
    def filled(self) -> np.ndarray:
        return self.codes != EMPTY

    def rows(self, empty: Any = None) -> list:
        """The value of every row."""
        if not self.values:
            return [empty] * len(self.codes)
        words = np.empty(len(self.values) + 1, dtype=object)
        words[:-1], words[-1] = self.values, empty
        return words[self.codes].tolist()

    def array(self, convert: Callable[[Any], Any], empty: Any, dtype: Any) -> np.ndarray:
        """An array of what `convert` makes of each row's value; called once a value."""
        made = np.array([*(convert(value) for value in self.values), empty], dtype=dtype)
        return made[self.codes]

    @cached_property
    def first(self) -> np.ndarray:
        """For every value the row in which it stands first."""
        return first_rows(self.codes, len(self.values))


@dataclass(frozen=True)
class Numbers:
    """Whole numbers of the smallest unit, whether the row holds one, and how many decimals they stand for."""

    values: np.ndarray
    filled: np.ndarray
    digits: np.ndarray | int = 0

    def __len__(self) -> int:
        return len(self.values)


def number_texts(cells: pl.Series) -> np.ndarray:
    """The number of each row's text, counted in the order in which they appear; -1 for empty cells."""
    if not _in_runs(cells.head(SAMPLE)):
        return _number(cells)
    # Lines of one order follow each other: only the first of each run is looked up.
    changes = cells.ne_missing(cells.shift(1)).to_numpy().copy()
    changes[0] = True
    return _number(cells.filter(pl.Series(changes)))[np.cumsum(changes) - 1]


def _in_runs(start: pl.Series) -> bool:
    return len(start) == SAMPLE and int(start.ne_missing(start.shift(1)).sum()) < SAMPLE // 2


def _number(cells: pl.Series) -> np.ndarray:
    # A category space of its own numbers from nought; the shared one would carry what other files held.
    apart = pl.Categorical(pl.Categories.random("column"))
    return cells.cast(apart).to_physical().cast(pl.Int64).fill_null(EMPTY).to_numpy()


def encode(cells: pl.Series) -> Coded:
    codes = number_texts(cells)
    return Coded(codes, texts_of(cells, codes).to_list())


def first_rows(codes: np.ndarray, count: int) -> np.ndarray:
    # Written from the last row to the first; the one place more takes the rows without a value.
    first = np.zeros(count + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return first[:-1]


def texts_of(cells: pl.Series, codes: np.ndarray) -> pl.Series:
    """The different texts in the order of their numbers."""
    return cells.gather(first_rows(codes, int(codes.max(initial=EMPTY)) + 1))


def merge(coded: Coded, values: list[Hashable | None]) -> Coded:
    """The same rows with other values, equal ones made one; None becomes 'nothing'."""
    if not any(value is None for value in values) and len(set(values)) == len(values):
        return Coded(coded.codes, values)
    numbers: dict[Hashable, int] = {}
    places = [EMPTY if value is None else numbers.setdefault(value, len(numbers)) for value in values]
    moved = np.array([*places, EMPTY], dtype=np.int64)
    return Coded(moved[coded.codes], list(numbers))
