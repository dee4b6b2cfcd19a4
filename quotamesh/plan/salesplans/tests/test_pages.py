"""The pages as a representative, a leader and the functions use them."""

import io

import openpyxl
import pytest

from quotamesh.base.approvals.models import Request
from quotamesh.plan.salesplans.models import SalesPlan
from quotamesh.plan.salesplans.tests.planning import ask_for, made

FRAME = 7  # company, session, user, seats, what navigation and the bell count, the cast of the demo


def save_form(plan, **changes):
    form = {code: str(plan.general(code)) for code in ("leads", "calls", "visits", "proposals")}
    form |= {"approach": "", "remarks": "", "seen": "0"}
    for row in plan.accounts.all():
        form |= {f"account-{row.uid}-{name}": str(getattr(row, name)) for name in FIELDS}
    return form | changes


FIELDS = ("visits", "calls", "proposals", "way", "approach", "next_step")


def test_a_representative_makes_a_plan_and_hands_it_in(cast):
    ask_for(cast)
    client = cast.client("rep_e1a")
    made_at = client.post("/sales-plans/new/", {"month": "2025-10"})
    page = client.get(made_at.url).content.decode()
    assert "the planned actions suffice" in page
    assert client.post(f"{made_at.url}submit/").status_code == 302
    leader = cast.client("leader_e1")
    assert "0 of 2 have a plan for next week" in leader.get("/sales-plans/?month=2025-10").content.decode()
    uid = Request.objects.get().uid
    leader.post(f"/approvals/{uid}/decide/", {"verdict": "approve", "step": "1"})
    assert SalesPlan.objects.get().state == "filed"


def test_a_bad_number_is_told_beside_its_field_and_nothing_is_lost(cast):
    plan = made(cast)
    form = save_form(plan, visits="-3", approach="with the boss")
    answer = cast.client("rep_e1a").post(f"/sales-plans/{plan.uid}/save/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a whole number from 0 to 9,999." in page
    assert "with the boss" in page


def test_a_stale_save_shows_both_values(cast):
    plan = made(cast)
    client = cast.client("rep_e1a")
    assert client.post(f"/sales-plans/{plan.uid}/save/", save_form(plan, visits="5")).status_code == 302
    answer = client.post(f"/sales-plans/{plan.uid}/save/", save_form(plan, visits="9"))
    assert answer.status_code == 409
    assert "Visits: you typed 9, there stands 5." in answer.content.decode()


def test_a_plan_of_another_team_does_not_exist_and_a_leader_only_reads(cast):
    plan = made(cast)
    assert cast.client("leader_n1").get(f"/sales-plans/{plan.uid}/").status_code == 404
    assert cast.client("leader_e1").get(f"/sales-plans/{plan.uid}/").status_code == 200
    saved = cast.client("leader_e1").post(f"/sales-plans/{plan.uid}/save/", save_form(plan))
    assert saved.status_code == 403


def test_the_filing_table_leaves_in_its_usual_form(cast):
    plan = made(cast)
    SalesPlan.objects.filter(pk=plan.pk).update(state="filed", approach="=1+1", number="SP-1")
    answer = cast.client("leader_e1").get("/sales-plans/filed/?month=2025-10&format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    heads = [cell.value for cell in sheet[5]]
    assert heads == [
        "File number", "Period", "Person", "Unit", "Key accounts", "Visits and other actions",
        "Approach", "Resources", "Approval", "Remarks",
    ]  # fmt: skip
    assert [sheet["A6"].value, sheet["C6"].value, sheet["G6"].value] == ["SP-1", "Rosa Able", "'=1+1"]
    assert sheet["E6"].value == "Customer C1 (1 visits, 1 calls)"


def test_weeks_that_are_no_numbers_are_told(cast):
    plan = made(cast)
    client = cast.client("rep_e1a")
    answer = client.post(f"/sales-plans/{plan.uid}/weeks/", {"week-2025-10-13-visits": "many"}, follow=True)
    assert "“many” is not a number of actions" in answer.content.decode()


def test_a_plan_asks_the_database_little(cast, django_assert_max_num_queries):
    ask_for(cast)
    plan = made(cast)
    client = cast.client("leader_e1")
    client.get(f"/sales-plans/{plan.uid}/")
    with django_assert_max_num_queries(FRAME + 9):
        client.get(f"/sales-plans/{plan.uid}/")


@pytest.mark.parametrize("who", ["director", "leader_e1", "rep_e1a"])
def test_the_list_asks_the_database_little(cast, django_assert_max_num_queries, who):
    made(cast)
    client = cast.client(who)
    client.get("/sales-plans/")
    with django_assert_max_num_queries(FRAME + 7):
        assert client.get("/sales-plans/").status_code == 200
