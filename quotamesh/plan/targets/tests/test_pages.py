"""Pages and REST interface: who sees what, who may what, and how a refusal is told."""

import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from quotamesh.plan.targets.actions import edit_plan, propose_plan, put_in_force, set_rule
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.tests.checks import assert_conserved, table_of
from quotamesh.plan.targets.tests.test_edit import amount, change
from quotamesh.plan.targets.tests.world import ACTOR, OTHER

API = "/api/v1/targets"


def post(client, address, body=None, method="post"):
    return getattr(client, method)(address, json.dumps(body or {}), content_type="application/json")


def cell(code, **more):
    return {"unit": code, "first_month": 0, "month_count": 12} | more


def test_the_list_answers_its_question(world, as_user, settings):
    settings.LANGUAGE_CODE = "en"
    put_in_force(ACTOR, world.plan("one"))
    world.plan("two", total=0)
    page = as_user("planner").get(reverse("targets:plans"), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "FY2026: ¥10.0" in page
    assert "1 scenario" in page


def test_from_the_form_to_a_plan_in_force(world, as_user):
    client = as_user("planner")
    made = client.post(reverse("targets:create"), {"name": "New", "fiscal_year": "2026"})
    plan = Plan.objects.get(name="New")
    assert made.headers["Location"] == reverse("targets:split", args=[plan.uid])
    form = {
        "indicator": "revenue",
        "total": "150万",
        "weights": "equal",
        "reserve": "12 %",
        "product_level": "1",
    }
    split = client.post(reverse("targets:split", args=[plan.uid]), form)
    assert split.headers["Location"] == reverse("targets:workbench", args=[plan.uid])
    assert amount(plan, world, world.root) == 1_500_000_00
    assert amount(plan, world, world.root, line="reserve") == 180_000_00
    client.post(reverse("targets:propose", args=[plan.uid]))
    client.post(reverse("smart:put_in_force", args=[plan.uid]), {"why": "the first plan of all"})
    plan.refresh_from_db()
    assert plan.state == Plan.State.IN_FORCE


@pytest.mark.parametrize(("field", "value"), [("total", "lots"), ("total", "-5"), ("reserve", "120 %")])
def test_a_wrong_form_keeps_what_was_typed(world, as_user, field, value):
    plan = world.plan()
    form = {"indicator": "revenue", "total": "5", "weights": "equal", "reserve": "0", "product_level": "1"}
    answer = as_user("planner").post(reverse("targets:split", args=[plan.uid]), form | {field: value})
    assert answer.status_code == 422
    assert value in answer.content.decode()


def test_copy_compare_discard(world, as_user):
    client, plan = as_user("planner"), world.plan()
    client.post(reverse("targets:create"), {"name": "Copy", "fiscal_year": "2026", "copy_of": plan.uid})
    copy = Plan.objects.get(name="Copy")
    edit_plan(ACTOR, copy, world.revenue, [change(world, "east", 1_000_00, "parent")])
    told = client.get(f"{API}/compare", {"a": plan.uid, "b": copy.uid}).json()
    assert {row["unit"]: row["change"] for row in told["rows"]}["north"] == 0
    assert told["rows"][0]["change"] == amount(copy, world, world.root) - amount(plan, world, world.root)
    page = client.get(reverse("targets:compare"), {"a": plan.uid, "b": copy.uid})
    assert page.status_code == 200
    client.post(reverse("targets:discard", args=[copy.uid]))
    assert not Plan.objects.filter(name="Copy").exists()


def test_what_one_does_not_see_is_not_there(world, as_user):
    plan = world.plan()
    client = as_user("rep")
    assert client.get(reverse("targets:workbench", args=[plan.uid])).status_code == 404
    put_in_force(ACTOR, plan)
    assert client.get(reverse("targets:workbench", args=[plan.uid])).status_code == 200
    for query in ({"unit": "east"}, {"unit": "e11"}, {"unit": "nobody"}):
        assert client.get(reverse("targets:workbench", args=[plan.uid]), query).status_code == 404
        assert client.get(reverse("targets:book", args=[plan.uid]), query).status_code == 404
        assert client.get(f"{API}/compare", {"a": plan.uid, "b": plan.uid} | query).status_code == 404
    sheet = client.get(f"{API}/plans/{plan.uid}/rows", {"unit": ["company", "E1", "e12"]}).json()
    assert {row["unit"] for row in sheet["rows"]} == {"e12"}
    leaves = client.get(f"{API}/plans/{plan.uid}/leaves").json()
    assert {row["unit"] for row in leaves["rows"]} == {"e12"}


def test_only_planners_make_and_unmake(world, as_user):
    plan = world.plan()
    propose_plan(ACTOR, plan)
    client = as_user("leader")
    for name in ("targets:split", "targets:propose", "smart:put_in_force", "targets:discard"):
        assert client.post(reverse(name, args=[plan.uid])).status_code == 403
    refused = post(client, f"{API}/plans", {"name": "x", "fiscal_year": 2026})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_a_leader_divides_within_the_own_unit(world, as_user):
    plan = world.plan()
    propose_plan(ACTOR, plan)
    client, edits = as_user("leader"), f"{API}/plans/{plan.uid}/edits"
    team = amount(plan, world, world.units["E1"])
    for wanted, status in (
        (cell("e12", balance="units", text="1,000.50"), 200),
        (cell("e12", balance="parent", amount=5), 403),
        (cell("E1", balance="units", amount=5), 403),
        (cell("E2", balance="units", amount=5), 404),
        (cell("n11", balance="units", amount=5), 404),
    ):
        assert post(client, edits, {"changes": [wanted]}).status_code == status
    assert amount(plan, world, world.units["e12"]) == 1_000_50
    assert amount(plan, world, world.units["E1"]) == team
    assert_conserved(plan)


def test_a_stale_edit_answers_409_with_both(world, as_user):
    plan = world.plan()
    seen = amount(plan, world, world.units["E1"])
    edit_plan(OTHER, plan, world.revenue, [change(world, "E1", seen + 7)])
    wanted = {"changes": [cell("E1", amount=seen + 1, seen=seen)]}
    refused = post(as_user("planner"), f"{API}/plans/{plan.uid}/edits", wanted)
    assert refused.status_code == 409
    told = refused.json()
    assert told["code"] == "stale_cell"
    assert told["details"] == {"seen": seen, "now": seen + 7, "at": 0}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"text": "12,34"}, "not_an_amount"),
        ({"amount": -1}, "negative"),
        ({"amount": 10**14}, "nothing_to_share"),
    ],
)
def test_refusals_name_the_change(world, as_user, wanted, code):
    plan = world.plan()
    before = table_of(plan)
    changes = [cell("e11", amount=1_00), cell("n11", **wanted)]
    refused = post(as_user("planner"), f"{API}/plans/{plan.uid}/edits", {"changes": changes})
    assert refused.status_code == 422
    assert (refused.json()["code"], refused.json()["details"]["at"]) == (code, 1)
    assert table_of(plan) == before


