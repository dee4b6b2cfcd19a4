import pytest

from quotamesh.base.exchange.tests.bringing import ACTOR, bring, cells, take
from quotamesh.base.people.actions.found_company import found_company
from quotamesh.base.trail.models import Entry
from quotamesh.do.customers.actions import merge_customers
from quotamesh.do.customers.models import Contact, Customer, OwnerChange, Suspect


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


def test_contacts_with_parts_in_words_of_both_languages(company):
    take("customers", "code,name\nC1,华新装备\nC2,Northwind\n")
    head = "联系人编号,客户编码,姓名,决策角色,电话,邮箱\n"
    take("contacts", head + "K1,C1,周敏,决策者,138,z@example.com\nK2,C2,Berg,end user,,\nK3,C1,陈涛,,,\n")
    parts = dict(Contact.objects.values_list("code", "part"))
    assert parts == {"K1": "decides", "K2": "uses", "K3": "other"}
    result = take("contacts", "code,customer,name,role\nK1,C1,周敏,buyer\nK2,C2,Berg,user\n")
    assert (result.created, result.changed, result.unchanged) == (0, 1, 1)
    assert Contact.objects.get(code="K1").phone == "138"


def test_bad_contacts(company):
    take("customers", "code,name\nC1,华新装备\n")
    result = bring("contacts", "code,customer,name,role,email\nK1,C9,a,,\nK1,C1,,king,\nK2,C1,b,,not mail\n")
    assert cells(result) == [
        (2, "customer", "unknown_code"),
        (3, "code", "doubled"),
        (3, "name", "missing"),
        (3, "role", "unknown_word"),
        (4, "email", "email"),
    ]
    assert not Contact.objects.exists()


def test_duplicates_are_told_not_refused(company):
    take("customers", "code,name\nC1,上海华新装备有限公司\n")
    result = take("customers", "code,name\nC2,华新装备（上海）股份有限公司\nC3,腾云\n")
    assert result.created == 2
    assert any("华新装备" in str(notice) for notice in result.notices)
    assert [(pair.one.code, pair.other.code) for pair in Suspect.objects.all()] == [("C1", "C2")]
    again = take("customers", "code,name\nC2,华新装备（上海）股份有限公司\n")
    assert not again.notices


def test_many_rows_are_compared_as_one_is(company):
    rows = "".join(
        f"M{n},{chr(0x4E00 + n * 7)}{chr(0x5E00 + n * 3)}{chr(0x6E00 + n)}厂\n" for n in range(400)
    )
    take("customers", "code,name\nC1,上海华新装备有限公司\n")
    take("customers", "code,name\n" + rows + "C2,华新装备\n")
    assert [(pair.one.code, pair.other.code) for pair in Suspect.objects.all()] == [("C1", "C2")]


def test_an_old_code_goes_to_what_it_became(company):
    take("customers", "code,name\nC1,One\nC2,Two\n")
    one, two = Customer.objects.order_by("code")
    merge_customers(ACTOR, one, two)
    result = take("customers", "code,name\nC1,One\nC2,Two changed\n")
    assert (result.created, result.changed, result.unchanged) == (0, 0, 2)
    assert any("C2" in str(notice) for notice in result.notices)
    take("contacts", "code,customer,name\nK1,C2,Zhou\n")
    assert Contact.objects.get().customer == one


def test_tags_and_complexity(company):
    take("customers", "code,name,标签,需求复杂度\nC1,One,大客户；新能源,4\nC2,Two,,\n")
    first = Customer.objects.get(code="C1")
    assert ([tag.name for tag in first.tags.all()], first.complexity) == (["大客户", "新能源"], 4)
    result = take("customers", "code,name,tags\nC1,One,新能源\nC2,Two,\n")
    assert (result.changed, result.unchanged) == (1, 1)
    assert [tag.name for tag in first.tags.all()] == ["新能源"]
    assert cells(bring("customers", "code,name,complexity\nC3,x,6\n")) == [(2, "complexity", "complexity")]


def test_owners_in_a_file_leave_their_history(company):
    take("customers", "code,name,owner\nC1,华新装备,P1\n")
    take("customers", "code,name,owner\nC1,华新装备,P2\n")
    change = OwnerChange.objects.get()
    assert (change.before.code, change.after.code) == ("P1", "P2")
