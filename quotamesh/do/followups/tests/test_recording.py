"""What a follow-up is once it is recorded: when, how late, what it counts, and that it arrives once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from quotamesh.base.people.models import Person, Tenure
from quotamesh.base.trail.models import Entry
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.customers.actions import merge_customers, undo_merge
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.facts.models import DayFact
from quotamesh.do.followups.actions import Told, change, record_follow_up, tick, untick, withdraw
from quotamesh.do.followups.errors import (
    BadFollowUp,
    NoReason,
    NoSeat,
    StaleFollowUp,
    TakenUid,
    TooLate,
    Withdrawn,
)
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.wording import sentence
from quotamesh.do.measures.actions import rebuild_measures
from quotamesh.kernel.calendar import FiscalCalendar
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
LATER = replace(ACTOR, at=ACTOR.at + timedelta(days=2))


def told(**more) -> Told:
    values = {
        "customer": Customer.objects.get(code="C1"),
        "day": TODAY,
        "way": "visit",
        "summary": "Talked about pumps",
        "need": "More pressure",
        "next_step": "Send the offer",
        "due": TODAY + timedelta(3),
    }
    return Told(**(values | more))


def person(code: str = "rep_e1a") -> Person:
    return Person.objects.get(code=code)


def made(**more) -> FollowUp:
    return record_follow_up(ACTOR, person(), told(**more))[0]


def counts(day: date = TODAY) -> dict[str, int]:
    """What the whole company counts on a day."""
    names = {KEYS[code]: code for code in ("calls", "visits", "effective_visits", "follow_ups")}
    rows = DayFact.objects.filter(day=day, unit__parent=None, indicator__in=names)
    return {names[key]: amount for key, amount in rows.values_list("indicator_id", "amount") if amount}


def holds() -> bool:
    calendar = FiscalCalendar(1)
    return rebuild_measures(calendar, calendar.year(2025))


def test_a_visit_with_need_and_next_step_counts_three_times(cast):
    row = made()
    assert counts() == {"visits": 1, "effective_visits": 1, "follow_ups": 1}
    assert (row.late, row.effective, row.seat) == (False, True, cast.seat("rep_e1a"))
    assert row.recorded_at == ACTOR.at
    made(way="call")
    made(way="message", need="")
    assert counts() == {"visits": 1, "effective_visits": 1, "calls": 1, "follow_ups": 3}
    assert holds()


@pytest.mark.parametrize("lacking", [{"need": " "}, {"next_step": "", "due": None}])
def test_a_visit_that_lacks_something_is_a_visit_only(cast, lacking):
    made(**lacking)
    assert counts() == {"visits": 1, "follow_ups": 1}


def test_sent_twice_it_is_stored_once(cast):
    uid = uuid4()
    first, is_new = record_follow_up(ACTOR, person(), told(), uid=uid)
    again, again_new = record_follow_up(LATER, person(), told(summary="Something else"), uid=uid)
    assert (is_new, again_new, first.pk, again.summary) == (True, False, again.pk, "Talked about pumps")
    assert counts()["follow_ups"] == 1
    assert Entry.objects.filter(verb="follow_up.record").count() == 1
    with pytest.raises(TakenUid):
        record_follow_up(ACTOR, person("rep_n1a"), told(customer=Customer.objects.get(code="C4")), uid=uid)


def test_late_is_later_than_the_day_after(cast):
    assert [made(day=TODAY - timedelta(n)).late for n in range(4)] == [False, False, True, True]
    night = replace(ACTOR, at=datetime(2025, 9, 15, 15, 59, tzinfo=UTC))
    assert not record_follow_up(night, person(), told())[0].late


def test_written_offline_it_keeps_both_times_and_the_arrival_counts(cast):
    written = ACTOR.at - timedelta(days=3)
    row = made(day=TODAY - timedelta(3), told_at=written)
    assert (row.told_at, row.recorded_at, row.late) == (written, ACTOR.at, True)
    assert made(told_at=ACTOR.at + timedelta(hours=5)).told_at == ACTOR.at


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"day": TODAY + timedelta(1)}, "future"),
        ({"day": date(1970, 1, 1)}, "too_early"),
        ({"summary": " \n"}, "no_summary"),
        ({"summary": "x" * 100_001}, "too_long"),
        ({"next_step": "x" * 201}, "too_long"),
        ({"need": "a\x00b"}, "nul"),
        ({"due": None}, "no_due"),
        ({"next_step": ""}, "no_step"),
        ({"due": TODAY - timedelta(1)}, "due_before"),
        ({"place": (91_000_000, 0)}, "place"),
    ],
)
def test_what_cannot_be_is_refused_by_name(cast, more, code):
    with pytest.raises(BadFollowUp) as refused:
        made(**more)
    assert refused.value.code == code
    assert not FollowUp.objects.exists()


def test_a_contact_of_another_customer_is_refused(cast):
    other = Contact.objects.create(code="K9", customer=Customer.objects.get(code="C4"), name="Somebody")
    with pytest.raises(BadFollowUp) as refused:
        made(contact=other)
    assert (refused.value.code, refused.value.field) == ("not_theirs", "contact")


def test_who_holds_no_seat_on_the_day_cannot_be_credited(cast):
    Tenure.objects.filter(person=person()).update(valid_from=date(2025, 9, 1))
    with pytest.raises(NoSeat):
        made(day=date(2025, 8, 1), due=date(2025, 9, 1))


def test_a_place_is_kept_rounded(cast):
    row = made(place=(31_230_449, -121_473_751))
    assert (row.latitude, row.longitude) == (31_230_400, -121_473_800)


def test_corrected_within_a_day_without_a_mark(cast):
    row = made()
    after = change(ACTOR, row, way="call", summary="On the telephone")
    assert (after.amended, after.effective, after.revision) == (False, False, 2)
    assert not after.amendments.exists()
    assert counts() == {"calls": 1, "follow_ups": 1}
    moved = change(ACTOR, after, day=TODAY - timedelta(5))
    assert moved.late
    assert counts() == {}
    assert counts(TODAY - timedelta(5)) == {"calls": 1, "follow_ups": 1}
    assert holds()


def test_later_it_is_amended_visibly_and_counts_what_it_counted(cast):
    row = made(need="")
    after = change(LATER, row, need="They need spare parts")
    assert (after.amended, after.effective, after.need) == (True, False, "They need spare parts")
    entry = after.amendments.get()
    assert (entry.by, entry.changes) == ("test", {"need": ["–", "They need spare parts"]})
    assert counts() == {"visits": 1, "follow_ups": 1}
    assert holds()


@pytest.mark.parametrize("fixed", [{"way": "call"}, {"day": TODAY - timedelta(1)}])
def test_what_decides_what_counts_is_fixed_after_the_day(cast, fixed):
    row = made()
    with pytest.raises(TooLate):
        change(LATER, row, **fixed)


def test_two_editors_see_each_other(cast):
    row = made()
    change(ACTOR, row, seen=1, summary="First")
    with pytest.raises(StaleFollowUp) as stale:
        change(ACTOR, row, seen=1, summary="Second")
    assert stale.value.fields == {"summary": ["Second", "First"]}
    assert "Summary: Second ↔ First." in sentence(stale.value)


def test_withdrawn_it_stays_and_counts_no_more(cast):
    row = made()
    with pytest.raises(NoReason):
        withdraw(ACTOR, row, "  ")
    withdraw(ACTOR, row, "recorded twice")
    assert counts() == {}
    assert holds()
    assert FollowUp.objects.get().withdrawn_why == "recorded twice"
    with pytest.raises(Withdrawn):
        change(ACTOR, row, summary="x")


def last_contact(code: str = "C1") -> date | None:
    return Customer.objects.values_list("last_contact", flat=True).get(code=code)


def test_withdrawn_the_last_contact_is_the_one_before(cast):
    rows = [made(day=TODAY - timedelta(days=back)) for back in (9, 4, 0)]
    withdraw(ACTOR, rows[1], "recorded twice")
    assert last_contact() == TODAY
    withdraw(ACTOR, rows[2], "was with another customer")
    assert last_contact() == TODAY - timedelta(days=9)
    withdraw(ACTOR, rows[0], "never was")
    assert last_contact() is None


def test_put_right_the_last_contact_goes_to_the_right_day_and_customer(cast):
    made(day=TODAY - timedelta(days=9))
    row = made()
    row = change(ACTOR, row, day=TODAY - timedelta(days=1))
    assert last_contact() == TODAY - timedelta(days=1)
    change(ACTOR, row, customer=Customer.objects.get(code="C2"))
    assert (last_contact("C1"), last_contact("C2")) == (TODAY - timedelta(days=9), TODAY - timedelta(days=1))


def test_when_customers_become_one_and_two_again_each_has_its_own_last_contact(cast):
    one, other = (Customer.objects.get(code=code) for code in ("C1", "C2"))
    made(day=TODAY - timedelta(days=9))
    made(day=TODAY - timedelta(days=2), customer=other)
    merge = merge_customers(ACTOR, one, other)
    assert last_contact("C1") == TODAY - timedelta(days=2)
    made(day=TODAY - timedelta(days=1))
    undo_merge(ACTOR, merge)
    assert (last_contact("C1"), last_contact("C2")) == (TODAY - timedelta(days=1), TODAY - timedelta(days=2))


def test_a_contact_closes_the_steps_it_names(cast):
    first = made()
    other = made(customer=Customer.objects.get(code="C2"))
    made(closes=[first, other], next_step="", due=None)
    assert FollowUp.objects.get(pk=first.pk).done_on == TODAY
    assert FollowUp.objects.get(pk=other.pk).done_on is None


def test_a_step_is_done_once_and_can_be_open_again(cast):
    row = made()
    tick(ACTOR, row, TODAY)
    assert tick(ACTOR, row, TODAY + timedelta(1)).done_on == TODAY
    assert untick(ACTOR, row).done_on is None
