import pytest
from django.utils.translation import override

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.do.orders.models import Payment
from quotamesh.do.orders.tests.importing import small_company

ORDERS = (
    "order,line,date,person,product,customer,quantity,amount,currency\n"
    "O1,1,2025-02-14,P1,A1,C1,1,100,\n"
    "O2,1,2025-07-14,P3,A1,C1,1,100,USD\n"
)
HEAD = "payment,order,date,amount,currency\n"


@pytest.fixture
def orders(db):
    with override("en"):
        small_company()
        take("orders", ORDERS)
        yield


def test_payments_are_stored_in_the_companys_currency(orders):
    take("payments", HEAD + "R1,O1,2025-03-01,60.50,\nR2,O2,2025-08-01,100,USD\nR3,O2,2025-08-01,1,CNY\n")
    stored = Payment.objects.order_by("number").values_list(
        "number", "order__number", "amount", "amount_original", "currency"
    )
    assert list(stored) == [
        ("R1", "O1", 6050, 6050, "CNY"),
        ("R2", "O2", 71534, 10000, "USD"),
        ("R3", "O2", 100, 100, "CNY"),
    ]


def test_bad_payments(orders):
    take("payments", HEAD + "R1,O1,2025-03-01,60.50,\n")
    text = HEAD + (
        "R1,O1,2025-03-02,1,\n"
        "R2,O7,2025-03-02,1,\n"
        "R3,O1,2025-03-02,x,\n"
        "R3,O1,yesterday,1,\n"
        "R4,O2,2025-08-02,1,\n"
        "R5,O1,2024-08-02,1,USD\n"
    )
    result = bring("payments", text)
    assert cells(result) == [
        (2, "payment", "stored"),
        (3, "order", "unknown_code"),
        (4, "amount", "not_an_amount"),
        (5, "payment", "doubled"),
        (5, "date", "not_a_date"),
        (6, "currency", "missing"),
        (7, "currency", "no_rate"),
    ]
    assert "the order is in USD" in str(result.errors[5])
    assert Payment.objects.count() == 1
