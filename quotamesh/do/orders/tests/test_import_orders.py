import pytest
from django.utils.translation import override

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.base.people.models import Unit
from quotamesh.do.orders import store_imports
from quotamesh.do.orders.models import Credit, Order, OrderLine
from quotamesh.do.orders.tests.importing import small_company

HEAD = "order,line,date,person,credit,product,customer,quantity,amount,cost,currency\n"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def company(db):
    return small_company()


def lines(*rows: str) -> str:
    return HEAD + "\n".join(rows) + "\n"


def messages(result) -> str:
    return "\n".join(map(str, result.errors))


def test_lines_are_stored_exactly(company):
    take(
        "orders",
        lines(
            'O1,1,2025-02-14,P1,,A1,C1,12,"36,000.00",21600,',
            "O1,2,2025年2月14日,,P1:60%;P2:40%,A2,C1,1.5,1.2万,,CNY",
            "O1,3,20250214,P1,,A1,C1,-2,(6000),,",
        ),
    )
    order = Order.objects.get()
    assert (order.number, str(order.date), order.customer.code, order.currency) == (
        "O1",
        "2025-02-14",
        "C1",
        "CNY",
    )
    stored = OrderLine.objects.order_by("line").values_list(
        "line", "product__code", "quantity_milli", "amount", "cost"
    )
    assert list(stored) == [
        ("1", "A1", 12000, 3600000, 2160000),
        ("2", "A2", 1500, 1200000, None),
        ("3", "A1", -2000, -600000, None),
    ]
    shared = (
        Credit.objects.filter(line__line="2")
        .order_by("-amount")
        .values_list("person__code", "share_bp", "amount")
    )
    assert list(shared) == [("P1", 6000, 720000), ("P2", 4000, 480000)]


def test_credit_follows_the_seat_on_the_orders_date(company):
    take("orders", lines("O1,1,2025-06-30,P1,,A1,C1,1,10,,", "O2,1,2025-07-01,P1,,A1,C1,1,20,,"))
    seats = Credit.objects.order_by("amount").values_list("seat__parent__code", flat=True)
    assert list(seats) == ["EAST", "WEST"]


def test_foreign_amounts_convert_at_the_records_date_exactly(company):
    take(
        "orders",
        lines(
            "O1,1,2025-06-30,P3,,A1,C1,1,100.01,50,USD",
            "O2,1,2025-07-01,P3,,A1,C1,1,-100.01,,usd",
            "O3,1,2025-07-01,P3,,A1,C1,1,10001,,JPY",
        ),
    )
    stored = OrderLine.objects.order_by("order__number").values_list("amount", "amount_original", "cost")
    # 100.01 × 7.1884 = 718.911884; 100.01 × 7.1534 = 715.411534; 10,001 × 0.046233 = 462.376233
    assert list(stored) == [(71891, 10001, 35942), (-71541, -10001, None), (46238, 10001, None)]


def test_decimals_follow_the_currency(company):
    result = bring(
        "orders", lines("O1,1,2025-07-01,P3,,A1,C1,1,10.5,,JPY", "O2,1,2025-07-01,P3,,A1,C1,1,10.555,,USD")
    )
    assert cells(result) == [(2, "amount", "not_an_amount"), (3, "amount", "not_an_amount")]
    assert "At most 0 decimals." in messages(result)


