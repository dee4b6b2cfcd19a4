"""A public sales pipeline through the command line, against figures worked out elsewhere."""

from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.utils import translation

from quotamesh.site.cli import main
from tests.command_line import quotamesh, table
from tests.shared_data import rows_of, shared, write

pytestmark = pytest.mark.django_db
MAPPED = ("product:GTXPro=GTX Pro", "stage:Prospecting=discovery", "stage:Engaging=proposal")
VALUES = [word for value in MAPPED for word in ("--value", value)]
HUNDREDTH, TEN_THOUSANDTH = Decimal("0.01"), Decimal("0.0001")


def convert(source, to) -> dict[str, object]:
    """Offices, managers' teams and agents; accounts and products. The pipeline itself comes as it is."""
    teams = list(rows_of(source / "sales_teams.csv"))
    offices = sorted({row["regional_office"] for row in teams})
    managers = {row["manager"]: row["regional_office"] for row in teams}
    units = [("US", "Hardware", "", "company"), *((name, name, "US", "region") for name in offices)]
    units += [(name, name, office, "team") for name, office in sorted(managers.items())]
    people = [(row["sales_agent"], row["sales_agent"], row["manager"]) for row in teams]
    products = [(row["product"], row["product"]) for row in rows_of(source / "products.csv")]
    accounts = [(row["account"], row["account"], row["sector"]) for row in rows_of(source / "accounts.csv")]
    return {
        "units": write(to / "units.csv", ("code", "name", "parent", "kind"), units),
        "people": write(to / "people.csv", ("code", "name", "unit"), people),
        "products": write(to / "products.csv", ("code", "name"), products),
        "customers": write(to / "customers.csv", ("code", "name", "industry"), accounts),
    }


@pytest.fixture(scope="module")
def company(django_db_setup, django_db_blocker, tmp_path_factory):
    """The hardware seller, brought in; gone again when the module ends."""
    source = shared("crm_sales_opportunities")
    files = convert(source, tmp_path_factory.mktemp("crm"))
    with django_db_blocker.unblock(), transaction.atomic():
        quotamesh("init", "--company", "Hardware", "--currency", "USD", "--country", "US")
        for kind, path in files.items():
            quotamesh("import", kind, path)
        refused = attempt(source, tmp_path_factory.mktemp("errors") / "errors.csv")
        told = quotamesh("import", "opportunities", source / "sales_pipeline.csv", *VALUES)
        yield source, refused, told
        transaction.set_rollback(True)


def attempt(source, errors):
    words = ["import", "opportunities", source / "sales_pipeline.csv", "--errors", errors]
    with translation.override("en"):
        return CliRunner().invoke(main, [str(word) for word in words])


def expected(source, name: str, key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in rows_of(source / "expected" / name)}


def test_other_spellings_are_named_once_each_with_what_there_is(company):
    _source, refused, _told = company
    assert refused.exit_code == 1
    assert "'GTXPro' – is not the code of a product. Did you mean GTX Pro" in refused.output
    assert "In 1,480 rows" in refused.output
    assert refused.output.count("'Engaging' – is not a stage. There are: discovery") == 1
    assert "8,800 rows read" in refused.output


def test_one_mapping_serves_all_rows(company):
    _source, _refused, told = company
    assert "product: GTXPro is taken for GTX Pro in 1,480 rows." in told
    assert "8,800 new" in told


def test_the_whole_pipeline(company):
    lines = {row["code"]: row for row in table("report", "pipeline", "--by", "unit")}
    whole = lines["US"]
    assert (whole["won"], whole["lost"], whole["open"]) == ("4238", "2473", "2089")
    assert Decimal(whole["win_rate"]).quantize(TEN_THOUSANDTH) == Decimal("0.6315")
    assert Decimal(whole["cycle_days"]).quantize(HUNDREDTH) == Decimal("47.99")
    assert Decimal(whole["won_amount"]) == Decimal(10005534)


@pytest.mark.parametrize(
    ("by", "file", "key"),
    [
        ("unit", "by_manager.csv", "manager"),
        ("unit", "by_regional_office.csv", "regional_office"),
        ("product", "by_product.csv", "product"),
        ("person", "by_sales_agent.csv", "sales_agent"),
    ],
)
def test_every_line_as_worked_out_elsewhere(company, by, file, key):
    wanted = expected(company[0], file, key)
    lines = {row["code"]: row for row in table("report", "pipeline", "--by", by)}
    assert wanted.keys() <= lines.keys()
    for code, row in wanted.items():
        line = lines[code]
        assert (line["won"], line["lost"]) == (row["won"], row["lost"])
        assert int(line["open"]) == int(row["engaging"]) + int(row["prospecting"])
        rate = (Decimal(line["win_rate"]) * 100).quantize(TEN_THOUSANDTH)
        assert abs(rate - Decimal(row["win_rate_pct"])) <= TEN_THOUSANDTH
        assert Decimal(line["won_amount"]) == Decimal(row["won_value"])
        cycle = Decimal(line["cycle_days"]).quantize(TEN_THOUSANDTH)
        assert abs(cycle - Decimal(row["avg_cycle_closed"])) <= TEN_THOUSANDTH


def test_agents_without_deals_are_told_of_without_figures(company):
    lines = {row["code"]: row for row in table("report", "pipeline", "--by", "person")}
    assert len(lines) == 35
    idle = lines["Mei-Mei Johns"]
    assert (idle["won"], idle["lost"], idle["open"]) == ("0", "0", "0")
    assert idle["win_rate"] == idle["cycle_days"] == ""


def test_deals_without_a_lead_have_no_source(company):
    (line,) = table("report", "pipeline", "--by", "source")
    assert (line["code"], line["won"], line["open"]) == ("", "4238", "2089")


def test_the_same_file_again_changes_nothing(company):
    again = quotamesh("import", "opportunities", company[0] / "sales_pipeline.csv", *VALUES)
    assert "0 new, 0 changed, 8,800 as before" in again


def test_the_summary_counts_them_on_their_days(company):
    assert "unchanged" in quotamesh("rebuild")
