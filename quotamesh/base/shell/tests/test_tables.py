from fractions import Fraction

import pytest
from django.template import Context, Template

from quotamesh.base.shell import cells
from quotamesh.base.shell.tables import Column, Table, direction, next_order, sort_rows

COLUMNS = [Column("name", "Name", sort=True, link="url"), Column("amount", "Amount", "money", sort=True)]
ROWS = [
    {"name": "b", "amount": 2, "url": "/b"},
    {"name": "a", "amount": None, "url": ""},
    {"name": "<c>", "amount": 3},
]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["<c>", "a", "b"]),
        ("-name", ["b", "a", "<c>"]),
        ("amount", ["b", "<c>", "a"]),
        ("-amount", ["<c>", "b", "a"]),
        ("url", ["b", "a", "<c>"]),
        ("", ["b", "a", "<c>"]),
    ],
)
def test_rows_follow_an_allowed_order_only(order, names):
    assert [row["name"] for row in sort_rows(ROWS, COLUMNS, order)] == names


def test_headers_turn_the_order_round():
    name, amount = COLUMNS
    assert next_order(name, "") == "name"
    assert next_order(amount, "") == "-amount"
    assert next_order(amount, "-amount") == "amount"
    assert direction(amount, "-amount") == "descending"
    assert direction(name, "-amount") == "none"


def test_cells_are_escaped_and_formatted():
    shown = [[cell.content for cell in row] for row in cells.body(Table(COLUMNS, ROWS, "list"))]
    assert shown == [["b", "¥0.02"], ["a", "–"], ["&lt;c&gt;", "¥0.03"]]
    assert cells.cell(COLUMNS[0], ROWS[0]).link == "/b"


def test_totals_stand_only_where_there_is_one():
    foot = cells.foot(Table(COLUMNS, ROWS, "list", totals={"amount": 5}))
    assert [cell.content for cell in foot] == ["", "¥0.05"]


@pytest.mark.parametrize("kind", sorted(cells.SHOW))
def test_every_kind_takes_a_missing_value(kind):
    assert cells.cell(Column("x", "X", kind), {"x": None}).content == "–"


def test_a_state_may_have_its_own_word():
    assert "▼</span>at risk" in cells.cell(Column("x", "X", "state"), {"x": ("bad", "at risk")}).content
    assert "38.0" in cells.cell(Column("x", "X", "percent"), {"x": Fraction(38, 100)}).content


def test_cards_name_their_cells_and_rows_can_be_ticked():
    columns = [*COLUMNS, Column("note", "Note", phone=False, wide=True)]
    rows = [{"name": "<c>", "amount": 3, "pick": "x1"}, {"name": "closed", "amount": None}]
    table = Table(columns, rows, "list", cards=True, pick="deal", pick_form="f")
    first, second = cells.body(table)
    assert [cell.pick for cell in first] == ["x1", "", ""]
    assert second[0].pick == ""
    assert first[1].label == "Amount"
    assert second[1].classes == "cell-number cell-empty"
    assert first[2].classes == "cell-text cell-off cell-wide cell-empty"
    page = Template("{% load shell %}{% data_table table %}").render(Context({"table": table}))
    assert 'name="deal" value="x1" form="f" aria-label=' in page
    assert "Tick &lt;c&gt;" in page or "勾选“&lt;c&gt;”" in page
    assert 'role="cell" data-label="Amount"' in page
    plain = Template("{% load shell %}{% data_table table %}").render(
        Context({"table": Table(COLUMNS, ROWS, "list")})
    )
    assert 'role="cell"' not in plain
    assert "checkbox" not in plain
