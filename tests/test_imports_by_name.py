"""Tables may name sources and product lines by an exact name that one alone bears."""

import pytest

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.actions import merge_customers
from quotamesh.do.customers.models import Customer
from quotamesh.do.leads.models import Lead, Source
from quotamesh.do.orders.models import OrderLine
from quotamesh.do.pipeline.models import Opportunity
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db
LEADS = "code,source,date,product\n"
ORDERS = "order,line,date,person,product,customer,quantity,amount\n"
DEALS = "code,customer,person,product,stage\n"
ROWS = {
    "leads": LEADS + "X,fair,2025-09-01,{0}\nY,fair,2025-09-01,{0}\n",
    "orders": ORDERS + "X,1,2025-09-01,rep_e1a,{0},C1,1,10\nY,1,2025-09-01,rep_e1a,{0},C1,1,10\n",
    "opportunities": DEALS + "X,C1,rep_e1a,{0},discovery\nY,C1,rep_e1a,{0},discovery\n",
}


@pytest.fixture
def company(cast):
    Source.objects.create(code="fair", name="Hannover Messe 2025", kind="event")
    Product.objects.filter(code="PUMPS").update(name="Clear water pumps")
    return cast


@pytest.mark.parametrize(
    ("kind", "model"), [("leads", Lead), ("opportunities", Opportunity), ("orders", OrderLine)]
)
def test_a_name_that_one_bears_is_taken(company, kind, model):
    take(kind, ROWS[kind].format("Clear water pumps"))
    assert {row.product.code for row in model.objects.select_related("product").order_by("-pk")[:2]} == {
        "PUMPS"
    }


@pytest.mark.parametrize("kind", list(ROWS))
def test_a_name_of_several_is_refused_with_their_codes_and_mapped_once(company, kind):
    Product.objects.filter(code="MACHINES").update(name="Clear water pumps")
    result = bring(kind, ROWS[kind].format("Clear water pumps"))
    assert cells(result) == [(row, "product", "shared_name") for row in (2, 3)]
    assert str(result.errors[0].hint) == "Write the code: MACHINES, PUMPS."
    (unknown,) = result.unknown
    assert (unknown.value, unknown.rows, unknown.likely) == ("Clear water pumps", 2, ["MACHINES", "PUMPS"])
    taken = bring(
        kind, ROWS[kind].format("Clear water pumps"), values={"product": {"Clear water pumps": "PUMPS"}}
    )
    assert taken.ok


@pytest.mark.parametrize("kind", list(ROWS))
def test_what_is_like_a_name_is_told_and_not_taken(company, kind):
    result = bring(kind, ROWS[kind].format("Clear-water pumps"))
    assert cells(result) == [(row, "product", "unknown_code") for row in (2, 3)]
    assert "Clear water pumps" in str(result.errors[0].hint)


def test_a_code_goes_before_a_name(company):
    Product.objects.filter(code="MACHINES").update(name="PUMPS")
    take("leads", LEADS + "X,fair,2025-09-01,PUMPS\n")
    assert Lead.objects.get().product.code == "PUMPS"


def test_a_source_by_its_name_and_by_the_name_of_two(company):
    take("leads", LEADS + "X,Hannover Messe 2025,2025-09-01,\n")
    assert Lead.objects.get().source.code == "fair"
    Source.objects.create(code="messe", name="Hannover Messe 2025", kind="event")
    rows = "code,source,date,source_kind\nY,Hannover Messe 2025,2025-09-01,event\n"
    result = bring("leads", rows)
    assert cells(result) == [(2, "source", "shared_name")]
    assert "fair, messe" in str(result.errors[0].hint)
    assert Source.objects.count() == 2


def test_a_source_that_is_called_like_a_kind_is_that_source(company):
    Source.objects.create(code="shows", name="活动", kind="event")
    take("leads", LEADS + "X,活动,2025-09-01,\n")
    assert (Lead.objects.get().source.code, Source.objects.count()) == ("shows", 2)


def test_a_new_source_has_no_code_longer_than_codes_are(company):
    result = bring("leads", f"code,source,date,source_kind\nX,{'x' * 65},2025-09-01,event\n")
    assert cells(result) == [(2, "source", "too_long")]


@pytest.mark.parametrize("kind", ["leads", "opportunities"])
def test_the_code_of_a_merged_customer_leads_to_what_it_became(company, kind):
    winner, loser = (Customer.objects.get(code=code) for code in ("C1", "C2"))
    merge_customers(ACTOR, winner, loser)
    if kind == "leads":
        take(kind, "code,source,date,customer\nX,fair,2025-09-01,C2\n")
    else:
        take(kind, DEALS + "X,C2,rep_e1a,PUMPS,discovery\n")
    model = Lead if kind == "leads" else Opportunity
    assert model.objects.latest("pk").customer == winner
