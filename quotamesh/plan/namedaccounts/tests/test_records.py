"""Named accounts by the records: reach and penetration from follow-ups, hand-overs, and what they count."""

from datetime import date, timedelta

import pytest

from quotamesh.base.notices import queries as notices
from quotamesh.base.people.queries import company
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.facts.models import Fact
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.measures.actions import Value, record_measures
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.plan.namedaccounts import queries
from quotamesh.plan.namedaccounts.actions import (
    add_accounts,
    change_account,
    count_lists,
    each_month,
    end_account,
    take_up,
)
from quotamesh.plan.namedaccounts.errors import (
    DecidedAlready,
    ItemsMissing,
    NamedAlready,
    NoReason,
    OffTheList,
    SameSeat,
    WaitingAlready,
)
from quotamesh.plan.namedaccounts.handing import accept, hand_over, send_back
from quotamesh.plan.namedaccounts.models import HandOver, NamedAccount
from quotamesh.plan.namedaccounts.queries import accounts, first_pass
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
TOLD = {"need": "Cooling at night", "decider": "Plant manager", "next": "Visit on 1 October"}
URL = "/named-accounts/"


@pytest.fixture
def account(cast):
    seat = cast.seat("rep_e1a")
    return add_accounts(ACTOR, seat, [Customer.objects.get(code="C1")], 2025, team="sdr", **each_month(2))[0]


def talk(cast, code, part="uses", need="", day=date(2025, 9, 10), customer="C1"):
    known = Customer.objects.get(code=customer)
    contact, _new = Contact.objects.get_or_create(
        code=code, customer=known, defaults={"name": code, "part": part}
    )
    number = FollowUp.objects.count()
    return FollowUp.objects.create(
        code=f"F{number}", customer=known, contact=contact, person=cast.person("rep_e1a"),
        seat=cast.seat("rep_e1a"), product=cast.product("ENERGY"), day=day, way="visit", summary="x", need=need,
        recorded_at=ACTOR.at,
    )  # fmt: skip


def row(cast):
    return accounts(cast.viewer("operations"), company(), 2025, today=TODAY).get(customer__code="C1")


def stands(cast, code, unit="rep_e1a"):
    """What the summary says of a state at the end of September."""
    found = Fact.objects.filter(
        indicator=KEYS[code], unit=cast.seat(unit).pk, fiscal_year=2025, product__parent=None
    ).first()
    return found.m09 if found else 0


def same() -> bool:
    return rebuild_facts(ACTOR)


def test_reached_needs_somebody_who_decides(cast, account):
    talk(cast, "K1", "uses")
    assert not row(cast).reached
    talk(cast, "K2", "decides", day=date(2024, 12, 30))
    assert not row(cast).reached
    talk(cast, "K2", "decides")
    assert row(cast).reached


def test_penetrated_needs_a_need_from_two_different_people(cast, account):
    talk(cast, "K1", need="Cooling")
    talk(cast, "K1", need="Cooling again")
    assert not row(cast).penetrated
    talk(cast, "K2")
    assert not row(cast).penetrated
    talk(cast, "K3", need="Cooling too")
    assert row(cast).penetrated


def test_what_was_noted_by_hand_counts_without_follow_ups(cast, account):
    change_account(ACTOR, account, reached_on=date(2025, 2, 1), penetrated_on=date(2025, 3, 1))
    assert row(cast).reached
    assert row(cast).penetrated


def test_who_has_gone_quiet_by_the_rhythm_of_the_plan(cast, account):
    change_account(ACTOR, account, next_step="Call")
    customer = Customer.objects.get(code="C1")
    for days, quiet in ((15, False), (16, True)):
        customer.last_contact = TODAY - timedelta(days=days)
        customer.save()
        assert row(cast).quiet is quiet


def test_lists_count_themselves_and_a_rebuild_agrees(cast, account):
    assert (stands(cast, "named_accounts"), stands(cast, "accounts_covered")) == (1, 1)
    assert stands(cast, "accounts_reached") == 0
    change_account(ACTOR, account, reached_on=date(2025, 2, 1))
    assert stands(cast, "accounts_reached") == 1
    assert same()
    end_account(ACTOR, account, TODAY, "bankrupt")
    assert stands(cast, "named_accounts") == 0
    assert same()
    take_up(ACTOR, account)
    assert stands(cast, "named_accounts") == 1
    assert same()


def test_the_night_counts_what_follow_ups_brought(cast, account):
    talk(cast, "K2", "decides")
    assert stands(cast, "accounts_reached") == 0
    assert count_lists(ACTOR) == 1
    assert stands(cast, "accounts_reached") == 1
    assert count_lists(ACTOR) == 0


def test_seats_whose_states_are_told_by_others_are_left_to_them(cast):
    told = Value(
        cast.seat("rep_e1b").pk, cast.person("rep_e1b").pk, KEYS["named_accounts"], cast.product("ENERGY").pk,
        date(2025, 8, 31), 7,
    )  # fmt: skip
    record_measures(ACTOR, [told], "import")
    add_accounts(ACTOR, cast.seat("rep_e1b"), [Customer.objects.get(code="C2")], 2025)
    assert stands(cast, "named_accounts", "rep_e1b") == 7
    assert same()


def test_an_account_is_handed_over_accepted_and_counted(cast, account):
    offered = hand_over(ACTOR, account, cast.seat("rep_n1a"), "bd", note="Soon", items=TOLD)
    assert NamedAccount.objects.get().seat == cast.seat("rep_e1a")
    accept(ACTOR, offered)
    now = NamedAccount.objects.get()
    assert (now.seat, now.team) == (cast.seat("rep_n1a"), "bd")
    assert (stands(cast, "handovers_made"), stands(cast, "handovers_accepted")) == (1, 1)
    assert (stands(cast, "named_accounts"), stands(cast, "named_accounts", "rep_n1a")) == (0, 1)
    assert same()
    with pytest.raises(DecidedAlready):
        accept(ACTOR, offered)


