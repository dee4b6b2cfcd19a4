"""The kinds of request there are. Features declare theirs when their app is ready.

declare(Kind("salesplan.discount", _("Discount")))
on_decided["salesplan.discount"] = discount_decided     # (actor, request), in the decision's transaction
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from quotamesh.base.approvals.bands import Ask, Band
from quotamesh.base.approvals.errors import UnknownKind
from quotamesh.base.approvals.models import Request, Who
from quotamesh.base.trail.actions import Actor


@dataclass(frozen=True)
class Kind:
    """`has_amount`: requests bear an amount of money, by which bands differ. `steps` counts until a rule is entered."""

    code: str
    name: str | Promise
    has_amount: bool = True
    steps: tuple[str, ...] = (Who.LEADER,)

    @property
    def own_bands(self) -> tuple[Band, ...]:
        return (Band(None, tuple(Ask(who) for who in self.steps)),)


_kinds: dict[str, Kind] = {}
on_decided: dict[str, Callable[[Actor, Request], None]] = {}


def declare(kind: Kind) -> None:
    _kinds[kind.code] = kind


def kind_of(code: str) -> Kind:
    """Raises UnknownKind."""
    if code not in _kinds:
        raise UnknownKind(code)
    return _kinds[code]


def kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.code)


def name_of(code: str) -> str:
    return str(_kinds[code].name) if code in _kinds else code
