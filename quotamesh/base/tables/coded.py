"""Columns as arrays: words once each with a number a row, and whole numbers."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

EMPTY = -1


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
        words = [*self.values, empty]
        return [words[code] for code in self.codes.tolist()]

    def array(self, convert: Callable[[Any], Any], empty: Any, dtype: Any) -> np.ndarray:
        """An array of what `convert` makes of each row's value; called once a value."""
        made = np.array([*(convert(value) for value in self.values), empty], dtype=dtype)
        return made[self.codes]

    def first(self) -> np.ndarray:
        """For every value the row in which it stands first."""
        first = np.zeros(len(self.values), dtype=np.int64)
        back = np.flatnonzero(self.codes != EMPTY)[::-1]
        first[self.codes[back]] = back
        return first


@dataclass(frozen=True)
class Numbers:
    """Whole numbers, and whether the row holds one."""

    values: np.ndarray
    filled: np.ndarray

    def __len__(self) -> int:
        return len(self.values)


def empty_coded(size: int) -> Coded:
    return Coded(np.full(size, EMPTY, dtype=np.int64), [])


def empty_numbers(size: int) -> Numbers:
    return Numbers(np.zeros(size, dtype=np.int64), np.zeros(size, dtype=bool))


def encode(cells: pl.Series) -> Coded:
    """Number the different texts of a column in the order in which they appear."""
    # A category space of its own numbers from nought; the shared one would carry what other files held.
    apart = pl.Categorical(pl.Categories.random("column"))
    codes = cells.cast(apart).to_physical().cast(pl.Int64).fill_null(EMPTY).to_numpy()
    values = int(codes.max(initial=EMPTY)) + 1
    coded = Coded(codes, [None] * values)
    return Coded(codes, cells.gather(coded.first()).to_list()) if values else coded


def merge(coded: Coded, values: list[Hashable | None]) -> Coded:
    """The same rows with other values, equal ones made one; None becomes 'nothing'."""
    numbers: dict[Hashable, int] = {}
    places = [EMPTY if value is None else numbers.setdefault(value, len(numbers)) for value in values]
    if places == list(range(len(values))):
        return Coded(coded.codes, list(numbers))
    moved = np.array([*places, EMPTY], dtype=np.int64)
    return Coded(moved[coded.codes], list(numbers))
