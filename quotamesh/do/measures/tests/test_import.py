"""Measured values as a table: what comes in, and every refusal."""

import pytest

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.base.people.models import Tenure
from quotamesh.do.facts.queries import fingerprint
from quotamesh.do.measures.models import Measure

pytestmark = pytest.mark.django_db
HEAD = "person,indicator,date,amount,product\n"


def test_values_come_in_and_later_ones_take_their_place(cast):
    take("measurements", HEAD + "rep_e1a,calls,2025-09-01,12,\nrep_e1a,visits,2025-09-01,3,PUMPS\n")
    result = take("measurements", HEAD + "rep_e1a,calls,2025-09-01,9,\nrep_e1b,calls,2025-09-01,4,\n")
    assert (result.created, result.changed) == (1, 1)
    assert sorted(Measure.objects.values_list("amount", flat=True)) == [3, 4, 9]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("nobody,calls,2025-09-01,1,", "person", "unknown_code"),
        ("rep_e1a,cals,2025-09-01,1,", "indicator", "unknown_code"),
        ("rep_e1a,revenue,2025-09-01,1,", "indicator", "not_measured"),
        ("rep_e1a,calls,2025-09-01,1,NOTHING", "product", "unknown_code"),
        ("rep_e1a,calls,2025-09-01,-1,", "amount", "negative"),
        ("rep_e1a,calls,2025-09-01,1.5,", "amount", "not_an_amount"),
        ("rep_e1a,calls,2025-09-01,,", "amount", "missing"),
        ("rep_e1a,calls,2025-13-01,1,", "date", "not_a_date"),
        ("rep_e1a,calls,2025-09-16,1,", "date", "future"),
        ("rep_e1a,calls,,1,", "date", "missing"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_comes_in(cast, row, column, code):
    before = fingerprint()
    result = bring("measurements", HEAD + "rep_e1b,calls,2025-09-01,4,\n" + row + "\n")
    assert cells(result) == [(3, column, code)]
    assert not Measure.objects.exists()
    assert fingerprint() == before


def test_a_value_told_twice_is_named(cast):
    row = "rep_e1a,calls,2025-09-01,1,\n"
    assert cells(bring("measurements", HEAD + row + row)) == [(3, "indicator", "doubled")]


def test_a_person_without_a_seat_is_named(cast):
    Tenure.objects.filter(person__code="rep_e1b").update(valid_from="2025-03-01")
    result = bring("measurements", HEAD + "rep_e1b,calls,2025-02-28,1,\nrep_e1b,calls,2025-03-01,1,\n")
    assert cells(result) == [(2, "person", "no_seat")]
