"""Where something stands against what was wanted: always a sign and a word, colour comes on top."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class State:
    name: str
    sign: str
    word: str | Promise


STATES = {
    "good": State("good", "●", _("on pace")),
    "watch": State("watch", "▲", _("watch")),
    "bad": State("bad", "▼", _("behind")),
    "none": State("none", "○", _("no data")),
}


def state_badge(name: str | None, word="") -> str:
    state = STATES[name or "none"]
    return format_html(
        '<span class="state state-{}"><span class="state-sign" aria-hidden="true">{}</span>{}</span>',
        state.name,
        state.sign,
        word or state.word,
    )
