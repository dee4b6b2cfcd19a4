"""A small company brought in by tables, on which the tests of orders and payments stand."""

from quotamesh.base.exchange.tests.bringing import ACTOR, take
from quotamesh.base.people.actions.found_company import found_company
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import ensure_indicators

UNITS = "code,name,parent\nACME,Acme,\nEAST,East,ACME\nWEST,West,ACME\n"
PEOPLE = (
    "code,name,unit,valid_from,valid_to\n"
    "P1,Lin,EAST,,2025-06-30\n"
    "P1,Lin,WEST,2025-07-01,\n"
    "P2,Wang,EAST,2024-01-01,2025-12-31\n"
    "P3,Zhao,WEST,,\n"
)
PRODUCTS = "code,name,parent\nL1,Line 1,\nA1,Product A1,L1\nA2,Product A2,L1\n"
CUSTOMERS = "code,name,owner\nC1,Customer 1,P1\nC2,Customer 2,\n"
RATES = "currency,date,rate\nUSD,2025-01-01,7.1884\nUSD,2025-07-01,7.1534\nJPY,2025-01-01,0.046233\n"


def small_company(currency: str = "CNY", fiscal_start: int = 1):
    company = found_company(ACTOR, name="Acme", currency=currency, fiscal_start=fiscal_start)
    root_product()
    ensure_indicators()
    tables = {"units": UNITS, "people": PEOPLE, "products": PRODUCTS, "customers": CUSTOMERS}
    for kind, text in tables.items():
        take(kind, text)
    if currency == "CNY":
        take("rates", RATES)
    return company
