"""The PL-300 sample company through the command line, against figures worked out elsewhere, to the cent."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest
from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.store.paths import ancestor_ids
from tests.command_line import quotamesh, table
from tests.shared_data import rows_of, shared, write

pytestmark = pytest.mark.django_db
YEARS = ("2018", "2019", "2020")
CENT = Decimal("0.01")


def convert(source, to) -> dict[str, list]:
    """The lab's tables with the columns our import asks for."""
    people = list(rows_of(source / "Salesperson.csv"))
    code_of = {row["EmployeeID"]: row["EmployeeKey"] for row in people}
    goods = list(rows_of(source / "Product.csv"))
    products = [(f"C-{name}", name, "") for name in sorted({row["Category"] for row in goods})]
    products += [(row["ProductKey"], row["Product"], f"C-{row['Category']}") for row in goods]
    return {
        "units": [write(to / "units.csv", ("code", "name"), [("AW", "AdventureWorks")])],
        "people": [
            write(
                to / "people.csv",
                ("code", "name", "unit"),
                [(row["EmployeeKey"], row["Salesperson"], "AW") for row in people],
            )
        ],
        "products": [write(to / "products.csv", ("code", "name", "parent"), products)],
        "customers": [
            write(
                to / "customers.csv",
                ("code", "name"),
                [(row["ResellerKey"], row["Reseller"]) for row in rows_of(source / "Reseller.csv")],
            )
        ],
        "orders": [write(to / "orders.csv", ORDER_COLUMNS, orders(source))],
        "targets": [
            write(
                to / "targets.csv",
                ("indicator", "person", "period", "amount"),
                [
                    ("revenue", code_of[row["EmployeeID"]], row["TargetMonth"][:7], row["TargetAmount"])
                    for row in rows_of(source / "Targets.csv")
                ],
            )
        ],
    }


ORDER_COLUMNS = ("order", "line", "date", "person", "product", "customer", "quantity", "amount", "cost")


def orders(source):
    """Both files; the first has no line numbers, so lines are counted within their order."""
    seen: Counter[str] = Counter()
    names = (("Quantity", "Sales", "Cost"), ("OrderQuantity", "SalesAmount", "TotalProductCost"))
    for file, (quantity, amount, cost) in zip(
        ("Sales.csv.gz", "ResellerSales_202006.csv.gz"), names, strict=True
    ):
        for row in rows_of(source / file):
            number = row["SalesOrderNumber"]
            seen[number] += 1
            yield (
                number, seen[number], row["OrderDate"], row["EmployeeKey"], row["ProductKey"], row["ResellerKey"],
                row[quantity], row[amount], row[cost],
            )  # fmt: skip


@pytest.fixture(scope="module")
def company(django_db_setup, django_db_blocker, tmp_path_factory):
    """The sample company, brought in; gone again when the module ends."""
    source = shared("adventureworks_pl300")
    files = convert(source, tmp_path_factory.mktemp("pl300"))
    with django_db_blocker.unblock(), transaction.atomic():
        quotamesh("init", "--company", "AW", "--fiscal-start", 7, "--currency", "USD", "--country", "US")
        for kind, paths in files.items():
            quotamesh("import", kind, *paths)
        yield source
        transaction.set_rollback(True)


def report(period: str, by: str) -> list[dict[str, str]]:
    return table("report", "attainment", "--period", period, "--by", by)


def test_everybody_in_every_year_to_the_cent(company):
    expected = {
        (row["FY"], row["EmployeeKey"]): row
        for row in rows_of(company / "expected/attainment_by_person_fy.csv")
    }
    compared = 0
    for year in YEARS:
        for row in report(f"FY{year}", "person"):
            wanted = expected.get((year, row["code"]))
            if wanted is None:
                assert Decimal(row["target"]) == Decimal(row["actual"]) == 0
                continue
            assert Decimal(row["actual"]) == Decimal(wanted["Actual"] or 0)
            assert Decimal(row["target"]) == Decimal(wanted["Target"] or 0)
            compared += 1
    assert compared == sum(1 for year, _ in expected if year in YEARS)


