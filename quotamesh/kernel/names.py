"""Names of companies, reduced to what tells one company from another.

`read` takes off what is the same everywhere: width and case of letters, punctuation, legal forms (有限公司, Co., Ltd.,
GmbH), and the place in front (上海市…) or in brackets. What is left is the core. Two names are alike when their cores
are the same or one slip apart, and neither their places nor their digits speak against it. The rules in prose are in
docs/rules/duplicates.md.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from quotamesh.kernel.names_words import (
    BRANCHES,
    CHINESE_ENDINGS,
    COUNTRIES,
    LATIN_ENDINGS,
    PLACE_TAILS,
    PLACES,
)

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(f"[{CJK}]+|[^\\W_{CJK}]+")
_IS_CJK = re.compile(f"[{CJK}]")
_BRACKETED = re.compile(r"\(([^()]{1,12})\)")
_DIGITS = re.compile(r"\d+")
LEAST_CORE = 2
LEAST_FOR_SLIP = 5
CROWD = 40
SAME, SAME_ELSEWHERE, SAME_WORDS = 100, 95, 92

_PLACE = re.compile(f"({'|'.join(PLACES)})({'|'.join(PLACE_TAILS)})?")
_BRANCH = re.compile(f"({'|'.join(PLACES)})({'|'.join(PLACE_TAILS)})?({'|'.join(BRANCHES)})$")


@dataclass(frozen=True)
class Name:
    """`core` is what tells companies apart; `place` where one says it is, '' where the name does not."""

    core: str
    place: str = ""

    @property
    def digits(self) -> list[str]:
        return _DIGITS.findall(self.core)


def folded(text: str) -> str:
    """One width, one case."""
    for _round in range(4):
        again = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        if again == text:
            break
        text = again
    return text


def tokens(text: str) -> list[str]:
    """Chinese runs and words of other scripts, folded, without what stands between them."""
    found: list[str] = []
    for token in _TOKEN.findall(folded(text).replace(".", "")):
        if found and is_chinese(token) and is_chinese(found[-1]):
            found[-1] += token
        else:
            found.append(token)
    return found


def is_chinese(token: str) -> bool:
    return bool(_IS_CJK.match(token))


def joined(parts: Sequence[str]) -> str:
    """Tokens as one text: a space only between two words that would run together."""
    text = ""
    for part in parts:
        gap = " " if text and not is_chinese(part) and not is_chinese(text[-1]) else ""
        text += gap + part
    return text


@lru_cache(maxsize=4096)
def read(text: str) -> Name:
    """The core and the place of a company's name. The core of a core is itself."""
    place, rest = _without_brackets(folded(text))
    parts, branch = tokens(rest) or tokens(text), ""
    while True:
        shorter, seat = _without_branch(parts)
        shorter, found = _without_place(_without_ending(shorter))
        branch, place = branch or seat, found or place
        if shorter == parts:
            break
        parts = shorter
    return Name(joined(parts) or " ".join(folded(text).split()), branch or place)


def _without_brackets(text: str) -> tuple[str, str]:
    """A place or the country in brackets belongs to no core."""
    place = ""
    for inside in _BRACKETED.findall(text):
        there = _PLACE.fullmatch(inside)
        if there or inside in COUNTRIES:
            place = there[1] if there else place
            text = text.replace(f"({inside})", " ")
    return place, text


def _without_branch(parts: list[str]) -> tuple[list[str], str]:
    """A branch is where it sits, not where its company does: 华新集团上海分公司."""
    there = _BRANCH.search(parts[-1]) if parts else None
    if not there or _size(parts) - len(there[0]) < LEAST_CORE:
        return parts, ""
    left = parts[-1][: there.start()]
    return ([*parts[:-1], left] if left else parts[:-1]), there[1]


def _without_ending(parts: list[str]) -> list[str]:
    if not parts:
        return parts
    last = parts[-1]
    if len(parts) > 1 and (last in LATIN_ENDINGS or last in COUNTRIES):
        return parts[:-1]
    if is_chinese(last) and not last.endswith(BRANCHES):
        for ending in CHINESE_ENDINGS:
            if last.endswith(ending) and _size(parts) - len(ending) >= LEAST_CORE:
                left = last.removesuffix(ending)
                return [*parts[:-1], left] if left else parts[:-1]
    return parts


def _without_place(parts: list[str]) -> tuple[list[str], str]:
    there = _PLACE.match(parts[0]) if parts else None
    if not there or _size(parts) - len(there[0]) < LEAST_CORE:
        return parts, ""
    left = parts[0][len(there[0]) :]
    return ([left, *parts[1:]] if left else parts[1:]), there[1]


def _size(parts: list[str]) -> int:
    return sum(map(len, parts))


def alike(one: Name, other: Name) -> int:
    """How much two names speak for one company, 0 to 100; 0: nothing speaks for it. The same either way round."""
    if one.place and other.place and one.place != other.place:
        return 0
    if one.core == other.core:
        return SAME if one.place == other.place else SAME_ELSEWHERE
    if one.digits != other.digits:
        return 0
    if sorted(one.core.split()) == sorted(other.core.split()):
        return SAME_WORDS
    longest = max(len(one.core), len(other.core))
    if longest >= LEAST_FOR_SLIP and one_slip(one.core, other.core):
        return 100 - round(100 / longest)
    return 0


def one_slip(a: str, b: str) -> bool:
    """Whether one letter added, left out, changed or swapped with the next makes one text of the other."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return a[start + 1 :] == b[start + 1 :] or swapped


def blocks(name: Name) -> Iterator[str]:
    """Texts of which two alike names share at least one."""
    core = name.core
    yield core
    if " " in core:
        yield "\x1f" + " ".join(sorted(core.split()))
    if len(core) >= LEAST_FOR_SLIP - 1:
        yield from {core[:i] + core[i + 1 :] for i in range(len(core))}


def pairs(names: Sequence[Name], fresh: int = 0) -> Iterator[tuple[int, int, int]]:
    """Alike names as (place, later place, likeness), of which the later is one from `fresh` on.

    Each text of `blocks` brings together those who share it. In a crowd of more than CROWD each is compared with the
    first one only: who works off the list meets them all, and a thousand equal names do not make half a million pairs.
    """
    rooms: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for block in blocks(name):
            rooms[block].append(number)
    seen: set[tuple[int, int]] = set()
    for room in rooms.values():
        if len(room) < 2 or room[-1] < fresh:
            continue
        crowd = len(room) > CROWD
        for pair in ((room[0], other) for other in room[1:]) if crowd else combinations(room, 2):
            if pair[1] >= fresh and pair not in seen:
                seen.add(pair)
                likeness = alike(names[pair[0]], names[pair[1]])
                if likeness:
                    yield (*pair, likeness)
