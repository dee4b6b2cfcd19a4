"""Named accounts from a file."""

import pytest

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.do.orders.tests.importing import small_company
from quotamesh.plan.namedaccounts.models import NamedAccount

HEAD = "customer,person,period,team,priority,contacts_per_month,next_step,due\n"


@pytest.fixture(autouse=True)
def company(db):
    return small_company()


def test_lists_come_in_and_are_changed_by_customer_year_and_team():
    take("named_accounts", HEAD + "C1,P1,FY2025,,A,4,Meet,2025-10-10\nC2,P2,FY2025,bd,,,,\n")
    result = take("named_accounts", "customer,person,period,next_step\nC1,P1,FY2025,Sign\nC1,P1,FY2026,\n")
    assert (result.created, result.changed, result.unchanged) == (1, 1, 0)
    account = NamedAccount.objects.get(customer__code="C1", fiscal_year=2025)
    assert (account.next_step, account.priority, account.planned, account.revision) == ("Sign", "A", 48, 2)
    assert NamedAccount.objects.get(customer__code="C2").team == "bd"


def test_what_cannot_be_stored_is_named_cell_by_cell():
    lines = ("C9,P1,FY2025,,,,,", "C1,P9,FY2025,,,,,", "C1,P1,2025-03,,,,,", "C1,P1,FY2025,ceo,,,,")
    more = ("C1,P1,FY2025,,D,,,", "C1,P1,FY2025,,,200,,", "C1,P1,FY2025,,,,,soon", "C1,P2,FY1995,,,,,")
    result = bring("named_accounts", HEAD + "\n".join([*lines, *more]) + "\n")
    assert [(row, column) for row, column, _code in cells(result)] == [
        (2, "customer"), (3, "person"), (4, "period"), (5, "team"),
        (6, "priority"), (7, "contacts_per_month"), (8, "due"), (9, "person"),
    ]  # fmt: skip
    assert not NamedAccount.objects.exists()


def test_a_customer_stands_once_in_a_file():
    result = bring("named_accounts", HEAD + "C1,P1,FY2025,,,,,\nC1,P2,FY2025,sales,,,,\n")
    assert cells(result) == [(3, "customer", "doubled")]
