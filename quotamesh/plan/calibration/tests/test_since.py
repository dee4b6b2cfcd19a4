"""What has changed since a calibration was computed is told, and gone when it is computed anew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quotamesh.base.people.models import Role, Tenure
from quotamesh.base.people.queries import company
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.models import Fact
from quotamesh.plan.calibration.actions import compute_anew
from quotamesh.plan.calibration.queries import find_run
from quotamesh.plan.calibration.since import EXPERTS, FACTS, MARKET, MONTHS, PEOPLE, News, news_of
from quotamesh.plan.experts.models import Question, Result
from quotamesh.plan.market.actions import add_entry
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db


def news(cast, calibration, today=None) -> list[News]:
    today = today or cast.today
    return news_of(find_run(cast.viewer("operations"), calibration.uid, today), company(), today)


def later():
    return ACTOR.at + timedelta(1)


@pytest.fixture
def actor_later():
    return replace(ACTOR, at=later())


def test_nothing_has_changed_at_first(made, cast):
    assert news(cast, made()) == []


def test_an_input_of_the_market_is_told_and_gone_when_computed_anew(made, cast, actor_later):
    calibration = made()
    for name in ("Railways", "Ports"):
        add_entry(
            actor_later, fiscal_year=2026, product=calibration.product, kind="criterion", name=name, values={},
            owner=None, noted_on=cast.today, today=cast.today, source="survey",
        )  # fmt: skip
    assert news(cast, calibration) == [News(MARKET, 2)]
    compute_anew(actor_later, company(), calibration, cast.today)
    assert news(cast, calibration) == []


def test_a_round_of_experts_closed_since_is_told(made, cast):
    calibration = made()
    asked = Question.objects.create(
        fiscal_year=2026, unit=calibration.unit, product=calibration.product,
        indicator_id=KEYS["revenue"], deadline=cast.today, opened_by="operations", opened_at=ACTOR.at,
    )  # fmt: skip
    for number, at in ((1, ACTOR.at - timedelta(1)), (2, later())):
        Result.objects.create(
            question=asked, number=number, lower=1, median=2, upper=3, answers=3, closed_at=at
        )
    assert news(cast, calibration) == [News(EXPERTS, 1)]


def test_sellers_who_come_and_go_are_told(made, cast):
    calibration, in_a_month = made(), cast.today + timedelta(20)
    held = Tenure.objects.filter(role=Role.REPRESENTATIVE, valid_to=None)
    Tenure.objects.filter(pk=held.first().pk).update(valid_to=cast.today + timedelta(3))
    found = dict(vars(each).values() for each in news(cast, calibration, in_a_month))
    assert found[PEOPLE] == 1


def test_corrected_records_of_a_past_year_are_told(made, cast):
    calibration = made()
    changed = Fact.objects.filter(
        unit=calibration.unit, product=calibration.product, indicator_id=KEYS["revenue"], fiscal_year=2024
    )
    assert changed.count() == 1
    row = changed.get()
    changed.update(year=row.year + 100)
    assert news(cast, calibration) == [News(FACTS, 1)]


def test_months_that_ended_since_are_told_until_the_year_is_over(made, cast):
    calibration = made()
    assert News(MONTHS, 2) in news(cast, calibration, date(2025, 10, 31))
    assert news(cast, calibration, date(2027, 1, 1)) == []


def test_page_and_interface_tell_it_and_one_press_computes_anew(made, cast):
    calibration = made()
    row = Fact.objects.filter(
        unit=calibration.unit, product=calibration.product, indicator_id=KEYS["revenue"], fiscal_year=2024
    )
    row.update(year=row.get().year + 100)
    client, page = cast.client("operations"), f"/calibration/{calibration.uid}/"
    told = "the records of 1 past year are different now"
    assert told in client.get(page).content.decode()
    answer = client.get(f"/api/v1/calibration/{calibration.uid}").json()
    assert answer["changed_since"] == [{"what": FACTS, "count": 1}]
    client.post(f"{page}compute/")
    assert told not in client.get(page).content.decode()
