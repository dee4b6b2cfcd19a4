"""Many leads at once, from a file."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.queries import company, root_unit
from quotamesh.base.people.viewer import today_of
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.lookups import Named
from quotamesh.base.tables.problems import Message, RowsRefused
from quotamesh.base.tables.upserts import change, insert
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.facts import records
from quotamesh.do.facts.records import Count
from quotamesh.do.leads.actions.rows import keys_of
from quotamesh.do.leads.check_leads import KIND_OF, Checked
from quotamesh.do.leads.counting import counts_of
from quotamesh.do.leads.models import Lead, Source

CHUNK = 500
EMPTY: dict[str, Any] = {
    "company": "", "contact": "", "phone": "", "email": "", "region": "", "need": "", "cost": 0,
    "owner_id": None, "seat_id": None, "customer_id": None, "product_id": None, "opportunity_id": None,
}  # fmt: skip
# Every column of the table that has no default of the database's own.
REST: dict[str, Any] = {
    "entry": Lead.Entry.IMPORT.value, "rule_id": None, "merged_into_id": None, "consent_at": None,
    "answer_due": None, "answer_day": None, "answered_at": None, "escalated_at": None, "why": "", "why_words": "",
    "wake_on": None, "revision": 1,
}  # fmt: skip


@transaction.atomic
def store_leads(actor: Actor, checked: Checked, _progress) -> Outcome:
    """Make and change leads by code. What was imported has no clock running. The caller leaves the trail entry.

    Raises:
        RowsRefused: a lead that has not come yet.
    """
    _refuse_future(actor, checked)
    sources = _sources(checked)
    drafts = {code: _with_keys(draft, sources) for code, draft in checked.drafts.items()}
    known = {lead.code: lead for lead in _known(list(drafts))}
    root = root_product().pk
    before = [count for lead in known.values() for count in counts_of(lead, root)]
    changes = change(Lead, {code: (row, _of_known(row, drafts[code])) for code, row in known.items()})
    fresh = _fresh({code: draft for code, draft in drafts.items() if code not in known})
    insert(Lead, fresh)
    after = [count for lead in known.values() for count in counts_of(lead, root)]
    records.book(before, [*after, *_counts(fresh, root)])
    return Outcome(len(fresh), len(changes), len(known) - len(changes), _told(changes))


def _of_known(lead: Lead, draft: dict[str, Any]) -> dict[str, Any]:
    """An owner that stays moves nothing: a lead lies, and counts, where it did."""
    if "owner_id" in draft and draft["owner_id"] == lead.owner_id:
        return {
            name: value for name, value in draft.items() if name not in ("owner_id", "unit_id", "seat_id")
        }
    return draft


def _refuse_future(actor: Actor, checked: Checked) -> None:
    today = today_of(company(), actor.at)
    late = [place for place, day in enumerate(checked.days) if day > today]
    for place in late:
        checked.rows.refuse(place, "date", "future", Message(_("is in the future.")))
    if late:
        raise RowsRefused


def _sources(checked: Checked) -> dict[str, tuple[int, int]]:
    """{code or name: (key, usual cost of a lead)}, with those that are new; words for kinds become their own names."""
    for code, kind in checked.new_sources.items():
        name = str(Source.Kind(kind).label) if KIND_OF.get(code.casefold()) == kind == code else code
        Source.objects.create(code=code, name=name, kind=kind)
    rows = list(Source.objects.values_list("pk", "code", "name", "per_lead"))
    named, costs = Named.of(row[:3] for row in rows), {pk: cost for pk, _code, _name, cost in rows}
    return {word: (pk, costs[pk]) for word, pk in (named.names | named.codes).items()}


def _with_keys(draft: dict[str, Any], sources: dict[str, tuple[int, int]]) -> dict[str, Any]:
    rest = {name: value for name, value in draft.items() if name != "source"}
    return {"source_id": sources[draft["source"]][0], **rest} | (
        keys_of(rest.get("phone", ""), rest.get("email", "")) if "phone" in rest or "email" in rest else {}
    )


def _known(codes: list[str]) -> Iterator[Lead]:
    for start in range(0, len(codes), CHUNK):
        yield from Lead.objects.select_for_update().filter(code__in=codes[start : start + CHUNK])


def _fresh(drafts: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    zone, root = ZoneInfo(company().time_zone), root_unit().pk
    per_lead = dict(Source.objects.values_list("pk", "per_lead"))
    rows = []
    for code, draft in drafts.items():
        whole = EMPTY | REST | {"state": Lead.State.NEW.value, "unit_id": root} | draft
        if "cost" not in draft:
            whole["cost"] = per_lead[draft["source_id"]]
        whole |= keys_of(whole["phone"], whole["email"])
        at = datetime.combine(whole["date"], time(), zone)
        rows.append({"code": code, **whole, "arrived_at": connection.ops.adapt_datetimefield_value(at)})
    return rows


def _counts(fresh: list[dict[str, Any]], root: int) -> list[Count]:
    return [count for row in fresh for count in counts_of(Lead(**row), root)]


def _told(changes: dict[str, dict[str, list]]) -> dict[str, dict[str, list]]:
    return {
        code: {name: pair for name, pair in differing.items() if not name.endswith("_key")}
        for code, differing in changes.items()
    }
