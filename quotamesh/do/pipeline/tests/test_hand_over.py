"""Deals go to somebody else, many at once; and they follow their owners from seat to seat."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quotamesh.base.exchange.tests.bringing import take
from quotamesh.base.notices.models import Notice
from quotamesh.base.people.actions.move import hand_over as give_seat
from quotamesh.base.people.actions.move import move as move_person
from quotamesh.base.people.models import Tenure
from quotamesh.base.trail.models import Entry
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.do.pipeline.actions import change_opportunity, follow_seats, hand_over, move
from quotamesh.do.pipeline.actions.move import Wish
from quotamesh.do.pipeline.errors import HandOverRefused, NoReason, NotYet
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.pipeline.queries import holders
from quotamesh.do.pipeline.wording import sentence
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
PAGE, API = "/pipeline/hand-over/", "/api/v1/opportunities/hand-over"


@pytest.fixture(autouse=True)
def a_day(monkeypatch):
    monkeypatch.setattr("quotamesh.base.people.middleware.today_of", lambda *_args: TODAY)


def now(deal: Opportunity) -> Opportunity:
    return Opportunity.objects.get(pk=deal.pk)


def test_deals_go_over_each_with_its_own_trail_entry(cast, begin, stage):
    deals = [begin(TODAY - timedelta(9), name=f"Deal {at}") for at in range(3)]
    move(ACTOR, begin(name="Closed"), Wish(stage("lost"), TODAY, why="price"))
    to = cast.person("rep_e1b")
    gone = hand_over(
        ACTOR, [(deal, deal.revision) for deal in deals], to, TODAY, reason=" leaves ", day=TODAY
    )
    assert [deal.pk for deal in gone] == [deal.pk for deal in deals]
    for deal in deals:
        assert (now(deal).owner, now(deal).seat) == (to, cast.seat("rep_e1b"))
        entry = Entry.objects.get(verb="opportunity.hand_over", subject_key=str(deal.uid))
        assert entry.change["owner"] == ["rep_e1a", "rep_e1b"]
        assert entry.change["reason"] == [None, "leaves"]
        assert entry.change["from"] == [None, TODAY.isoformat()]
    assert rebuild_facts(ACTOR)
    notice = Notice.objects.get(user__person=to)
    assert (notice.kind, notice.url) == ("deal.given", "/pipeline/list/")
    assert notice.values == {"count": 3, "deal": "Deal 0", "reason": "leaves"}


def test_whose_deals_there_are_to_hand_over_those_who_left_first(cast, begin):
    begin()
    begin(owner="rep_e1b")
    begin(owner="rep_n1a")
    Tenure.objects.filter(person=cast.person("rep_e1b")).update(valid_to=TODAY - timedelta(1))
    found = holders(cast.viewer("leader_e1"), TODAY)
    assert [(person.code, count, gone) for person, count, gone in found] == [
        ("rep_e1b", 1, True),
        ("rep_e1a", 1, False),
    ]
    page = cast.client("leader_e1").get(PAGE).text
    assert "Whose open deals go to somebody else?" in page
    assert f"?person={cast.person('rep_e1b').uid}" in page
    assert (
        "1 open deal of" in cast.client("leader_e1").get(f"{PAGE}?person={cast.person('rep_e1b').uid}").text
    )


def test_what_stands_in_the_way_is_named_and_nothing_goes(cast, begin, stage):
    fine, stale, closed, theirs, later = (
        begin(TODAY - timedelta(5), name="Fine"), begin(TODAY - timedelta(5), name="Stale"),
        begin(TODAY - timedelta(5), name="Closed"), begin(TODAY - timedelta(5), owner="rep_e1b", name="Theirs"),
        begin(TODAY, name="Later"),
    )  # fmt: skip
    change_opportunity(ACTOR, stale, TODAY, amount=7)
    move(ACTOR, closed, Wish(stage("lost"), TODAY, why="price"))
    wanted = [(fine, fine.revision), (stale, stale.revision), (closed, None), (theirs, None), (later, None)]
    with pytest.raises(HandOverRefused) as refused:
        hand_over(ACTOR, wanted, cast.person("rep_e1b"), TODAY, reason="x", day=TODAY - timedelta(2))
    assert refused.value.problems == {
        "stale": ["Stale"], "closed": ["Closed"], "theirs": ["Theirs"], "later": ["Later"],
    }  # fmt: skip
    assert "Changed meanwhile: Stale." in sentence(refused.value)
    assert now(fine).owner == cast.person("rep_e1a")
    assert not Entry.objects.filter(verb="opportunity.hand_over").exists()


def test_a_hand_over_has_its_reason_and_a_day_that_has_come(cast, begin):
    deal = begin()
    with pytest.raises(NoReason):
        hand_over(ACTOR, [(deal, None)], cast.person("rep_e1b"), TODAY, reason=" ", day=TODAY)
    with pytest.raises(NotYet):
        hand_over(ACTOR, [(deal, None)], cast.person("rep_e1b"), TODAY, reason="x", day=TODAY + timedelta(1))


def test_ticked_on_the_list_or_all_of_a_person(cast, begin, stage):
    first, second = begin(name="<b>First"), begin(name="Second")
    move(ACTOR, begin(name="Gone"), Wish(stage("lost"), TODAY, why="price"))
    client, person = cast.client("leader_e1"), cast.person("rep_e1a")
    listed = client.get(f"/pipeline/list/?person={person.uid}").text
    assert f'name="deal" value="{first.uid}" form="hand-over"' in listed
    assert f"{PAGE}?person={person.uid}" in listed
    assert 'name="deal"' not in cast.client("rep_e1a").get("/pipeline/list/").text
    assert 'name="deal"' not in client.get("/pipeline/list/?outcome=all").text
    ticked = client.get(f"{PAGE}?deal={second.uid}&deal=nonsense").text
    assert "Second" in ticked
    assert "First" not in ticked
    page = client.get(f"{PAGE}?person={person.uid}").text
    assert "2 open deals of" in page
    assert "&lt;b&gt;First" in page
    assert "Gone" not in page
    sent = {"to": cast.person("rep_e1b").uid, "reason": "She leaves", "day": TODAY.isoformat()}
    told = f"{first.uid}:{first.revision} {second.uid}:{second.revision}"
    assert client.post(PAGE, sent | {"deals": told}).status_code == 302
    assert now(first).owner == now(second).owner == cast.person("rep_e1b")


def test_a_stale_page_comes_back_with_what_was_changed_and_can_be_sent_again(cast, begin):
    first, second = begin(name="First"), begin(name="Second")
    told = f"{first.uid}:{first.revision} {second.uid}:{second.revision}"
    change_opportunity(ACTOR, second, TODAY, amount=7)
    client = cast.client("leader_e1")
    sent = {"to": cast.person("rep_e1b").uid, "reason": "She leaves", "day": TODAY.isoformat()}
    answer = client.post(PAGE, sent | {"deals": told})
    assert answer.status_code == 422
    assert "Changed meanwhile: Second." in answer.text
    assert "She leaves" in answer.text
    again = f"{first.uid}:{first.revision} {second.uid}:{second.revision + 1}"
    assert f'value="{again}"' in answer.text
    assert client.post(PAGE, sent | {"deals": again}).status_code == 302


def test_nothing_out_of_sight_is_given_or_given_to(cast, begin):
    mine, far = begin(name="Mine"), begin(owner="rep_n1a", name="Northern secret")
    client = cast.client("leader_e1")
    assert "Northern secret" not in client.get(f"{PAGE}?deal={far.uid}").text
    assert client.get(f"{PAGE}?person={cast.person('rep_n1a').uid}").status_code == 404
    sent = {"to": cast.person("rep_e1b").uid, "reason": "x", "day": TODAY.isoformat()}
    answer = client.post(PAGE, sent | {"deals": f"{mine.uid}: {far.uid}:1"})
    assert "1 deal is not in your sight any more." in answer.text
    assert "Northern secret" not in answer.text
    outside = sent | {"to": cast.person("rep_n1a").uid, "deals": f"{mine.uid}:1"}
    assert client.post(PAGE, outside).status_code == 422
    assert now(mine).owner == cast.person("rep_e1a")
    assert client.post(PAGE, sent | {"deals": "nonsense"}).status_code == 404


def test_programs_hand_over_under_the_same_rules(cast, begin):
    mine, far = begin(), begin(owner="rep_n1a")
    client = cast.client("leader_e1")

    def post(*deals, **more):
        wanted = [{"uid": str(deal.uid), "seen": deal.revision} for deal in deals]
        body = {"deals": wanted, "to": "rep_e1b", "reason": "She leaves"} | more
        return client.post(API, body, "application/json")

    refused = post(mine, far)
    assert refused.status_code == 422
    assert refused.json()["details"]["problems"] == {"missing": [str(far.uid)]}
    assert post(mine, to="rep_n1a").status_code == 404
    assert post(mine).json()[0]["revision"] == mine.revision + 1
    assert post(mine).json()["details"]["problems"]["stale"] == [mine.name]
    assert cast.client("rep_e1b").post(API, {}, "application/json").status_code == 422


def test_open_deals_follow_their_owner_to_a_new_seat_and_closed_ones_stay(cast, begin, stage):
    deal, lost = begin(), begin()
    move(ACTOR, lost, Wish(stage("lost"), TODAY, why="price"))
    old = cast.seat("rep_e1a")
    tenure = move_person(ACTOR, old, to=cast.unit("E2"), day=TODAY)
    assert now(deal).seat == tenure.seat
    assert now(deal).revision == deal.revision
    assert now(lost).seat == old
    told = Entry.objects.get(verb="opportunity.follow")
    assert told.change == {"seat": [[old.code], tenure.seat.code], "deals": [None, 1]}
    assert deal.name in cast.client("leader_e2").get("/pipeline/list/").text
    assert follow_seats(ACTOR, TODAY) == 0


def test_a_move_of_a_later_day_is_followed_on_that_day(cast, begin):
    deal, old = begin(), cast.seat("rep_e1a")
    later = TODAY + timedelta(7)
    tenure = move_person(ACTOR, old, to=cast.unit("E2"), day=later)
    assert now(deal).seat == old
    assert follow_seats(ACTOR, later - timedelta(1)) == 0
    assert follow_seats(replace(ACTOR), later) == 1
    assert now(deal).seat == tenure.seat


def test_who_leaves_leaves_deals_at_the_seat_and_its_next_holder_sees_them(cast, begin):
    deal, old = begin(), cast.seat("rep_e1a")
    give_seat(ACTOR, old, to=cast.person("rep_e2a"), day=TODAY)
    assert (now(deal).owner, now(deal).seat) == (cast.person("rep_e1a"), old)
    assert deal.name in cast.client("leader_e1").get("/pipeline/list/").text


def test_of_two_seats_at_once_a_deal_keeps_its_own(cast, begin):
    deal = begin(owner="rep_e2a")
    home = now(deal).seat
    give_seat(ACTOR, cast.seat("rep_e1a"), to=cast.person("rep_e2a"), day=TODAY)
    assert now(deal).seat == home


def test_an_import_of_people_takes_their_deals_along(cast, begin):
    deal, old = begin(), cast.seat("rep_e1a")
    began = cast.tenures("rep_e1a")[-1].valid_from
    start = began.isoformat() if began else ""
    head = "code,name,unit,role,email,valid_from,valid_to\n"
    name = cast.person("rep_e1a").name
    moved = f"rep_e1a,{name},E1,representative,,{start},2025-09-14\nrep_e1a,{name},E2,representative,,2025-09-15,\n"
    take("people", head + moved)
    assert now(deal).seat != old
    assert now(deal).seat.parent == cast.unit("E2")
