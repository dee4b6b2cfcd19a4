"""Which won deal was the first ever of its customer."""

from collections.abc import Iterable, Iterator

from django.db.models import Min

from quotamesh.do.orders.models import Order
from quotamesh.do.pipeline.models import Opportunity

AT_ONCE = 900
WON = Opportunity.Outcome.WON


def parts(keys: Iterable) -> Iterator[list]:
    """Keys in lists that a database takes as parameters of one query."""
    listed = list(keys)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]


def won_of(customers: Iterable[int]) -> set[int]:
    """Won deals of some customers."""
    won = Opportunity.objects.filter(outcome=WON).order_by().values_list("pk", flat=True)
    return {pk for part in parts(customers) for pk in won.filter(customer__in=part)}


def renew_first_deals(customers: Iterable[int]) -> None:
    """Mark the first deal ever of each customer, unless there was an order before it; the caller books."""
    for part in parts(customers):
        right, wrong = _marks(part)
        for keys, value in ((right, True), (wrong, False)):
            for some in parts(keys):
                Opportunity.objects.filter(pk__in=some).update(new_customer=value)


def _marks(customers: list[int]) -> tuple[list[int], list[int]]:
    """Deals to be marked as first ones, and those whose mark goes."""
    orders = Order.objects.filter(customer__in=customers).order_by()
    ordered = dict(orders.values_list("customer_id").annotate(Min("date")))
    won = Opportunity.objects.filter(customer__in=customers, outcome=WON, closed__isnull=False)
    rows = won.order_by("closed", "id").values_list("id", "customer_id", "closed", "new_customer")
    seen: set[int] = set()
    changed: tuple[list[int], list[int]] = ([], [])
    for pk, customer, closed, marked in rows:
        first = customer not in seen and not (customer in ordered and ordered[customer] < closed)
        seen.add(customer)
        if first != marked:
            changed[0 if first else 1].append(pk)
    lost = Opportunity.objects.filter(customer__in=customers, new_customer=True)
    gone = lost.exclude(outcome=WON, closed__isnull=False).values_list("id", flat=True)
    return changed[0], [*changed[1], *gone]
