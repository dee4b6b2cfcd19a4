"""An agreement as it is read, in one language: page and PDF show the same sheet, made from the canonical text alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from quotamesh.base.shell.formats import grouped, is_chinese, local_date, local_datetime, symbol
from quotamesh.base.shell.periods import month_name, quarter_name, year_name
from quotamesh.plan.agreements.content import LEVELS, Content, quarters
from quotamesh.plan.agreements.models import Side, Signature

LANGUAGES = {"zh-hans": "zh", "en": "en"}


@dataclass(frozen=True)
class Grid:
    """One indicator: title and rows of words, the first cell naming the row."""

    title: str
    note: str
    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Signed:
    side: str
    role: str
    name: str
    at: str
    seal: str


@dataclass(frozen=True)
class Sheet:
    title: str
    number: str
    facts: list[tuple[str, str]]
    quarters: list[Grid]
    months: list[Grid]
    terms: list[tuple[str, str]]
    validity: str
    signed: list[Signed]
    digest: str


def sheet_of(content: Content, digest: str, signatures: Iterable[Signature], language: str) -> Sheet:
    """`language`: zh-hans or en."""
    tongue = LANGUAGES[language]
    zone = ZoneInfo(content["company"]["time_zone"])
    with override(language), timezone.override(zone):
        targets = content["targets"]
        return Sheet(
            title=pgettext("document", "Sales target agreement"),
            number=content["number"],
            facts=_facts(content, tongue),
            quarters=[_by_quarter(target, content, tongue) for target in targets],
            months=[_by_month(target, content, tongue) for target in targets],
            terms=_terms(content, tongue),
            validity=_validity(content),
            signed=_signed(content, list(signatures), tongue),
            digest=digest,
        )


def _facts(content: Content, tongue: str) -> list[tuple[str, str]]:
    owner, leader = content["owner"], content["leader"]
    start, end = (date.fromisoformat(content["period"][key]) for key in ("start", "end"))
    return [
        (_("Company"), content["company"]["name"]),
        (pgettext("document", "Unit"), f"{content['unit']['name']} ({content['unit']['code']})"),
        (_("Owner of the target"), f"{owner['name']} ({owner['code']}) · {owner['role'][tongue]}"),
        (pgettext("document", "Leader"), f"{leader['name']} ({leader['code']}) · {leader['role'][tongue]}"),
        (_("Period"), f"{year_name(content['fiscal_year'])} · {local_date(start)} – {local_date(end)}"),
        (_("Target plan"), content["plan"]["name"]),
    ]


def _title(target: dict, content: Content, tongue: str) -> str:
    unit = symbol(content["company"]["currency"]).strip() if target["measure"] == "money" else ""
    return f"{target['name'][tongue]} ({unit})" if unit else target["name"][tongue]


def _amounts(amounts: list[int], digits: int) -> list[str]:
    return [grouped(amount, digits) for amount in amounts]


def _by_quarter(target: dict, content: Content, tongue: str) -> Grid:
    heads = [
        pgettext("document", "Target"),
        *(quarter_name(n) for n in (1, 2, 3, 4)),
        pgettext("document", "Year"),
    ]
    levels = target["levels"]
    rows = [
        [level_name(level), *_year(levels[level], target["digits"])] for level in LEVELS if level in levels
    ]
    for line in target["lines"]:
        words = _("of which %(line)s") % {"line": line["name"]}
        rows.append([words, *_year(line["months"], target["digits"])])
    return Grid(_title(target, content, tongue), target["meaning"][tongue], heads, rows)


def _year(months: list[int], digits: int) -> list[str]:
    return _amounts([*quarters(months), sum(months)], digits)


def _by_month(target: dict, content: Content, tongue: str) -> Grid:
    """Twelve months in four rows of three, so that a page holds them."""
    start = date.fromisoformat(content["period"]["start"])
    months = _amounts(target["levels"]["target"], target["digits"])
    rows = []
    for first in (0, 3, 6, 9):
        row: list[str] = []
        for index in range(first, first + 3):
            year, month = divmod(start.year * 12 + start.month - 1 + index, 12)
            row += [month_name(year, month + 1), months[index]]
        rows.append(row)
    return Grid(_title(target, content, tongue), "", [], rows)


def level_name(level: str) -> str:
    names = {
        "target": pgettext("level", "Target"),
        "stretch": pgettext("level", "Stretch"),
        "challenge": pgettext("level", "Challenge"),
    }
    return names[level]


def _terms(content: Content, tongue: str) -> list[tuple[str, str]]:
    text = content["terms"]["text"]
    names = {"standard": _("Standard of completion"), "reward": _("Reward"), "penalty": _("Penalty")}
    return [(name, text[part][tongue]) for part, name in names.items()]


def _validity(content: Content) -> str:
    values = {
        "day": local_date(date.fromisoformat(content["effective_from"])),
        "end": local_date(date.fromisoformat(content["period"]["end"])),
    }
    first = _("Valid from %(day)s to %(end)s, once both sides have signed.") % values
    later = _("It is never changed: other targets are another version, which both sides sign again.")
    before = _("This version takes the place of the one with the digest %(digest)s.")
    gap = "" if is_chinese() else " "
    words = [first, later]
    if content["supersedes"]:
        words.append(before % {"digest": content["supersedes"][:16]})
    return gap.join(words)


def _signed(content: Content, signatures: list[Signature], tongue: str) -> list[Signed]:
    by_side = {signature.side: signature for signature in signatures}
    found = []
    for side in (Side.LEADER, Side.OWNER):
        made = by_side.get(side.value)
        found.append(
            Signed(
                side=str(side.label),
                role=content[side.value]["role"][tongue],
                name=content[side.value]["name"],
                at=local_datetime(made.at) if made else "",
                seal=made.seal[:16] if made else "",
            )
        )
    return found
