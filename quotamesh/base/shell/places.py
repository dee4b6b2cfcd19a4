"""The places one can go to, drawn once for each page and kind of viewer: the frame costs every page its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

ON_THE_PHONE = 4
KEPT = 1024


@dataclass(frozen=True)
class Place:
    """An entry of the navigation; `phone`: it is offered at the thumb; `count`: how much waits there."""

    label: str
    url: str
    icon: str = ""
    active: bool = False
    phone: bool = False
    count: int = 0


@dataclass(frozen=True)
class Group:
    """Places under a heading, or without one; `code` names it, so that folding it is remembered."""

    label: str
    places: tuple[Place, ...]
    code: str = ""
    folded: bool = False


def at_the_side(groups: Sequence[Group]) -> SafeString:
    return _side(tuple(groups), get_language())


@lru_cache(maxsize=KEPT)
def _side(groups: tuple[Group, ...], _language: str) -> SafeString:
    return render_to_string("shell/parts/navigation.html", {"nav": groups})


def at_the_thumb(groups: Sequence[Group]) -> SafeString:
    """The places meant for the phone, or else the first ones."""
    places = [place for group in groups for place in group.places]
    chosen = [place for place in places if place.phone] or places
    return _bottom(tuple(chosen[:ON_THE_PHONE]), get_language())


@lru_cache(maxsize=KEPT)
def _bottom(places: tuple[Place, ...], _language: str) -> SafeString:
    return render_to_string("shell/components/bottom_bar.html", {"places": places})
