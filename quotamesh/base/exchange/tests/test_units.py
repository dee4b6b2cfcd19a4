import pytest

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.base.people.models import Unit
from quotamesh.base.trail.models import Entry

pytestmark = pytest.mark.django_db
SMALL = "code,name,parent\nACME,Acme,\nEAST,East,ACME\nE1,East 1,EAST\n"


def tree() -> dict[str, tuple[str | None, str, int]]:
    units = Unit.objects.select_related("parent")
    return {unit.code: (unit.parent.code if unit.parent else None, unit.kind, unit.depth) for unit in units}


def paths_hold() -> bool:
    units = Unit.objects.select_related("parent")
    return all(unit.path == (unit.parent.path if unit.parent else "") + f"{unit.pk:07x}." for unit in units)


def test_the_one_row_without_a_parent_becomes_the_root(company):
    take("units", SMALL)
    assert tree() == {"ACME": (None, "company", 0), "EAST": ("ACME", "region", 1), "E1": ("EAST", "team", 2)}
    assert paths_hold()


def test_several_rows_without_a_parent_hang_below_the_root(company):
    take("units", "code,name\nEAST,East\nWEST,West\n")
    assert tree()["EAST"] == ("company", "region", 1)


def test_the_root_is_taken_over_once(company):
    take("units", "code,name\nACME,Acme\n")
    take("units", "code,name\nEAST,East\n")
    assert tree() == {"ACME": (None, "company", 0), "EAST": ("ACME", "region", 1)}


def test_bringing_in_the_same_again_changes_nothing(company):
    take("units", SMALL)
    result = take("units", SMALL)
    assert (result.created, result.changed, result.unchanged) == (0, 0, 3)


def test_a_moved_unit_takes_its_branch_with_it_and_leaves_a_trace(company):
    take("units", SMALL + "WEST,West,ACME\n")
    result = take("units", "code,name,parent\nEAST,East,WEST\n")
    assert tree()["E1"] == ("EAST", "team", 3)
    assert paths_hold()
    assert result.changed == 1
    assert Entry.objects.first().change["changes"] == {"EAST": {"parent": ["ACME", "WEST"]}}


def test_columns_that_are_not_there_stay_as_they_are(company):
    take("units", SMALL)
    take("units", "code,name\nE1,Renamed\n")
    assert tree()["E1"] == ("EAST", "team", 2)
    assert Unit.objects.get(code="E1").name == "Renamed"


def test_parents_may_stand_below_their_children(company):
    take("units", "code,name,parent\nE1,East 1,EAST\nEAST,East,ACME\nACME,Acme,\n")
    assert tree()["E1"] == ("EAST", "team", 2)


def test_a_circle_names_the_codes_on_it(company):
    result = bring("units", "code,name,parent\nA,a,C\nB,b,A\nC,c,B\nD,d,\n")
    assert cells(result) == [(2, "parent", "circle"), (3, "parent", "circle"), (4, "parent", "circle")]
    assert "A → C → B → A" in str(result.errors[0])
    assert list(tree()) == ["company"]


def test_a_circle_through_what_is_stored(company):
    take("units", SMALL)
    result = bring("units", "code,name,parent\nEAST,East,E1\n")
    assert cells(result) == [(2, "parent", "circle")]


def test_unknown_parent_names_the_nearest_code(company):
    take("units", SMALL)
    result = bring("units", "code,name,parent\nE2,East 2,EATS\n")
    assert cells(result) == [(2, "parent", "unknown_code")]
    assert "Did you mean EAST" in str(result.errors[0])


def test_other_bad_units(company):
    head = "code,name,parent,kind,valid_from,valid_to\n"
    text = head + "A,a,,region,2026-05-01,2026-04-30\nA,again,,,,\n,no code,,,,\nB,,,seat,,\n"
    assert cells(bring("units", text)) == [
        (2, "valid_to", "upside_down"),
        (3, "code", "doubled"),
        (4, "code", "missing"),
        (5, "name", "missing"),
        (5, "kind", "unknown_word"),
    ]
    assert list(tree()) == ["company"]


def test_seats_are_not_units(company):
    take("units", SMALL)
    take("people", "code,name,unit\nP1,Lin,E1\n")
    result = bring("units", "code,name,parent\nP1,Lin,EAST\nX,x,P1\n")
    assert cells(result) == [(2, "code", "seat"), (3, "parent", "seat")]
