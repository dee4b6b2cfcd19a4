import pytest

from quotamesh.base.exchange.tests.bringing import ACTOR, bring, cells, take
from quotamesh.base.people.actions.found_company import found_company
from quotamesh.base.trail.models import Entry
from quotamesh.do.customers.models import Customer


@pytest.fixture
def company(db):
    found_company(ACTOR, name="Acme")
    take("units", "code,name\nACME,Acme\n")
    take("people", "code,name,unit\nP1,Lin,ACME\nP2,Wang,ACME\n")


def test_customers_are_made_and_changed_by_code(company):
    take("customers", "code,name,owner,industry\nC1,华新装备,P1,energy\nC2,Northwind,,\n")
    result = take("customers", "code,name,owner\nC1,华新装备,P2\nC2,Northwind,\nC3,New,\n")
    assert (result.created, result.changed, result.unchanged) == (1, 1, 1)
    changed = Customer.objects.get(code="C1")
    assert (changed.owner.code, changed.industry) == ("P2", "energy")
    assert list(Entry.objects.first().change["changes"]) == ["C1"]


def test_bad_customers(company):
    result = bring("customers", "code,name,owner\nC1,a,P9\nC1,b,\nC2,,\n" + f"C3,{'x' * 201},\n")
    assert cells(result) == [
        (2, "owner", "unknown_code"),
        (3, "code", "doubled"),
        (4, "name", "missing"),
        (5, "name", "too_long"),
    ]
    assert not Customer.objects.exists()
