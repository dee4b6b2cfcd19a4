"""A wanted rate becomes targets of its two parts, exactly, and is taken back as one step."""

import json
from fractions import Fraction

import pytest
from django.http import Http404
from django.urls import reverse

from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.queries import indicator
from quotamesh.plan.targets.actions import redo, set_rate, set_rule, split_plan, undo
from quotamesh.plan.targets.errors import BadRate, LockedCell, NothingGiven
from quotamesh.plan.targets.models import Edit, Plan
from quotamesh.plan.targets.rates import can_be_set, parts_of_ratio, planned, rate_of
from quotamesh.plan.targets.tests.checks import assert_conserved, table_of
from quotamesh.plan.targets.tests.world import ACTOR

pytestmark = pytest.mark.django_db


def give(world, plan, code, text, given="denominator", unit=None, product=None):
    parts = parts_of_ratio(code)
    rate = rate_of(text, parts.ratio, world.company)
    return set_rate(ACTOR, plan, parts, rate, given, unit or world.root, product or world.all, text=text)


def asked(world, plan, code, unit=None):
    return planned(plan, parts_of_ratio(code), [unit or world.root], world.all)[0]


def split(world, plan, code, total):
    split_plan(ACTOR, plan, KEYS[code], total=total, weights="equal", reserve_bp=500)


def test_wins_follow_closed_deals(world):
    plan = world.plan()
    split(world, plan, "deals_closed", 1_000)
    give(world, plan, "win_rate", "24.5 %")
    whole = asked(world, plan, "win_rate")
    assert (whole.numerator, whole.denominator) == (245, 1_000)
    assert_conserved(plan)
    for unit in world.units.values():
        part = asked(world, plan, "win_rate", unit)
        assert abs(part.numerator - part.denominator * 0.245) <= 1


def test_leads_follow_the_deals_that_are_wanted(world):
    plan = world.plan()
    split(world, plan, "deals_won", 120)
    give(world, plan, "lead_conversion", "0.12", given="numerator")
    assert asked(world, plan, "lead_conversion").denominator == 1_000


def test_gross_margin_follows_revenue_whose_cost_is_expected_to_be_known(world):
    plan = world.plan(total=1_000_000_00)
    before = table_of(plan)
    give(world, plan, "gross_margin_rate", "32 %")
    whole = asked(world, plan, "gross_margin_rate")
    assert (whole.numerator, whole.denominator) == (320_000_00, 1_000_000_00)
    assert parts_of_ratio("gross_margin_rate").ways == ("denominator",)
    assert_conserved(plan)
    undo(ACTOR, plan)
    assert table_of(plan) == before
    redo(ACTOR, plan)
    assert asked(world, plan, "gross_margin_rate").rate == 0.32


def test_a_price_divides_money(world):
    plan = world.plan(total=1_000_000_00)
    give(world, plan, "order_value", "10,000", given="numerator")
    assert asked(world, plan, "order_value").denominator == 100


def test_one_unit_has_a_rate_of_its_own(world):
    plan = world.plan(total=0)
    split(world, plan, "deals_closed", 1_000)
    give(world, plan, "win_rate", "20 %")
    whole, part = asked(world, plan, "win_rate"), asked(world, plan, "win_rate", world.units["east"])
    give(world, plan, "win_rate", "30 %", unit=world.units["east"])
    assert_conserved(plan)
    new = asked(world, plan, "win_rate", world.units["east"])
    assert abs(new.numerator - new.denominator * 0.3) <= 1
    moved = asked(world, plan, "win_rate").numerator - whole.numerator
    assert moved == new.numerator - part.numerator > 0


def test_states_follow_month_by_month(world):
    plan = world.plan(total=0)
    split(world, plan, "named_accounts", 1_200)
    give(world, plan, "coverage", "90 %")
    table = table_of(plan)
    accounts = table[KEYS["named_accounts"], world.root.pk, world.all.pk, "total"]
    covered = table[KEYS["accounts_covered"], world.root.pk, world.all.pk, "total"]
    assert all(abs(part - whole * 0.9) <= 0.5 for part, whole in zip(covered, accounts, strict=True))


def test_what_is_not_given_is_named(world):
    plan = world.plan(total=0)
    with pytest.raises(NothingGiven) as found:
        give(world, plan, "win_rate", "24 %")
    assert found.value.name == str(indicator("deals_closed")[1].name)


def test_a_lock_of_the_follower_holds(world):
    plan = world.plan(total=0)
    split(world, plan, "deals_closed", 1_000)
    set_rule(ACTOR, plan, KEYS["deals_won"], world.units["east"], locked=True)
    with pytest.raises(LockedCell):
        give(world, plan, "win_rate", "24 %")


@pytest.mark.parametrize("text", ["", "much", "-3 %", "0", "0 %", "1001 %", "1e400", "nan", "32 % of it"])
def test_what_is_no_rate_is_refused(world, text):
    with pytest.raises(BadRate):
        rate_of(text, indicator("win_rate")[1], world.company)


@pytest.mark.parametrize(
    ("text", "value"), [("32 %", "0.32"), ("0.32", "0.32"), ("32", "0.32"), ("１２ %", "0.12")]
)
def test_how_a_share_is_read(world, text, value):
    assert rate_of(text, indicator("win_rate")[1], world.company) == Fraction(value)


def test_what_is_no_ratio_has_no_such_page(world):
    with pytest.raises(Http404):
        parts_of_ratio("revenue")
    assert can_be_set(indicator("win_rate")[1])
    assert not can_be_set(indicator("revenue")[1])


def test_from_the_splits_form_to_the_rate_and_through_the_api(world, as_user):
    client, plan = as_user("planner"), world.plan()
    split(world, plan, "deals_closed", 1_000)
    form = {
        "indicator": "win_rate",
        "total": "24 %",
        "weights": "equal",
        "reserve": "0",
        "product_level": "1",
    }
    sent = client.post(reverse("targets:split", args=[plan.uid]), form)
    assert sent.headers["Location"].endswith("rates/?indicator=win_rate&rate=24+%25")
    page = client.get(sent.headers["Location"], HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert 'value="24 %"' in page
    values = {"rate": "24 %", "given": "denominator", "unit": "company", "product": ""}
    assert client.post(sent.headers["Location"], values).status_code == 302
    api = f"/api/v1/targets/plans/{plan.uid}/rates"
    assert client.get(api, {"indicator": "win_rate"}).json()["rows"][0]["rate"] == 0.24
    body = {"indicator": "win_rate", "rate": "30 %"}
    put = client.put(api, json.dumps(body), content_type="application/json").json()
    assert put["rows"][0]["numerator"] == 300
    wrong = client.put(api, json.dumps(body | {"rate": "lots"}), content_type="application/json")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "bad_rate")
    refused = client.post(sent.headers["Location"], values | {"rate": "lots"})
    assert refused.status_code == 422
    assert Edit.objects.filter(plan=Plan.objects.get(pk=plan.pk)).exists()
