"""The pages: what is typed is read exactly or refused beside its field, and sight is kept."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.plan.calibration.models import Calibration
from quotamesh.plan.calibration.queries import run_of
from quotamesh.plan.calibration.reading import (
    MONEY,
    SHARE,
    NotRead,
    read_one,
    read_points,
    typed_one,
    typed_points,
)
from quotamesh.plan.calibration.tests.conftest import CHANNEL
from quotamesh.plan.targets.models import Plan

pytestmark = pytest.mark.django_db
BASE = {
    "intent": "1.5 M",
    "wanted": "50 %",
    "commit": "70 %",
    "target": "50 %",
    "stretch": "20 %",
    "weight_calibration": "1",
    **{f"weight_{name}": "0" for name in ("trend", "market", "experts", "break_even")},
    **{f"{part}-{key}": "0" for part in ("channels", "uplifts") for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
}
ROW = {
    "channels-TOTAL_FORMS": "1",
    "channels-0-name": "Fair",
    "channels-0-budget": "90,000 / 100,000 / 110,000",
    "channels-0-cost_per_lead": "100",
    "channels-0-conversion": "10 % / 15 % / 20 %",
    "channels-0-order_value": "1万",
}
FRAME = 7  # company, session, user, seats, and what navigation counts
UNTOUCHED = {
    "uplifts-TOTAL_FORMS": "1",
    "uplifts-0-name": "",
    "uplifts-0-who": "all",
    "uplifts-0-share": "100 %",
    "uplifts-0-month": "1",
}
NEW = {"name": "Typed", "fiscal_year": "2026", "unit": "company", "product": "ALL"}


@pytest.mark.parametrize("measure", [MONEY, SHARE])
@pytest.mark.parametrize("text", ["12", "10 / 12 / 15", "0.5 / 0.5 / 0.75"])
def test_what_is_shown_reads_the_same(measure, text):
    points = read_points(text, measure, 2)
    assert read_points(typed_points(points, measure, 2), measure, 2) == points


@given(st.integers(-(10**15), 10**15), st.integers(0, 12), st.sampled_from(["en", "zh-hans"]))
def test_an_amount_is_shown_so_that_it_reads_the_same(figure, zeros, language):
    """A round amount is shown in M or 万; typed over and saved it is still the same cent."""
    amount = figure // 10**zeros * 10**zeros
    with translation.override(language):
        assert read_one(typed_one(amount, MONEY, 2), MONEY, 2) == amount


@given(st.integers(0, 10_000))
def test_a_share_is_shown_so_that_it_reads_the_same(basis_points):
    assert read_one(typed_one(basis_points / 10_000, SHARE, 2), SHARE, 2) == pytest.approx(
        basis_points / 10_000
    )


@pytest.mark.parametrize("text", ["", "a", "1 / 2", "3 / 2 / 1", "1 / 2 / x", "nan", "inf"])
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(NotRead):
        read_points(text, SHARE, 2)


def subject(cast) -> dict[str, str]:
    from quotamesh.base.people.queries import root_unit
    from quotamesh.do.catalog.actions import root_product

    return {**NEW, "unit": root_unit().code, "product": root_product().code}


def test_typed_inputs_become_a_calibration(cast):
    client = cast.client("operations")
    answer = client.post("/calibration/new/", {**BASE, **ROW, **UNTOUCHED, **subject(cast)})
    made = Calibration.objects.get(name="Typed")
    assert answer.url == f"/calibration/{made.uid}/"
    assert made.intent == 1_500_000_00
    assert made.inputs["uplifts"] == []
    channel = made.inputs["channels"][0]
    assert channel["budget"] == [90_000_00, 100_000_00, 110_000_00]
    assert channel["conversion"] == [0.10, 0.15, 0.20]
    assert channel["order_value"] == [10_000_00] * 3
    page = client.get(answer.url).content.decode()
    assert "We can promise" in page
    assert "What would it take?" in page


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("channels-0-conversion", "120 %", "cannot be above 100 %"),
        ("channels-0-budget", "-5", "cannot be below zero"),
        ("channels-0-cost_per_lead", "0", "must be above nothing"),
        ("channels-0-budget", "3 / 2 / 1", "Low must not be above likely"),
        ("margin", "0", "must be above nothing"),
        ("fixed_cost", "100", "needs the gross margin rate"),
        ("stretch", "90 %", "Commit is surer"),
        ("weight_calibration", "0", "at least one method"),
    ],
)
def test_a_wrong_figure_is_told_beside_its_field_and_nothing_is_lost(cast, field, text, told):
    answer = cast.client("operations").post(
        "/calibration/new/", {**BASE, **ROW, **subject(cast), field: text}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert 'value="90,000 / 100,000 / 110,000"' in page or field == "channels-0-budget"
    assert not Calibration.objects.exists()


def test_somebody_elses_change_is_not_overwritten(cast, made):
    calibration, client = made(channels=[CHANNEL]), cast.client("operations")
    address = f"/calibration/{calibration.uid}/inputs/"
    assert client.post(address, {**BASE, **ROW, "seen": "1"}).status_code == 302
    second = client.post(address, {**BASE, **ROW, "intent": "9 M", "seen": "1"})
    assert second.status_code == 422
    assert "meanwhile" in second.content.decode()
    assert 'value="9 M"' in second.content.decode()


def test_a_row_that_is_ticked_is_taken_out(cast, made):
    calibration, client = made(channels=[CHANNEL]), cast.client("operations")
    sent = {**BASE, **ROW, "channels-INITIAL_FORMS": "1", "channels-0-DELETE": "on", "seen": "1"}
    client.post(f"/calibration/{calibration.uid}/inputs/", sent)
    calibration.refresh_from_db()
    assert calibration.inputs["channels"] == []


def test_a_slider_is_answered_with_the_answer_alone(cast, made):
    calibration = made()
    client = cast.client("director")
    still = client.get(f"/calibration/{calibration.uid}/what-if/").content.decode()
    more = client.get(f"/calibration/{calibration.uid}/what-if/?heads=5&uplift=150&budget=x").content.decode()
    assert "<html" not in still
    assert "We can promise" in still
    assert still != more


def test_as_it_was_stays_readable(cast, made):
    calibration, client = made(), cast.client("operations")
    client.post(f"/calibration/{calibration.uid}/compute/")
    page = client.get(f"/calibration/{calibration.uid}/?run=1").content.decode()
    assert "As it was on" in page
    assert "To the latest result" in page
    assert client.get(f"/calibration/{calibration.uid}/?run=9").status_code == 404


def test_a_plan_is_made_with_the_chosen_amount(cast, made):
    calibration, client = made(), cast.client("operations")
    answer = client.post(f"/calibration/{calibration.uid}/plan/", {"level": "commit"}, follow=True)
    assert Plan.objects.filter(fiscal_year=2026, name__startswith="Wish").exists()
    total = answer.context["form"]["total"].value()
    assert read_points(total, MONEY, 2)[0] == run_of(calibration).result["commit"]


def test_a_leader_reads_the_own_branch_and_nothing_of_the_whole(cast, made):
    calibration = made(intent=987_654_321_00)
    page = cast.client("leader_e1").get(f"/calibration/{calibration.uid}/").content.decode()
    assert "with even chances" in page
    assert "987.7" not in page  # 987 alone may stand in an identity
    assert "987,654" not in page
    assert cast.client("leader_e1").get(f"/calibration/{calibration.uid}/people/N1/").status_code == 404


def test_the_list_leaves_as_a_file(cast, made):
    made()
    answer = cast.client("director").get("/calibration/?format=csv")
    assert "Wish" in b"".join(answer.streaming_content).decode("utf-8-sig")


def test_a_page_asks_the_database_little(cast, made, django_assert_max_num_queries):
    calibration, client = made(channels=[CHANNEL]), cast.client("director")
    client.get(f"/calibration/{calibration.uid}/")
    with django_assert_max_num_queries(FRAME + 5):
        client.get(f"/calibration/{calibration.uid}/")
