"""The kinds of notice there are. Features declare theirs when their app is ready.

declare(Kind("approval.waiting", _("Approvals that wait for me"), mailed=True))
"""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """`mailed`: goes out by e-mail too, unless the person says otherwise."""

    code: str
    name: str | Promise
    meaning: str | Promise = ""
    mailed: bool = False


_kinds: dict[str, Kind] = {}


def declare(kind: Kind) -> None:
    _kinds[kind.code] = kind


def kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.code)


def known(code: str) -> bool:
    return code in _kinds


def kind_of(code: str) -> Kind:
    """The kind, or one that only bears the code, for notices of a feature that is no more."""
    return _kinds.get(code, Kind(code, code))
