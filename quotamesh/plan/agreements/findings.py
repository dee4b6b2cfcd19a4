"""What the check of a file found, as somebody may read it: page, API and command line."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.formats import grouped, local_datetime
from quotamesh.kernel.money import MAX_AMOUNT
from quotamesh.plan.agreements import public
from quotamesh.plan.agreements.access import visible_agreements
from quotamesh.plan.agreements.checking import (
    ALTERED,
    BROKEN,
    CHANGED,
    GENUINE,
    UNKNOWN,
    UNSIGNED,
    Verdict,
    check,
)
from quotamesh.plan.agreements.content import read
from quotamesh.plan.agreements.models import Agreement, PublicCheck, Side
from quotamesh.plan.agreements.places import place_words

SHOWN_CHANGES, SHOWN_VALUE = 50, 200


@dataclass(frozen=True)
class Finding:
    """`signed` and `changes` are lines of text; outside one's sight they name no person and no amount."""

    kind: str
    good: bool
    headline: str
    digest: str
    number: str = ""
    uid: str = ""
    signed: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    note: str = ""
    version: str = ""


def finding(viewer: Viewer, data: bytes) -> Finding:
    verdict = check(data)
    agreement = verdict.agreement
    seen = bool(agreement and visible_agreements(viewer).filter(pk=agreement.pk).exists())
    return Finding(
        kind=verdict.kind,
        good=verdict.good,
        headline=_headline(verdict),
        digest=verdict.digest,
        number=agreement.number if agreement and seen else "",
        uid=str(agreement.uid) if agreement and seen else "",
        signed=_signed(verdict, seen),
        changes=_changes(verdict, seen),
        note=_note(agreement),
    )


def public_finding(asked: PublicCheck, data: bytes) -> Finding:
    """As anybody may read it; see `public`."""
    found = public.told(asked, data)
    verdict = found.verdict
    names_it = verdict.kind in (GENUINE, UNSIGNED, ALTERED)
    return Finding(
        kind=verdict.kind,
        good=verdict.good,
        headline=f"{_public_headline(verdict)} {_note(verdict.agreement) if names_it else ''}".rstrip(),
        digest=verdict.digest,
        signed=_signed(verdict, seen=True) if names_it else [],
        changes=[_("%(place)s: in this file %(value)s") % _place(verdict, *each) for each in found.changes],
        version=_version(verdict.agreement) if names_it and verdict.agreement else "",
    )


def _place(verdict: Verdict, place: str, value: object) -> dict[str, str]:
    shown = _("nothing") if value in (None, "") else str(value)
    if verdict.agreement and place.startswith("targets[") and type(value) is int:
        target = read(verdict.agreement.content)["targets"][int(place.split("[")[1].split("]")[0])]
        shown = grouped(value, target["digits"]) if abs(value) <= MAX_AMOUNT else shown
    return {"place": place_words(place), "value": shown[:SHOWN_VALUE]}


def _version(agreement: Agreement) -> str:
    content = read(agreement.content)
    values = {"number": agreement.number, "version": agreement.version, "unit": content["unit"]["name"]}
    return _("Agreement %(number)s, version %(version)d, for %(unit)s.") % values


def _public_headline(verdict: Verdict) -> str:
    words = {
        CHANGED: _(
            "Not genuine: it was made from an agreement of this company, but its content was changed."
        ),
        ALTERED: _(
            "Not genuine as a file: the content is that of an agreement, but bytes around it were changed."
        ),
        BROKEN: _("This cannot be confirmed at the moment. Please ask the company."),
        UNKNOWN: _("Not an agreement of this company, or changed beyond recognition."),
    }
    return words.get(verdict.kind) or _headline(verdict)


def _headline(verdict: Verdict) -> str:
    words = {
        GENUINE: _("Genuine: this file is as it was issued, and both sides have signed its content."),
        UNSIGNED: _("This file is as it was issued, but both sides had not signed it."),
        ALTERED: _(
            "The content is the one on record, but the file is not as it was issued: bytes were changed."
        ),
        CHANGED: _("The content differs from the one on record."),
        BROKEN: _("The record itself no longer fits its digests: tell the administrator."),
    }
    return words.get(verdict.kind) or _("Unknown: no agreement of this company is in this file.")


def _signed(verdict: Verdict, seen: bool) -> list[str]:
    lines = []
    for made in verdict.signatures:
        values = {
            "side": Side(made.side).label,
            "name": made.name,
            "at": local_datetime(made.at),
            "digest": made.digest[:16],
        }
        if seen:
            lines.append(_("%(name)s (%(side)s) signed %(digest)s on %(at)s") % values)
        else:
            lines.append(_("%(side)s signed on %(at)s") % values)
    return lines


def _changes(verdict: Verdict, seen: bool) -> list[str]:
    changes = verdict.changes[:SHOWN_CHANGES]
    if seen:
        return [f"{place}: {before} → {after}" for place, before, after in changes]
    return [place for place, _before, _after in changes]


def _note(agreement: Agreement | None) -> str:
    if agreement and agreement.state == Agreement.State.SUPERSEDED:
        return _("A later version has taken its place.")
    if agreement and agreement.state == Agreement.State.REPLACED:
        return _("It was replaced before both sides had signed.")
    return ""
