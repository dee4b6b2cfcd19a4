from datetime import date

import pytest
from django.utils.translation import override

from quotamesh.base.exchange.tests.bringing import ACTOR, bring, cells, take
from quotamesh.base.people.actions.found_company import found_company
from quotamesh.do.catalog.models import CalendarDay, ExchangeRate, Product


@pytest.fixture
def company(db):
    with override("en"):
        yield found_company(ACTOR, name="Acme")


def test_products_hang_below_the_one_for_all(company):
    take("products", "产品编码,产品名称,上级\nA1,泵,L1\nL1,流体,\n")
    tree = {
        p.code: (p.parent.code if p.parent else None, p.depth)
        for p in Product.objects.select_related("parent")
    }
    assert tree == {"all": (None, 0), "L1": ("all", 1), "A1": ("L1", 2)}
    again = take("products", "code,name,parent\nA1,泵,L1\nL1,流体,\n")
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)


def test_bad_products(company):
    result = bring("products", "code,name,parent\nA,a,B\nB,b,A\nC,c,Z\nC,c,\n")
    assert cells(result) == [
        (2, "parent", "circle"),
        (3, "parent", "circle"),
        (4, "parent", "unknown_code"),
        (5, "code", "doubled"),
    ]
    assert not Product.objects.exclude(code="all").exists()


def test_rates(company):
    take("rates", "currency,date,rate\nUSD,2025-01-01,7.1884\njpy,2025-01-01,0.046233\n")
    result = take("rates", "currency,date,rate\nUSD,2025-01-01,7.19\nUSD,2025-02-01,7.20\n")
    assert (result.created, result.changed) == (1, 1)
    rates = ExchangeRate.objects.order_by("currency", "day").values_list("currency", "rate_e8")
    assert list(rates) == [("JPY", 4623300), ("USD", 719000000), ("USD", 720000000)]


def test_bad_rates(company):
    rows = "CNY,2025-01-01,1\nUSD,2025-01-01,0\nUSD,2025-01-01,7\nUSD,,7.123456789\nABC,2025-01-02,7\n"
    text = "currency,date,rate\n" + rows
    assert cells(bring("rates", text)) == [
        (2, "currency", "own_currency"),
        (3, "rate", "not_positive"),
        (4, "date", "doubled"),
        (5, "date", "missing"),
        (5, "rate", "not_an_amount"),
        (6, "currency", "unknown_currency"),
    ]
    assert not ExchangeRate.objects.exists()


def test_working_days(company):
    take("holidays", "日期,是否上班,备注\n2025-12-24,休,盘点\n2025-12-27,上班,\n")
    assert list(CalendarDay.objects.order_by("day").values_list("day", "working", "note")) == [
        (date(2025, 12, 24), False, "盘点"),
        (date(2025, 12, 27), True, ""),
    ]
    result = bring("holidays", "date,working\n2025-12-24,maybe\n2025-12-24,yes\n")
    assert cells(result) == [(2, "working", "unknown_word"), (3, "date", "doubled")]
