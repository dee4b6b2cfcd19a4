"""Two more public data sets through the command line: targets by category, and a tree of who reports to whom."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.command_line import quotamesh, table
from tests.shared_data import rows_of, shared, write

pytestmark = pytest.mark.django_db
CENT = Decimal("0.01")


def bring_in(folder, **kinds) -> None:
    """kind=(header, rows) each, in the order in which they are given."""
    for kind, (header, rows) in kinds.items():
        quotamesh("import", kind, write(folder / f"{kind}.csv", header, rows))


def test_attainment_by_category_and_month(tmp_path):
    source = shared("ecommerce_targets")
    orders = {row["Order ID"]: row for row in rows_of(source / "list_of_orders.csv")}
    lines = list(rows_of(source / "order_details.csv"))
    categories = sorted({row["Category"] for row in lines})
    targets = rows_of(source / "sales_target.csv")
    quotamesh("init", "--company", "Shop", "--fiscal-start", 4, "--currency", "INR", "--country", "IN")
    bring_in(
        tmp_path,
        people=(("code", "name", "unit"), [("ALL", "The shop", "company")]),
        products=(("code", "name"), [(name, name) for name in categories]),
        customers=(("code", "name"), [("ALL", "Everybody")]),
        orders=(
            ("order", "line", "date", "person", "product", "customer", "quantity", "amount"),
            [
                (row["Order ID"], n, orders[row["Order ID"]]["Order Date"], "ALL", row["Category"], "ALL",
                 row["Quantity"], row["Amount"])
                for n, row in enumerate(lines)
            ],
        ),
        targets=(
            ("indicator", "person", "product", "period", "amount"),
            [("revenue", "ALL", row["Category"], row["Month of Order Date"], row["Target"]) for row in targets],
        ),
    )  # fmt: skip
    expected = list(rows_of(source / "expected/attainment_month_category.csv"))
    assert len(expected) == 36
    for month in sorted({row["m"] for row in expected}):
        report = table("report", "attainment", "--period", month, "--by", "product")
        found = {row["code"]: row for row in report}
        for row in [row for row in expected if row["m"] == month]:
            mine = found[row["Category"]]
            assert (Decimal(mine["target"]), Decimal(mine["actual"])) == (
                Decimal(row["Target"]),
                Decimal(row["Amount"]),
            )
            assert abs(Decimal(mine["attainment"]) * 100 - Decimal(row["AttainmentPct"])) <= CENT


def test_what_is_sold_below_counts_for_who_leads(tmp_path):
    """Northwind's `ReportsTo` as the org tree: each who is reported to heads a unit and sits in it."""
    source = shared("northwind")
    staff = {row["EmployeeID"]: row for row in rows_of(source / "Employees.csv")}
    heads = {row["ReportsTo"] for row in staff.values()} & set(staff)
    units = [(f"U{key}", staff[key]["LastName"], above(staff[key]["ReportsTo"], heads)) for key in heads]
    people = [
        (key, row["LastName"], f"U{key}" if key in heads else above(row["ReportsTo"], heads) or "company")
        for key, row in staff.items()
    ]
    orders = {row["OrderID"]: row for row in rows_of(source / "Orders.csv")}
    quotamesh("init", "--company", "Northwind", "--currency", "USD", "--country", "US")
    bring_in(
        tmp_path,
        units=(("code", "name", "parent"), units),
        people=(("code", "name", "unit"), people),
        products=(("code", "name"), named(source / "Products.csv", "ProductID", "ProductName")),
        customers=(("code", "name"), named(source / "Customers.csv", "CustomerID", "CompanyName")),
        orders=(
            ("order", "line", "date", "person", "product", "customer", "quantity", "amount"),
            [
                (row["OrderID"], n, orders[row["OrderID"]]["OrderDate"][:10], orders[row["OrderID"]]["EmployeeID"],
                 row["ProductID"], orders[row["OrderID"]]["CustomerID"], row["Quantity"], net(row))
                for n, row in enumerate(rows_of(source / "OrderDetails.csv"))
            ],
        ),
    )  # fmt: skip
    sold: dict[str, Decimal] = {}
    for year in sorted({order["OrderDate"][:4] for order in orders.values()}):
        for row in table("report", "attainment", "--period", f"FY{year}", "--by", "unit"):
            sold[row["name"]] = sold.get(row["name"], Decimal(0)) + Decimal(row["actual"])
    # The reference adds up unrounded lines; we store each line in cents.
    for head, reference in (("Buchanan", "344581.71"), ("Fuller", "1265793.04")):
        assert abs(sold[head] - Decimal(reference)) < 1
    assert sold["Fuller"] == sum(net(row) for row in rows_of(source / "OrderDetails.csv"))


def above(head: str, heads: set[str]) -> str:
    return f"U{head}" if head in heads else ""


def named(path: Path, code: str, name: str) -> list[tuple[str, str]]:
    """Codes and names; the names were encoded twice."""
    return [(row[code], row[name].encode("latin-1").decode()) for row in rows_of(path)]


def net(row: dict[str, str]) -> Decimal:
    amount = Decimal(row["UnitPrice"]) * Decimal(row["Quantity"]) * (1 - Decimal(row["Discount"]))
    return amount.quantize(CENT, ROUND_HALF_UP)