def test_sent_back_needs_a_reason_and_the_second_try_is_no_first_pass(cast, account):
    offered = hand_over(ACTOR, account, cast.seat("rep_n1a"), "bd", note="", items=TOLD)
    with pytest.raises(NoReason):
        send_back(ACTOR, offered, " ")
    send_back(ACTOR, offered, "Who decides is not known")
    again = hand_over(ACTOR, account, cast.seat("rep_n1a"), "bd", note="", items=TOLD)
    accept(ACTOR, again)
    assert (stands(cast, "handovers_made"), stands(cast, "handovers_accepted")) == (2, 0)
    found = first_pass(cast.viewer("operations"), 2025)
    assert (found.waiting, found.made, found.accepted, found.rate) == (0, 2, 0, 0)
    assert same()


def test_both_sides_are_told(cast, account):
    offered = hand_over(ACTOR, account, cast.seat("rep_n1a"), "bd", note="", items=TOLD)
    (told,) = notices.listed(cast.viewer("rep_n1a"))
    assert "hands Customer C1 over to you" in told.text
    assert cast.client("rep_n1a").get(told.notice.url).status_code == 200
    send_back(ACTOR, offered, "Who decides is not known")
    (told,) = notices.listed(cast.viewer("rep_e1a"))
    assert told.text.endswith("sent Customer C1 back: Who decides is not known")


def test_what_left_the_list_meanwhile_is_not_taken_over(cast, account):
    offered = hand_over(ACTOR, account, cast.seat("rep_n1a"), "bd", note="", items=TOLD)
    end_account(ACTOR, account, TODAY, "bankrupt")
    with pytest.raises(OffTheList):
        accept(ACTOR, offered)
    page = cast.client("rep_n1a").post(f"{URL}hand-overs/{offered.uid}/", {"accept": "1"})
    assert "was taken off the list meanwhile" in page.content.decode()
    take_up(ACTOR, account)
    accept(ACTOR, offered)
    assert NamedAccount.objects.get().seat == cast.seat("rep_n1a")


def test_an_acceptance_takes_along_what_was_changed_since_the_offer_was_read(cast, account):
    offered = hand_over(ACTOR, account, cast.seat("rep_n1a"), "bd", note="", items=TOLD)
    read = HandOver.objects.select_related("account__customer").get(pk=offered.pk)
    change_account(ACTOR, account, next_step="Call on Monday", due=date(2025, 10, 1))
    accept(ACTOR, read)
    assert NamedAccount.objects.get().next_step == "Call on Monday"


def test_everybody_can_be_handed_an_account_however_few_are_suggested(cast, account, monkeypatch):
    monkeypatch.setattr(queries, "SUGGESTED", 1)
    viewer = cast.viewer("operations")
    assert len(queries.suggested(viewer, account, TODAY)) == 1
    for code in ("rep_n1a", cast.seat("rep_n1a").code):
        assert queries.receiver(account, TODAY, code) == cast.seat("rep_n1a")
    assert queries.receiver(account, TODAY, "rep_e1a") is None


def test_what_stands_in_the_way_of_a_hand_over(cast, account):
    with pytest.raises(SameSeat):
        hand_over(ACTOR, account, cast.seat("rep_e1a"), "bd", note="", items=TOLD)
    with pytest.raises(ItemsMissing) as refused:
        hand_over(ACTOR, account, cast.seat("rep_n1a"), "bd", note="", items=TOLD | {"decider": " "})
    assert refused.value.items == ["decider"]
    hand_over(ACTOR, account, cast.seat("rep_n1a"), "bd", note="", items=TOLD)
    with pytest.raises(WaitingAlready):
        hand_over(ACTOR, account, cast.seat("rep_n1a"), "bd", note="", items=TOLD)
    add_accounts(ACTOR, cast.seat("rep_n1a"), [Customer.objects.get(code="C1")], 2025, team="bd")
    with pytest.raises(NamedAlready):
        accept(ACTOR, HandOver.objects.get())


def test_pages_from_the_offer_to_the_answer(cast, account):
    giver, receiver = cast.client("rep_e1a"), cast.client("rep_n1a")
    page = f"{URL}{account.uid}/hand-over/"
    sent = {"team": "bd", "seat": cast.seat("rep_n1a").code, "note": "Hot", "item-need": "Cooling"}
    refused = giver.post(page, sent)
    assert refused.status_code == 422
    assert "The next team needs this." in refused.text
    assert "Hot" in refused.text
    assert giver.post(page, sent | {f"item-{code}": text for code, text in TOLD.items()}).status_code == 302
    assert "1 hand-over waits for an answer" in receiver.get(f"{URL}hand-overs/").text
    answer = f"{URL}hand-overs/{HandOver.objects.get().uid}/"
    assert "It waits for the receiver." in giver.get(answer).text
    assert giver.post(answer, {"accept": "1"}).status_code == 403
    assert receiver.post(answer, {"reason": ""}).status_code == 422
    assert receiver.post(answer, {"accept": "1"}).status_code == 302
    assert "accepted at the first try" in giver.get(f"{URL}hand-overs/").text
    assert cast.client("rep_e1b").get(answer).status_code == 404
    assert receiver.get(f"{URL}{account.uid}/").status_code == 200