def test_every_month_of_everybody(company):
    expected = defaultdict(dict)
    for row in rows_of(company / "expected/attainment_by_person_month.csv"):
        expected[row["Month"][:7]][row["EmployeeKey"]] = row
    for month in [month for month in sorted(expected) if "2019-07" <= month <= "2020-06"]:
        found = {row["code"]: row for row in report(month, "person")}
        for code, wanted in expected[month].items():
            assert Decimal(found[code]["actual"]) == Decimal(wanted["Actual"] or 0)
            assert Decimal(found[code]["target"]) == Decimal(wanted["Target"] or 0)


def test_totals_of_three_years(company):
    tops = [report(f"FY{year}", "unit")[0] for year in YEARS]
    assert sum(Decimal(top["actual"]) for top in tops) == Decimal("80977720.21")
    assert [round(Decimal(top["attainment"]) * 100, 2) for top in tops] == [
        Decimal("23.41"),
        Decimal("25.75"),
        Decimal("20.43"),
    ]


def test_jillian_carson(company):
    row = next(row for row in report("FY2020", "person") if row["name"] == "Jillian Carson")
    assert row["attainment"] == "1.0956"


def test_categories_add_up_to_all(company):
    rows = report("FY2020", "product")
    categories = [row for row in rows if row["code"].startswith("C-")]
    assert sum(Decimal(row["actual"]) for row in categories) == Decimal(rows[0]["actual"])


def test_summary_was_right_and_trail_holds(company):
    assert "unchanged" in quotamesh("rebuild")
    assert "unbroken" in quotamesh("verify")


def test_split_adds_up_at_every_node(company):
    """Leaves and reserve make the total; above them every unit is the sum of what is below."""
    words = ("--plan", "next", "--total", "45,000,000.07", "--period", "FY2021", "--reserve", "0.12")
    leaves = table("split", *words)
    total = Decimal("45000000.07")
    assert sum(Decimal(leaf["amount"]) for leaf in leaves) == total
    held_back = [leaf for leaf in leaves if leaf["product"] == "reserve"]
    assert all(leaf["person"] == "" for leaf in held_back)
    assert sum(Decimal(leaf["amount"]) for leaf in held_back) == (total * 12 / 100).quantize(CENT)
    _every_node_is_its_parts(leaves)


def _every_node_is_its_parts(leaves) -> None:
    from quotamesh.plan.targets.models import TargetRow

    paths = dict(Unit.objects.values_list("code", "path"))
    sums: Counter[tuple[int, str]] = Counter()
    for leaf in leaves:
        for unit in ancestor_ids(paths[leaf["unit"]]):
            sums[unit, leaf["period"]] += int(Decimal(leaf["amount"]) * 100)
    months = [f"2020-{m:02d}" for m in range(7, 13)] + [f"2021-{m:02d}" for m in range(1, 7)]
    rows = TargetRow.objects.filter(plan__name="next", line="total", product__parent=None)
    assert rows.count() > 1
    for row in rows:
        assert row.months == [sums[row.unit_id, month] for month in months]


def test_calibrating_from_the_years_before(company):
    """Everybody gets a range that is in order and holds its middle, from FY2018 and FY2019 alone; how many of FY2020
    it caught is reported in docs/rules/calibration.md, not demanded here."""
    words = ("calibrate", "--period", "FY2020", "--history", "FY2018,FY2019")
    people = table(*words)
    assert {row["code"] for row in people} == {
        row["EmployeeKey"] for row in rows_of(company / "Salesperson.csv")
    }
    for row in people:
        low, middle, high = (Decimal(row[name]) for name in ("p10", "p50", "p90"))
        assert 0 < low < middle < high < 20 * middle
        assert (row["target"] == "") == (row["probability"] == "")
        assert not row["probability"] or 0 <= float(row["probability"]) <= 1
    (whole,) = table(*words, "--by", "unit")
    width = [Decimal(whole["p90"]) / Decimal(whole["p10"])]
    width.append(sum(Decimal(row["p90"]) for row in people) / sum(Decimal(row["p10"]) for row in people))
    assert width[0] < width[1]  # people's luck evens out in the sum
    assert table(*words) == people


def test_a_history_after_the_period_is_refused(company):
    from click.testing import CliRunner

    from quotamesh.site.cli import main

    result = CliRunner().invoke(main, ["calibrate", "--period", "FY2019", "--history", "FY2019"])
    assert result.exit_code == 1
    assert "history before the period" in result.output
