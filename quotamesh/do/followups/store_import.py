"""Storing checked follow-ups: author and day as the file says, marked as imported."""

from datetime import date

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.problems import Message, RowsRefused
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.followups.actions.bulk import FollowUpColumns, insert_follow_ups
from quotamesh.do.followups.check_follow_ups import Checked
from quotamesh.do.followups.models import FollowUp


def store_checked_follow_ups(actor: Actor, checked: Checked, _progress) -> Outcome:
    _check_future(checked, today_of(company(), actor.at))
    places = np.flatnonzero(checked.fresh).tolist()
    if places:
        insert_follow_ups(_columns(actor, checked, places))
    return Outcome(created=len(places), unchanged=len(checked) - len(places))


def _check_future(checked: Checked, today: date) -> None:
    ahead = [i for i, day in enumerate(checked.columns["day"]) if day > today]
    if ahead:
        checked.rows.refuse_all(ahead, "date", "future", lambda _i: Message(_("is in the future.")))
        raise RowsRefused


def _columns(actor: Actor, checked: Checked, places: list[int]) -> FollowUpColumns:
    n = len(places)

    def of(name: str) -> list:
        return [checked.columns[name][i] for i in places]

    nothing: list = [None] * n
    return FollowUpColumns(
        code=of("code"), customer=of("customer_id"), opportunity=nothing, person=of("person_id"),
        seat=of("seat_id"), product=[root_product().pk] * n, day=of("day"), way=of("way"),
        summary=of("summary"), need=of("need"), next_step=of("next_step"), due=of("due"), done_on=nothing,
        recorded_at=[actor.at] * n, told_at=nothing, late=[False] * n, source=[FollowUp.Source.IMPORT] * n,
        recorded_by=[actor.name] * n, latitude=nothing, longitude=nothing,
        informed=[checked.informed[i] for i in places],
    )  # fmt: skip
