"""Target talks: turns, refusals, and the agreed numbers on their way into the plan."""

import pytest

from quotamesh.base.people.queries import company
from quotamesh.do.catalog.actions import root_product
from quotamesh.plan.agreements import actions, errors
from quotamesh.plan.agreements.models import Talk
from quotamesh.plan.agreements.numbers import book_of
from quotamesh.plan.agreements.tests import world
from quotamesh.plan.targets.actions import put_in_force
from quotamesh.plan.targets.queries import target_rows
from quotamesh.plan.targets.rows import OPEN, RESERVE, TOTAL
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
State = Talk.State


@pytest.fixture
def talk(cast):
    return world.opened(cast)[cast.seat("rep_e1a").code]


def shifted(talk: Talk, by: int) -> dict:
    return {"revenue": [amount + by for amount in talk.offer["revenue"]]}


def test_a_talk_is_opened_for_everybody_with_target_owner_and_leader(cast):
    talks = world.opened(cast)
    assert set(talks) == {"EAST", "E1", "rep_e1a", "rep_e1b", "E2", "rep_e2a", "N1", "rep_n1a"}
    with pytest.raises(errors.NobodyToTalk):
        world.opened(cast)


def test_a_talk_converges(talk):
    lower = shifted(talk, -100)
    talk = actions.offer(ACTOR, talk, "owner", lower, "Two customers leave")
    assert (talk.state, talk.offer) == (State.COUNTERED, lower)
    between = shifted(talk, 40)
    talk = actions.offer(ACTOR, talk, "leader", between, "Half of it")
    assert talk.state == State.PROPOSED
    talk = actions.accept(ACTOR, talk, "owner")
    assert (talk.state, talk.offer) == (State.AGREED, between)
    assert [turn.kind for turn in talk.turns.all()] == ["open", "counter", "answer", "accept"]


def test_nobody_accepts_their_own_numbers(talk):
    with pytest.raises(errors.NotYourTurn):
        actions.accept(ACTOR, talk, "leader")


def test_other_numbers_want_a_reason_and_a_whole_row(talk):
    with pytest.raises(errors.ReasonWanted):
        actions.offer(ACTOR, talk, "owner", shifted(talk, 1), "  ")
    with pytest.raises(errors.SameNumbers):
        actions.offer(ACTOR, talk, "owner", talk.offer, "the same")
    for bad in ({}, {"revenue": [1, 2, 3]}, {"revenue": [1, 2, 3, -4]}, {"orders": [1, 2, 3, 4]}):
        with pytest.raises(errors.BadOffer):
            actions.offer(ACTOR, talk, "owner", bad, "because")


def test_a_turn_on_what_has_changed_meanwhile_is_refused(talk):
    actions.offer(ACTOR, talk, "owner", shifted(talk, -100), "less")
    with pytest.raises(errors.StaleTalk):
        actions.accept(ACTOR, talk, "leader", seen=0)


def test_a_talk_ends_with_its_draft(cast, talk):
    put_in_force(ACTOR, cast.plan("Draft"))
    with pytest.raises(errors.TalkClosed):
        actions.accept(ACTOR, talk, "owner")
    with pytest.raises(errors.TalkClosed):
        actions.open_talks(ACTOR, cast.plan("FY2024"), cast.unit("E1"), TODAY)


def months(cast, unit: str, line: str = TOTAL) -> list[int]:
    pk, product = cast.unit(unit).pk, root_product().pk
    rows = target_rows(plan=cast.plan("Draft"), indicators=[cast.indicator()], units=[pk], products=[product])
    return list(rows.get((cast.indicator(), pk, product, line), (0,) * 12))


@pytest.mark.parametrize("way", ["units", "open", "parent"])
def test_agreed_numbers_go_into_the_plan_and_the_difference_where_it_was_sent(cast, talk, way):
    before, left = months(cast, "E1"), sum(months(cast, "E1", OPEN))
    talk = actions.offer(ACTOR, talk, "owner", shifted(talk, -1000), "less")
    talk = actions.accept(ACTOR, talk, "leader")
    actions.apply_agreed(ACTOR, talk, way)
    assert book_of(talk.plan, [talk.unit_id]).offer(talk.unit_id) == talk.offer
    if way == "parent":
        assert sum(months(cast, "E1")) == sum(before) - 4000
    else:
        assert months(cast, "E1") == before
    assert sum(months(cast, "E1", OPEN)) == left + (4000 if way == "open" else 0)
    seats = [months(cast, cast.seat(p).code) for p in ("leader_e1", "rep_e1a", "rep_e1b")]
    own = [months(cast, "E1", line) for line in (OPEN, RESERVE)]
    assert [sum(column) for column in zip(*seats, *own, strict=True)] == months(cast, "E1")
    with pytest.raises(errors.NothingToApply):
        actions.apply_agreed(ACTOR, talk, way)


def test_an_agreement_waits_until_the_plan_holds_the_agreed_numbers(cast, talk):
    def draft():
        plan = cast.plan("Draft")
        return actions.draft_agreements(ACTOR, company(), plan, [talk.unit], TODAY)

    assert draft().waiting == [talk.unit]
    talk = actions.offer(ACTOR, talk, "owner", shifted(talk, -1000), "less")
    talk = actions.accept(ACTOR, talk, "leader")
    assert draft().waiting == [talk.unit]
    actions.apply_agreed(ACTOR, talk, "units")
    [made] = draft().made
    assert made.unit == talk.unit


def test_the_owner_counters_on_the_page_and_nothing_typed_is_lost(cast, talk):
    client = cast.client("rep_e1a")
    form = {f"revenue-{n}": "1,000.00" for n in (1, 2, 3, 4)} | {"text": "The market shrinks", "seen": "0"}
    refused = client.post(f"/agreements/talks/{talk.uid}/offer/", {**form, "revenue-2": "lots"})
    assert refused.status_code == 422
    assert "lots" in refused.content.decode()
    assert "The market shrinks" in refused.content.decode()
    assert client.post(f"/agreements/talks/{talk.uid}/offer/", form).status_code == 302
    talk.refresh_from_db()
    assert talk.offer == {"revenue": [100_000] * 4}
    assert (
        "The market shrinks"
        in cast.client("leader_e1").get(f"/agreements/talks/{talk.uid}/").content.decode()
    )


def test_a_reminder_is_seen_by_who_is_awaited(cast, talk):
    assert cast.client("leader_e1").post("/agreements/remind/?year=2025").status_code == 302
    assert "reminded on" in cast.client("rep_e1a").get("/agreements/?year=2025").content.decode()
