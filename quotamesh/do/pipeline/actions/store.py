"""Many deals at once, as an import brings them: columns, not objects."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store import bulk
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.problems import Message
from quotamesh.base.trail.actions import Actor
from quotamesh.do.facts import records
from quotamesh.do.pipeline.actions.common import cycle_of
from quotamesh.do.pipeline.actions.firsts import parts, renew_first_deals, won_of
from quotamesh.do.pipeline.actions.stats import renew_stats
from quotamesh.do.pipeline.counts import counts_of
from quotamesh.do.pipeline.models import Opportunity, Stage, StageMove

FIELDS = (
    "id", "code", "name", "customer_id", "owner_id", "seat_id", "product_id", "stage_id", "outcome", "amount",
    "opened", "entered", "expected", "closed", "cycle", "why", "reason", "own_chance", "revision",
)  # fmt: skip
WRITTEN = tuple(name.removesuffix("_id") for name in FIELDS)
KEPT = ("id", "code", "own_chance")
Row = dict[str, Any]
Changes = dict[str, tuple[Row, dict[str, list]]]


@transaction.atomic
def store_opportunities(actor: Actor, checked, _progress) -> Outcome:
    """Make and change deals by code. The caller leaves the trail entry."""
    # The readers of tables are heavy, and this module is loaded with the pages.
    from quotamesh.do.pipeline.deal_rows import told_by, wanted_rows

    today, wanted, told = today_of(company(), actor.at), wanted_rows(checked), told_by(checked)
    known = _known(wanted)
    compared = {code: _changed(known[code], row, told) for code, row in wanted.items() if code in known}
    changed = {code: found for code, found in compared.items() if found[1]}
    fresh = [_begun(row, today) for code, row in wanted.items() if code not in known]
    customers = {row["customer_id"] for row in (*wanted.values(), *known.values())} - {None}
    touched = {row["id"] for row, _differing in changed.values()} | won_of(customers)
    before = _counts(touched)
    made = insert_deals(fresh)
    _move(actor, today, known, changed)
    _update([row for row, _differing in changed.values()])
    renew_first_deals(customers)
    records.book(before, _counts([*touched, *made]))
    renew_stats()
    changes = {code: differing for code, (_row, differing) in changed.items()}
    notices = tuple(_undated(wanted))
    return Outcome(len(fresh), len(changed), len(known) - len(changed), changes, notices=notices)


def _counts(keys: Iterable[int]) -> list:
    return [count for part in parts(keys) for count in counts_of(part)]


def _undated(wanted: dict[str, Row]) -> Iterator[Message]:
    count = sum(1 for row in wanted.values() if row["outcome"] and row["closed"] is None)
    if count:
        template = _("%(count)s closed deals have no day: they count in win rates, but on no day.")
        yield Message(template, count=f"{count:,}")


def _known(wanted: dict[str, Row]) -> dict[str, Row]:
    """Deals that stand already, by code."""
    rows = Opportunity.objects.order_by().values(*FIELDS)
    return {row["code"]: row for part in parts(wanted) for row in rows.filter(code__in=part)}


def _begun(row: Row, today: date) -> Row:
    """A new deal stands in its stage since it was closed, opened, or brought in."""
    entered = row["closed"] or row["opened"] or (None if row["outcome"] else today)
    return row | {"entered": entered, "own_chance": None, "revision": 1}


def _changed(known: Row, row: Row, told: set[str]) -> tuple[Row, dict[str, list]]:
    """The deal as it will be, and what differs. What the file does not tell of stays."""
    now = known | {name: value for name, value in row.items() if name in told}
    if not now["outcome"]:
        now |= {"closed": None, "why": "", "reason": ""}
        if now["owner_id"] == known["owner_id"]:
            now["seat_id"] = known["seat_id"]
    now["cycle"] = cycle_of(now["opened"], now["closed"])
    differing = {name: [known[name], now[name]] for name in now if known[name] != now[name]}
    if differing:
        now["revision"] = known["revision"] + 1
        if now["outcome"] and now["closed"]:
            now["entered"] = now["closed"]
    return now, differing


def _move(actor: Actor, today: date, known: dict[str, Row], changed: Changes) -> None:
    """A deal that the file brings to another stage has moved, whatever its gate says: the file is the office's."""
    rows = [(known[code], now) for code, (now, _d) in changed.items()]
    moved = [(was, now) for was, now in rows if was["stage_id"] != now["stage_id"]]
    kinds = dict(Stage.objects.values_list("id", "kind"))
    earlier = StageMove.objects.filter(proposed=True).order_by().values_list("opportunity_id", flat=True)
    keys = [now["id"] for _was, now in moved]
    proposed = {pk for part in parts(keys) for pk in earlier.filter(opportunity__in=part)}
    moves = []
    for was, now in moved:
        now["entered"] = now["closed"] or today
        first = kinds[now["stage_id"]] == Stage.Kind.PROPOSAL and now["id"] not in proposed
        moves.append(
            StageMove(
                opportunity_id=now["id"], day=now["entered"], at=actor.at, who=actor.name, seat_id=now["seat_id"],
                from_stage_id=was["stage_id"], to_stage_id=now["stage_id"], proposed=first,
                stood=None if was["outcome"] else cycle_of(was["entered"], now["entered"]),
            )
        )  # fmt: skip
    StageMove.objects.bulk_create(moves, batch_size=500)


def insert_deals(rows: list[Row]) -> range:
    """Insert deals whose rows hold every field but the key; returns their keys, in order."""
    keys = bulk.reserve_ids(Opportunity, len(rows))
    values = (
        [key, *map(_plain, (row[name] for name in FIELDS[1:])), False, bulk.new_uid_value()]
        for key, row in zip(keys, rows, strict=True)
    )
    bulk.insert(Opportunity, (*WRITTEN, "new_customer", "uid"), values)
    return keys


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _update(rows: list[Row]) -> None:
    names = [name for name in WRITTEN if name not in KEPT]
    Opportunity.objects.bulk_update([Opportunity(**row) for row in rows], names, batch_size=50)
