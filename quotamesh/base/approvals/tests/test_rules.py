"""Bands without gaps or overlaps, and steps that somebody can take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.base.approvals.actions import drop_rule, set_rule
from quotamesh.base.approvals.bands import Ask, Band, band_of, checked, from_json
from quotamesh.base.approvals.errors import BadBands, NobodyApproves, StaleRule, UnknownKind
from quotamesh.base.approvals.models import RuleBook
from quotamesh.base.approvals.tests.asking import DISCOUNT, LADDER, PROPOSAL, ladder
from quotamesh.base.people.models import Role, Tenure
from quotamesh.base.trail.models import Entry
from tests.cast import ACTOR, TODAY

LEADER = (Ask("leader"),)


@pytest.mark.parametrize(
    ("bands", "reason"),
    [
        ([], "empty"),
        ([Band(None, ())], "no_steps"),
        ([Band(100, LEADER)], "gap"),
        ([Band(100, LEADER), Band(100, LEADER), Band(None, LEADER)], "order"),
        ([Band(100, LEADER), Band(50, LEADER), Band(None, LEADER)], "order"),
        ([Band(None, LEADER), Band(None, LEADER)], "order"),
        ([Band(-1, LEADER), Band(None, LEADER)], "negative"),
        ([Band(None, (Ask("person"),))], "named"),
        ([Band(None, LEADER * 7)], "many"),
    ],
)
def test_bands_that_leave_a_gap_or_overlap_are_refused(bands, reason):
    with pytest.raises(BadBands) as refused:
        checked(bands, has_amount=True)
    assert refused.value.reason == reason


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=8, unique=True), st.integers(0, 2 * 10**12))
def test_every_amount_falls_into_exactly_one_band(limits, amount):
    bands = checked([*(Band(limit, LEADER) for limit in sorted(limits)), Band(None, LEADER)], has_amount=True)
    found = band_of(bands, amount)
    below = [band for band in bands if band.up_to is not None and band.up_to < amount]
    assert bands.index(found) == len(below)


def test_a_kind_without_amounts_has_one_band():
    with pytest.raises(BadBands):
        checked(LADDER, has_amount=False)


def test_a_rule_is_kept_with_its_revision_and_a_trace(cast):
    assert ladder().book.revision == 1
    book = ladder().book
    assert (book.revision, from_json(book.bands)) == (2, LADDER)
    assert Entry.objects.filter(verb="approval.rule").count() == 2


def test_a_rule_changed_meanwhile_is_not_overwritten(cast):
    ladder()
    with pytest.raises(StaleRule) as refused:
        set_rule(ACTOR, DISCOUNT, LADDER, day=TODAY, seen=0)
    assert (refused.value.seen, refused.value.now) == (0, 1)


def test_a_step_nobody_in_the_company_holds_is_refused(cast):
    with pytest.raises(NobodyApproves) as refused:
        set_rule(ACTOR, DISCOUNT, [Band(None, (Ask("legal"),))], day=TODAY)
    assert refused.value.who == "legal"
    assert not RuleBook.objects.exists()


def test_units_without_a_holder_are_named(cast):
    entered = set_rule(ACTOR, DISCOUNT, [Band(None, (Ask("region"),))], day=TODAY)
    units = {unit for who, unit in entered.unheld}
    assert "North 1" in units
    assert "East 1" not in units


def test_a_leader_who_left_no_longer_counts(cast):
    Tenure.objects.filter(role=Role.FINANCE).update(valid_to="2025-09-14")
    with pytest.raises(NobodyApproves):
        ladder()


def test_an_unknown_kind_is_refused_and_a_rule_can_go(cast):
    with pytest.raises(UnknownKind):
        set_rule(ACTOR, "nonsense", LADDER, day=TODAY)
    ladder()
    drop_rule(ACTOR, DISCOUNT)
    drop_rule(ACTOR, PROPOSAL)
    assert not RuleBook.objects.exists()
