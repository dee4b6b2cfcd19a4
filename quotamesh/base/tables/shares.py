"""Who is credited for how much: `code:share;code:share`, adding up to the whole."""

import re
from fractions import Fraction

from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.parsing import Context, each
from quotamesh.base.tables.problems import Message, Refused

WHOLE = 10_000
Shares = tuple[tuple[str, int], ...]

_FULL_WIDTH = str.maketrans("：；％０１２３４５６７８９．", ":;%0123456789.")
_PAIR = re.compile(r"(.+):\s*([0-9]{1,4}(?:\.[0-9]{1,10})?)\s*(%?)")
_HINT = Message(_("Write A:60%%;B:40%% or A:60;B:40 or A:0.6;B:0.4; the parts make up the whole."))


def read_shares(text: str, _context: Context) -> Shares:
    """Shares in basis points. A code alone has the whole; without % the parts add up to 100 or to 1."""
    parts = [part.strip() for part in text.translate(_FULL_WIDTH).split(";") if part.strip()]
    if len(parts) == 1 and ":" not in parts[0]:
        return ((parts[0], WHOLE),)
    matches = [_PAIR.fullmatch(part) for part in parts]
    pairs = [(match[1].strip(), Fraction(match[2]), match[3]) for match in matches if match]
    if len(pairs) < len(matches) or not pairs or len({sign for *_rest, sign in pairs}) > 1:
        raise Refused("shares", Message(_("is not a list of codes with shares.")), _HINT)
    if len({code for code, *_rest in pairs}) < len(pairs):
        raise Refused("shares", Message(_("names a person twice.")), _HINT)
    return _in_points(pairs)


def _in_points(pairs: list[tuple[str, Fraction, str]]) -> Shares:
    total = sum(share for _code, share, _sign in pairs)
    # 1 % is a hundredth, a bare 1 is the whole.
    whole = 1 if total == 1 and not pairs[0][2] else 100
    if total != whole:
        told = f"{float(total * 100 if total < 2 and not pairs[0][2] else total):.6g}"
        raise Refused("shares", Message(_("adds up to %(total)s %% instead of 100 %%."), total=told), _HINT)
    points = [(code, share * WHOLE / whole) for code, share, _sign in pairs]
    if any(point.denominator != 1 or not point for _code, point in points):
        message = Message(_("has a share of nought or one finer than 0.01 %%."))
        raise Refused("shares", message, Message(_("Three equal parts: A:33.33;B:33.33;C:33.34.")))
    return tuple((code, int(point)) for code, point in points)


shares = each(read_shares)
