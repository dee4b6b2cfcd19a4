"""Rules, their effect before they are set, cards, rhythms and wallets."""

from datetime import date, timedelta

import pytest

from quotamesh.base.trail.models import Entry
from quotamesh.do.customers.models import Customer
from quotamesh.do.tiers.actions import change_card, effect_of, note_wallet, run_tiers, set_rules
from quotamesh.do.tiers.cards import cards, overdue, rhythm_of, rhythms
from quotamesh.do.tiers.errors import NoWeight, Stale, UnevenLimits
from quotamesh.do.tiers.models import Move, Run, Scheme, Standing
from quotamesh.do.tiers.scheme import DEFAULTS, Rules, current
from quotamesh.do.tiers.wording import sentence
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
URL = "/tiers/rules/"


def rules(cut=300, **measures):
    return Rules(None, 365, DEFAULTS | measures, cut, 300)


def typed(**changes):
    """The form as the page of the standard rules shows it."""
    values = {
        "window_days": "",
        "growth_days": "365",
        "cut_value": "3.00",
        "cut_potential": "3.00",
        "seen": "0",
    }
    for name, given in DEFAULTS.items():
        values[f"{name}-weight"] = str(given["weight"])
        values |= {f"{name}-{step}": str(limit) for step, limit in enumerate(given["limits"], 1)}
    return values | changes


def test_the_effect_shown_is_what_then_happens(cast):
    run_tiers(ACTOR, TODAY)
    wanted = rules(cut=500)
    effect = effect_of(wanted, Run.objects.first())
    assert effect.moving > 0
    assert not Move.objects.exists()
    set_rules(ACTOR, wanted, seen=0)
    assert run_tiers(ACTOR, TODAY).moved == effect.moving
    counts = {tier: Standing.objects.filter(tier=tier).count() for tier in effect.counts}
    assert counts == effect.counts
    assert all("rules" in move.why for move in Move.objects.all())


def test_rules_leave_a_trail_and_stale_ones_are_refused(cast):
    set_rules(ACTOR, rules(cut=350), seen=0)
    assert Scheme.objects.get().revision == 1
    assert Entry.objects.get(verb="tiers.rules").change == {"cut_value": [300, 350]}
    with pytest.raises(Stale) as refused:
        set_rules(ACTOR, rules(cut=400), seen=0)
    assert refused.value.fields == {"cut_value": [400, 350]}
    assert "High value from: 4.00 ↔ 3.50." in sentence(refused.value)


def test_rules_that_cannot_be_followed_are_refused(cast):
    with pytest.raises(NoWeight):
        set_rules(ACTOR, rules(**{name: {"weight": 0, "limits": []} for name in "rfm"}), seen=0)
    with pytest.raises(UnevenLimits):
        set_rules(ACTOR, rules(f={"weight": 1, "limits": [1, 2]}), seen=0)
    with pytest.raises(UnevenLimits):
        set_rules(ACTOR, rules(r={"weight": 1, "limits": [30, 90, 180, 365]}), seen=0)


def test_the_page_tries_sets_and_keeps_what_was_typed(cast):
    run_tiers(ACTOR, TODAY)
    client = cast.client("operations")
    assert "What makes a customer valuable" in client.get(URL).text
    tried = client.post(URL, typed(cut_value="5", **{"try": "1"}))
    assert "nothing is set yet" in tried.text
    assert not Scheme.objects.exists()
    limits = {
        f"m-{step}": amount for step, amount in zip("1234", ("1万", "20,000", "50000", "100000"), strict=True)
    }
    assert client.post(URL, typed(**limits)).status_code == 302
    assert current().measures["m"]["limits"] == [1_000_000, 2_000_000, 5_000_000, 10_000_000]
    wrong = client.post(URL, typed(seen="1", **{"f-1": "many"}))
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.text
    stale = client.post(URL, typed(seen="0", cut_value="4"))
    assert "Somebody changed this meanwhile" in stale.text


def test_others_look_at_the_rules_without_buttons(cast):
    page = cast.client("rep_e1a").get(URL).text
    assert "Sales operations set the rules." in page
    assert 'name="try"' not in page


def test_cards_begin_as_the_product_has_them_and_are_changed_with_a_trail(cast):
    assert rhythm_of("strategic") == 14
    client = cast.client("operations")
    sent = {"seen": "0", "service": "One advisor each", "steps": "First\r\n\r\nSecond", "rhythm_days": "7"}
    assert client.post("/tiers/cards/strategic/", sent).status_code == 302
    card = cards()["strategic"]
    assert (card.service, card.steps, card.rhythm_days, card.revision) == (
        "One advisor each", ("First", "Second"), 7, 1,
    )  # fmt: skip
    assert Entry.objects.get(verb="tiers.card").change["rhythm_days"] == [14, 7]
    assert client.post("/tiers/cards/strategic/", sent).status_code == 422
    with pytest.raises(Stale) as refused:
        change_card(ACTOR, "strategic", seen=0, service="x", steps="", rhythm_days=1)
    assert "Service: x ↔ One advisor each; " in sentence(refused.value)
    assert "A contact at least every … days: 1 ↔ 7." in sentence(refused.value)


def test_who_is_overdue_for_a_contact(cast):
    today = date(2025, 9, 15)
    tiers = dict(enumerate(("strategic", "strategic", "maintain", "profit")))
    last = {0: today - timedelta(days=14), 1: today - timedelta(days=15), 2: today - timedelta(days=80)}
    assert overdue(tiers, last, today, rhythms()) == {1: 1, 3: None}


def test_a_small_share_of_a_known_wallet_is_room(cast):
    customer = Customer.objects.get(code="C1")
    run_tiers(ACTOR, TODAY)
    before = Standing.objects.get(customer=customer)
    assert before.wallet == 0
    note_wallet(ACTOR, customer, before.monetary * 1000, TODAY)
    run_tiers(ACTOR, TODAY)
    after = Standing.objects.get(customer=customer)
    assert after.wallet == 5
    assert after.potential > before.potential


def test_a_customers_page_says_where_the_tier_comes_from(cast):
    run_tiers(ACTOR, TODAY)
    client = cast.client("rep_e1a")
    url = f"/tiers/customers/{Customer.objects.get(code='C1').uid}/"
    page = client.get(url).text
    assert "Where it comes from" in page
    assert "Nobody has noted a contact yet." in page
    assert client.post(url, {"amount": "many"}).status_code == 422
    assert client.post(url, {"amount": "20万"}).status_code == 302
    assert "200,000" in client.get(url).text


def test_the_list_of_those_to_be_contacted(cast):
    run_tiers(ACTOR, TODAY)
    page = cast.client("director").get("/tiers/", {"overdue": "1"}).text
    assert "never" in page
