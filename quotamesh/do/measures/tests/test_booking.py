"""What recording does to the summary and the trail, and what is refused."""

from datetime import date

import pytest

from quotamesh.base.trail.models import Entry
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.facts.models import DayFact, Fact
from quotamesh.do.facts.queries import wide_facts
from quotamesh.do.measures.actions import BadMeasure, Stale, Value, record_measures
from quotamesh.do.measures.models import Measure


def value(cast, person, code, day, amount, product="", **more) -> Value:
    tenure = next(t for t in cast.tenures(person) if t.covers(day))
    at = cast.product(product).pk if product else root_product().pk
    return Value(tenure.seat_id, tenure.person_id, cast.indicator(code), at, day, amount, **more)


def grains(cast, code, unit, year=2025) -> list[int]:
    found = wide_facts(
        indicators=[cast.indicator(code)], years=[year], units=[unit.pk], products=[root_product().pk]
    )
    return next(iter(found.values()), [0] * 17)


def test_a_value_counts_at_every_node_above(cast, actor):
    record_measures(actor, [value(cast, "rep_e1a", "calls", date(2025, 3, 3), 12, "PUMPS")], "test")
    for code in ("E1", "EAST"):
        assert grains(cast, "calls", cast.unit(code))[2] == 12
        assert grains(cast, "calls", cast.unit(code))[12] == 12
    assert DayFact.objects.get(unit=cast.unit("E1"), indicator=cast.indicator("calls")).amount == 12
    machines = Fact.objects.get(
        unit=cast.unit("E1"), indicator=cast.indicator("calls"), product=cast.product("MACHINES")
    )
    assert machines.year == 12


def test_a_correction_takes_the_place_and_both_stand_in_the_trail(cast, actor):
    day = date(2025, 3, 3)
    record_measures(actor, [value(cast, "rep_e1a", "calls", day, 12)], "test")
    done = record_measures(actor, [value(cast, "rep_e1a", "calls", day, 7)], "test")
    assert [*done.changes.values()] == [(12, 7)]
    assert grains(cast, "calls", cast.unit("E1"))[16] == 7
    assert Measure.objects.count() == 1
    (change,) = Entry.objects.order_by("-pk").first().change.values()
    assert change == [12, 7]
    again = record_measures(actor, [value(cast, "rep_e1a", "calls", day, 7)], "test")
    assert (again.changes, again.same) == ({}, 1)


def test_a_state_holds_until_the_next_and_does_not_add_up(cast, actor):
    seats = ("rep_e1a", "rep_e1b")
    record_measures(
        actor, [value(cast, who, "named_accounts", date(2025, 1, 5), 10) for who in seats], "test"
    )
    record_measures(actor, [value(cast, "rep_e1a", "named_accounts", date(2025, 3, 9), 16)], "test")
    record_measures(actor, [value(cast, "rep_e1a", "named_accounts", date(2025, 3, 20), 14)], "test")
    team = grains(cast, "named_accounts", cast.unit("E1"))
    assert team[:4] == [20, 20, 24, 24]
    assert team[12:] == [24, 24, 24, 24, 24]
    assert not DayFact.objects.filter(indicator=cast.indicator("named_accounts")).exists()
    # A forgotten value in between changes only what it holds for.
    record_measures(actor, [value(cast, "rep_e1a", "named_accounts", date(2025, 2, 1), 11)], "test")
    assert grains(cast, "named_accounts", cast.unit("E1"))[:4] == [20, 21, 24, 24]


@pytest.mark.parametrize(
    ("code", "day", "amount", "why"),
    [
        ("calls", date(2025, 9, 16), 1, "future"),
        ("revenue", date(2025, 9, 1), 1, "not_measured"),
        ("lead_conversion", date(2025, 9, 1), 1, "not_measured"),
        ("calls", date(2025, 9, 1), -1, "negative"),
    ],
)
def test_what_cannot_be_is_refused(cast, actor, code, day, amount, why):
    with pytest.raises(BadMeasure) as refused:
        record_measures(actor, [value(cast, "rep_e1a", code, day, amount)], "test")
    assert refused.value.code == why
    assert refused.value.words()
    assert not Measure.objects.exists()


def test_the_same_twice_is_refused(cast, actor):
    one = value(cast, "rep_e1a", "calls", date(2025, 9, 1), 1)
    with pytest.raises(BadMeasure):
        record_measures(actor, [one, one], "test")


def test_a_stale_value_is_refused_with_both(cast, actor):
    day = date(2025, 9, 1)
    record_measures(actor, [value(cast, "rep_e1a", "calls", day, 5)], "test")
    with pytest.raises(Stale) as refused:
        record_measures(actor, [value(cast, "rep_e1a", "calls", day, 9, holds_to_seen=True)], "test")
    assert (refused.value.seen, refused.value.now) == (None, 5)
    assert grains(cast, "calls", cast.unit("E1"))[8] == 5
