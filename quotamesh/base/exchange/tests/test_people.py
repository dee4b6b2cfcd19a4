from datetime import date

import pytest

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.base.people.models import Person, Tenure, Unit

UNITS = "code,name,parent\nACME,Acme,\nEAST,East,ACME\nWEST,West,ACME\n"


@pytest.fixture
def units(company):
    take("units", UNITS)


def tenures() -> list[tuple]:
    fields = ("person__code", "seat__code", "seat__parent__code", "role", "valid_from", "valid_to")
    return list(Tenure.objects.order_by("id").values_list(*fields))


def test_a_person_gets_a_seat_below_the_unit(units):
    take("people", "工号,姓名,部门,职位,邮箱\nP1,林悦,EAST,主管,lin@example.com\nP2,王芳,EAST,,\n")
    assert tenures() == [
        ("P1", "P1", "EAST", "leader", None, None),
        ("P2", "P2", "EAST", "representative", None, None),
    ]
    seat = Unit.objects.get(code="P1")
    assert (seat.kind, seat.name, seat.depth) == ("seat", "林悦", 2)
    assert seat.path.startswith(seat.parent.path)
    assert Person.objects.get(code="P1").email == "lin@example.com"


def test_two_rows_are_a_move_in_mid_year(units):
    text = "code,name,unit,valid_from,valid_to\nP1,Lin,EAST,,2025-06-30\nP1,Lin,WEST,2025-07-01,\n"
    take("people", text)
    assert tenures() == [
        ("P1", "P1", "EAST", "representative", None, date(2025, 6, 30)),
        ("P1", "P1@WEST", "WEST", "representative", date(2025, 7, 1), None),
    ]
    again = take("people", text)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    assert Unit.objects.filter(kind="seat").count() == 2


def test_a_known_person_moves_later(units):
    take("people", "code,name,unit\nP1,Lin,EAST\n")
    result = take(
        "people", "code,name,unit,valid_from,valid_to\nP1,Lin,EAST,,2025-06-30\nP1,Lin,WEST,2025-07-01,\n"
    )
    assert (result.created, result.changed) == (1, 1)
    assert [row[-1] for row in tenures()] == [date(2025, 6, 30), None]


def test_coming_back_into_a_unit_takes_the_same_seat(units):
    take("people", "code,name,unit,valid_from,valid_to\nP1,Lin,EAST,,2024-12-31\nP1,Lin,EAST,2026-01-01,\n")
    assert Unit.objects.filter(kind="seat").count() == 1


def test_a_renamed_person_renames_the_seat(units):
    take("people", "code,name,unit\nP1,Lin,EAST\n")
    result = take("people", "code,name,unit\nP1,Lin Yue,EAST\n")
    assert (result.changed, Unit.objects.get(code="P1").name) == (1, "Lin Yue")


def test_a_seat_code_gives_way_to_a_unit(units):
    take("people", "code,name,unit\nEAST,Mr East,WEST\n")
    assert tenures()[0][1] == "EAST@WEST"


def test_two_open_seats_are_taken_with_a_notice(units):
    result = take("people", "code,name,unit\nP1,Lin,EAST\nP1,Lin,WEST\n")
    assert "P1 sits in several units at once: EAST, WEST." in map(str, result.notices)


def test_bad_people(units):
    text = (
        "code,name,unit,role,email,valid_from,valid_to\n"
        "P1,Lin,EAST,,,2025-01-01,2025-06-30\n"
        "P1,Lin,EAST,,,2025-06-30,\n"
        "P2,Wang,ESAT,king,nobody,,\n"
        "P3,Zhao,WEST,,,2025-05-01,2025-04-30\n"
        "P1,Liu,WEST,,,05/06/2025,2051-01-01\n"
    )
    assert cells(bring("people", text)) == [
        (3, "valid_from", "overlap"),
        (4, "unit", "unknown_code"),
        (4, "role", "unknown_word"),
        (4, "email", "not_an_email"),
        (5, "valid_to", "upside_down"),
        (6, "name", "differs"),
        (6, "valid_from", "ambiguous_date"),
        (6, "valid_to", "outside_calendar"),
    ]
    assert not Person.objects.exists()


def test_overlap_with_what_is_stored(units):
    take("people", "code,name,unit\nP1,Lin,EAST\n")
    result = bring("people", "code,name,unit,valid_from\nP1,Lin,EAST,2025-07-01\n")
    assert cells(result) == [(2, "valid_from", "overlap")]
