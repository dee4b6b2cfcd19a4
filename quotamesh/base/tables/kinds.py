"""What can be imported: kinds of tables, their columns, and who takes them further."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from quotamesh.base.tables.parsing import Parser
from quotamesh.base.tables.problems import Message

if TYPE_CHECKING:
    from quotamesh.base.tables.rows import Rows

Words = str | Promise


@dataclass(frozen=True)
class Column:
    """One column of a kind: how its cells are read, and by which headers it is known besides its name.

    `depends_on` names the columns that must be read before this one can be.
    """

    name: str
    label: Words
    parse: Parser
    help: Words = ""
    required: bool = False
    aliases: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What an import did: rows new, changed and as before; `changes` as {key: {field: [from, to]}}."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: dict[str, dict[str, list]] = field(default_factory=dict)
    notices: tuple[Message, ...] = ()
    effects: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A table that can be imported.

    `check` looks at the rows as a whole, notes what is wrong with them and returns what is to be stored;
    `store(actor, checked, progress)` writes it. Both run in one transaction, `store` only without errors.
    """

    name: str
    label: Words
    purpose: Words
    columns: tuple[Column, ...]
    check: "Callable[[Rows], Any]"
    store: Callable[..., Outcome]
    example: tuple[tuple[str, ...], ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    more: "Callable[[Kind], Kind] | None" = None

    def whole(self) -> "Kind":
        """With what the company added to it, as its own columns."""
        return self.more(self) if self.more else self

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def required(self) -> list[str]:
        return [column.name for column in self.columns if column.required]