def test_rules_undo_and_redo_through_the_interface(world, as_user):
    plan, client = world.plan(), as_user("planner")
    base = f"{API}/plans/{plan.uid}"
    assert post(client, f"{base}/rules", {"unit": "e12", "locked": True}, "patch").status_code == 200
    refused = post(client, f"{base}/edits", {"changes": [cell("e12", amount=1)]})
    assert refused.json()["code"] == "locked_cell"
    post(client, f"{base}/rules", {"unit": "e12", "locked": False, "floor": 5}, "patch")
    assert client.get(f"{base}/rules").json() == [
        {"unit": "e12", "floor": 5, "cap": None, "weight": None, "locked": False}
    ]
    start = table_of(plan)
    standing = post(client, f"{base}/edits", {"changes": [cell("e13", amount=77)]}).json()
    assert standing["can_undo"]
    post(client, f"{base}/undo")
    assert table_of(plan) == start
    assert client.get(f"{base}/revision").json()["can_redo"]


def test_a_sheet_asks_five_times(world, as_user, django_assert_num_queries):
    from quotamesh.plan.targets.sheets import sheet_out

    plan, viewer = world.plan(), world.viewer("planner")
    set_rule(ACTOR, plan, world.revenue, world.units["E1"], cap=10**12)
    for by in ("month", "product"):
        with django_assert_num_queries(4):
            sheet = sheet_out(viewer, world.company, plan, units=["east", "E1"], by=by)
        assert len(sheet.columns) == (13 if by == "month" else 3)
    names = {row.unit for row in sheet.rows}
    assert names == {"east", "E1", "E2", "e11", "e12", "e13"}


def test_the_sheet_marks_the_spring_festival(world, as_user):
    plan = world.plan()
    sheet = as_user("planner").get(f"{API}/plans/{plan.uid}/rows", {"unit": "company"}).json()
    assert [column["period"] for column in sheet["columns"] if column["spring_festival"]] == ["2026-02"]


def download(client, plan):
    answer = client.get(reverse("targets:book", args=[plan.uid]))
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def upload(client, plan, book, language="en"):
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "split.xlsx"
    address = reverse("targets:book_in", args=[plan.uid])
    return client.post(address, {"book": file}, HTTP_ACCEPT_LANGUAGE=language)


def row_of(book, unit, product):
    page = book["Split"]
    rows = [row for row in page.iter_rows(min_row=10) if row[1].value == unit and row[5].value == product]
    return rows[0]


def test_the_split_sheet_comes_back(world, as_user):
    plan, client = world.plan(), as_user("planner")
    book = download(client, plan)
    total = sum(
        cell.value
        for row in book["Split"].iter_rows(min_row=10)
        if row[1].value == "company" and row[4].value in ("Total", "合计", "总计")
        for cell in row[7:19]
    )
    assert round(total * 100) == amount(plan, world, world.root)
    before = amount(plan, world, world.units["e12"], world.lines["A"], (11,))
    row_of(book, "e12", "A")[18].value = before / 100 + 12.34
    preview = upload(client, plan, book)
    sealed = preview.context["sealed"]
    assert [c.cell[0] for c in preview.context["reading"].changes] == ["S"]
    stored = client.post(reverse("targets:book_in", args=[plan.uid]), {"changes": sealed})
    assert stored.status_code == 302
    assert amount(plan, world, world.units["e12"], world.lines["A"], (11,)) == before + 12_34
    assert_conserved(plan)
    stale = client.post(reverse("targets:book_in", args=[plan.uid]), {"changes": sealed})
    assert stale.status_code == 409


def test_a_wrong_sheet_names_every_cell(world, as_user):
    plan, client = world.plan(), as_user("planner")
    book, before = download(client, plan), table_of(plan)
    row_of(book, "e12", "A")[7].value = "many"
    row_of(book, "e12", "B")[8].value = -4
    row_of(book, "east", "all")[9].value = 1
    preview = upload(client, plan, book)
    assert not preview.context["sealed"]
    assert {problem.cell[0] for problem in preview.context["problems"]} == {"H", "I", "J"}
    assert table_of(plan) == before
    other = world.plan("other")
    assert upload(client, other, book).status_code == 422


def test_formulas_in_names_are_not_run(world, as_user):
    world.units["e12"].name = '=HYPERLINK("http://x")'
    world.units["e12"].save()
    book = download(as_user("planner"), world.plan())
    row = row_of(book, "e12", "A")
    assert row[2].data_type == "s"
    assert row[2].value.startswith("'=")
