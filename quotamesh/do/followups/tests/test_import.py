"""Follow-ups as a table: what comes in, and every refusal."""

import pytest

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.base.people.models import Tenure
from quotamesh.do.facts.queries import fingerprint
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.tests.test_recording import counts, holds
from tests.cast import TODAY

pytestmark = pytest.mark.django_db
HEAD = "code,customer,person,date,way,summary,need,next_step,due,informed\n"
GOOD = "F1,C1,rep_e1a,2025-09-15,visit,Walked through the plant,More pressure,Send the offer,2025-09-20,leader_e1\n"


def test_follow_ups_come_in_and_count(cast):
    more = 'F2,C4,rep_n1a,2025-09-15,电话,"Two\nlines 😀",,,,\n'
    result = take("followups", HEAD + GOOD + more)
    assert result.created == 2
    assert counts(TODAY) == {"visits": 1, "effective_visits": 1, "calls": 1, "follow_ups": 2}
    assert holds()
    row = FollowUp.objects.get(code="F1")
    assert (row.source, row.late, row.person.code, row.seat) == (
        "import",
        False,
        "rep_e1a",
        cast.seat("rep_e1a"),
    )
    assert [each.code for each in row.informed.all()] == ["leader_e1"]
    assert FollowUp.objects.get(code="F2").summary == "Two\nlines 😀"


def test_the_same_file_twice_changes_nothing_and_another_content_is_refused(cast):
    take("followups", HEAD + GOOD)
    again = take("followups", HEAD + GOOD)
    assert (again.created, again.unchanged) == (0, 1)
    result = bring("followups", HEAD + GOOD.replace("Walked", "Ran"))
    assert cells(result) == [(2, "code", "recorded")]
    assert counts(TODAY)["follow_ups"] == 1


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("F1,C1,rep_e1a,2025-09-01,call,Twice,,,,", "code", "doubled"),
        ("F2,C9,rep_e1a,2025-09-01,call,Text,,,,", "customer", "unknown_code"),
        ("F2,C1,nobody,2025-09-01,call,Text,,,,", "person", "unknown_code"),
        ("F2,C1,rep_e1a,2025-09-16,call,Text,,,,", "date", "future"),
        ("F2,C1,rep_e1a,01/09/2025,call,Text,,,,", "date", "ambiguous_date"),
        ("F2,C1,rep_e1a,2025-09-01,pigeon,Text,,,,", "way", "unknown_word"),
        ("F2,C1,rep_e1a,2025-09-01,call,,,,,", "summary", "missing"),
        ("F2,C1,rep_e1a,2025-09-01,call,Text,,Go,2025-08-01,", "due", "due_before"),
        ("F2,C1,rep_e1a,2025-09-01,call,Text,,,2025-09-08,", "due", "no_step"),
        ("F2,C1,rep_e1a,2025-09-01,call,Text,,,,nobody", "informed", "unknown_code"),
        ("F2,C1,rep_e1a,2025-09-01,call," + "x" * 100_001 + ",,,,", "summary", "too_long"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_comes_in(cast, row, column, code):
    before = fingerprint()
    result = bring("followups", HEAD + GOOD + row + "\n")
    assert cells(result) == [(3, column, code)]
    assert not FollowUp.objects.exists()
    assert fingerprint() == before


def test_who_had_no_seat_is_named(cast):
    Tenure.objects.filter(person__code="rep_e1a").update(valid_from="2025-09-10")
    result = bring("followups", HEAD + "F2,C1,rep_e1a,2025-09-01,call,Text,,,,\n")
    assert cells(result) == [(2, "person", "no_seat")]


def test_of_many_wrong_rows_all_are_given_back(cast):
    rows = [
        f"F{n},C1,rep_e1a,2025-09-01,{'pigeon' if n % 100 == 7 else 'call'},Text {n},,,," for n in range(3700)
    ]
    result = bring("followups", HEAD + "\n".join(rows) + "\n")
    assert len(cells(result)) == 37
    assert not FollowUp.objects.exists()
