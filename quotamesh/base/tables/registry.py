"""Which kinds of tables there are. Features offer the module that declares theirs; it is loaded when asked for."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from quotamesh.base.shell.offers import Offers

if TYPE_CHECKING:
    from quotamesh.base.tables.kinds import Kind, Outcome

# The order in which a company brings them in: each needs only those before it.
ORDER = (
    *("units", "people", "products", "customers", "contacts", "rates", "holidays"),
    *("orders", "payments", "opportunities", "leads", "followups", "measurements", "targets"),
    *("named_accounts", "market_segments"),
)
_offered = Offers()
# Upper floors append what they bring up to date after a kind was stored: hook(actor, outcome, progress).
after_store: "dict[str, list[Callable[[Any, Outcome, Any], None]]]" = defaultdict(list)


def offer(module: str) -> None:
    """Name a module that holds KINDS. Loading waits: readers of tables are heavy, and most processes need none."""
    _offered.add(module)
    _kinds.cache_clear()


@cache
def _kinds() -> "dict[str, Kind]":
    found = {kind.name: kind for module in _offered for kind in module.KINDS}
    return {name: found[name] for name in sorted(found, key=lambda name: (*ORDER, name).index(name))}


def all_kinds() -> "list[Kind]":
    return list(_kinds().values())


def kind_named(name: str) -> "Kind | None":
    """With the columns that the company added itself."""
    found = _kinds().get(name)
    return found.whole() if found else None