@pytest.mark.parametrize(
    ("line", "column", "code", "told"),
    [
        ("O1,1,2025-02-14,P9,,A1,C1,1,10,,", "person", "unknown_code", "Did you mean P3, P2, P1?"),
        ("O1,1,2025-02-14,P1,,A9,C1,1,10,,", "product", "unknown_code", "Did you mean"),
        ("O1,1,2025-02-14,P1,,A1,X,1,10,,", "customer", "unknown_code", "is not the code of a customer"),
        ("O1,1,1989-02-14,P1,,A1,C1,1,10,,", "date", "outside_calendar", "1990-01-01"),
        ("O1,1,14/02/2025,P1,,A1,C1,1,10,,", "date", "ambiguous_date", "year first"),
        ("O1,1,2026-02-14,P2,,A1,C1,1,10,,", "person", "no_seat", "2024-01-01 – 2025-12-31"),
        ("O1,1,2026-02-14,,P1:50;P2:50,A1,C1,1,10,,", "credit", "no_seat", "P2 has no seat on 2026-02-14"),
        ("O1,1,2025-02-14,,P1:50;P2:40,A1,C1,1,10,,", "credit", "shares", "90 % instead of 100 %"),
        ("O1,1,2025-02-14,,P1:50;P9:50,A1,C1,1,10,,", "credit", "unknown_code", "names P9"),
        ("O1,1,2025-02-14,P1,P2:100,A1,C1,1,10,,", "credit", "both", "Fill one"),
        ("O1,1,2025-02-14,,,A1,C1,1,10,,", "person", "missing", "nobody is credited"),
        ("O1,1,2025-02-14,P1,,A1,C1,1,ten,,", "amount", "not_an_amount", "1234.50"),
        ("O1,1,2025-02-14,P1,,A1,C1,1,,,", "amount", "missing", "is missing"),
        ("O1,1,2025-02-14,P1,,A1,C1,1,$10,,", "amount", "currency_sign", "another currency than CNY"),
        ("O1,1,2025-02-14,P1,,A1,C1,many,10,,", "quantity", "not_an_amount", "is not a number"),
        ("O1,1,2025-02-14,P1,,A1,C1,1,10,,XXX", "currency", "unknown_currency", "CNY or USD"),
        ("O1,1,2024-02-14,P1,,A1,C1,1,10,,USD", "currency", "no_rate", "first rate is of 2025-01-01"),
        ("O1,1,2025-02-14,P1,,A1,C1,1,10,,EUR", "currency", "no_rate", "Import rates for it first"),
        ("O1,1,2025-07-14,P1,,A1,C1,1,90000000000000,,USD", "amount", "too_large", "once converted"),
        (",1,2025-02-14,P1,,A1,C1,1,10,,", "order", "missing", "is missing"),
    ],
)
def test_bad_lines_name_row_column_value_and_what_would_be_right(company, line, column, code, told):
    result = bring("orders", lines("GOOD,1,2025-02-14,P1,,A1,C1,1,10,,", line))
    assert cells(result) == [(3, column, code)]
    assert told in messages(result)
    assert not Order.objects.exists()


def test_a_line_stands_once(company):
    text = lines(
        "O1,1,2025-02-14,P1,,A1,C1,1,10,,",
        "O2,1,2025-02-14,P1,,A1,C1,1,10,,",
        "O1,1,2025-02-14,P1,,A1,C1,1,10,,",
    )
    result = bring("orders", text)
    assert cells(result) == [(4, "line", "doubled")]
    assert "stands in row 2 already" in messages(result)


def test_what_is_stored_is_not_stored_again_but_further_lines_are(company):
    take("orders", lines("O1,1,2025-02-14,P1,,A1,C1,1,10,,"))
    result = bring("orders", lines("O1,1,2025-02-14,P1,,A1,C1,1,10,,"))
    assert cells(result) == [(2, "line", "stored")]
    result = bring("orders", lines("O1,2,2025-02-15,P1,,A1,C2,1,10,,USD"))
    assert cells(result) == [(2, "date", "differs"), (2, "customer", "differs"), (2, "currency", "differs")]
    take("orders", lines("O1,2,2025-02-14,P1,,A1,C1,1,10,,"))
    assert OrderLine.objects.count() == 2


def test_lines_of_one_order_agree(company):
    text = lines(
        "O1,1,2025-02-14,P1,,A1,C1,1,10,,",
        "O1,2,2025-02-15,P1,,A1,C2,1,10,,USD",
        "O1,3,2025-02-14,P1,,A1,C1,1,10,,CNY",
    )
    result = bring("orders", text)
    assert cells(result) == [(3, "date", "differs"), (3, "customer", "differs"), (3, "currency", "differs")]
    assert "row 2" in messages(result)


def test_every_error_of_the_file_is_told(company):
    bad = [f"B{n},1,2025-02-14,P1,,A1,C{9 if n % 2 else 1},1,{'x' if n % 3 == 0 else 1},," for n in range(12)]
    result = bring("orders", lines(*bad))
    assert result.error_count == 6 + 4


def test_an_import_that_dies_while_storing_leaves_nothing(company, monkeypatch):
    def die(*arguments):
        kept(*arguments)
        raise MemoryError

    kept = store_imports.store_orders
    monkeypatch.setattr(store_imports, "store_orders", die)
    with pytest.raises(MemoryError):
        bring("orders", lines("O1,1,2025-02-14,P1,,A1,C1,1,10,,"))
    assert not Order.objects.exists()
    assert not Credit.objects.exists()


def test_codes_of_seats_are_not_codes_of_people(company):
    assert Unit.objects.filter(code="P1@WEST").exists()
    assert cells(bring("orders", lines("O1,1,2025-08-14,P1@WEST,,A1,C1,1,10,,"))) == [
        (2, "person", "unknown_code")
    ]


def test_five_thousand_rows_with_thirty_seven_wrong_ones(company):
    rows = [f"O{n},1,2025-02-14,{'P7' if n % 135 == 0 else 'P1'},,A1,C1,1,{n}.10,," for n in range(1, 5001)]
    result = bring("orders", lines(*rows))
    assert cells(result) == [(n + 1, "person", "unknown_code") for n in range(135, 5001, 135)]
    assert result.error_count == 37
