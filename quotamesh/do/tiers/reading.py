"""What tiers are made from, in columns: one grouped query for all purchases, one for each thing known beside them."""

from datetime import date, timedelta

import numpy as np
from django.db.models import BigIntegerField, Count, Max, Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast, Coalesce

from quotamesh.base.store.columns import read_columns
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.orders.models import Order
from quotamesh.do.tiers.models import Wallet
from quotamesh.do.tiers.scheme import Rules
from quotamesh.kernel.tiering import Ints, Known, Purchases

INT, DAY = "int64", "datetime64[D]"
EARLIEST = date(1, 1, 1)


def customers() -> Ints:
    """The keys of all customers, ascending: all without the merged ones, for both of which there is a narrow index."""
    everybody = Customer.everything.order_by()
    merged = everybody.exclude(merged_into=None)
    [keys], [gone] = (read_columns(rows.values_list("pk"), [INT]) for rows in (everybody, merged))
    return np.setdiff1d(keys, gone)


def purchases(keys: Ints, as_of: date, rules: Rules) -> Purchases:
    """What each of these customers bought until a day.

    An order above nought counts as a purchase; money is the sum of all orders, so that returns subtract. All of it
    stands in the index of orders by customer and is read there from one end to the other; the last day is named by
    what is left out, or SQLite would look every order up by its day.
    """
    now, before = _back(as_of, rules.growth_days), _back(as_of, 2 * rules.growth_days)
    within = Q(date__gte=_back(as_of, rules.window_days)) if rules.window_days else Q()
    bought = within & Q(amount__gt=0)
    rows = (
        Order.objects.exclude(date__gt=as_of)
        .order_by()
        .values("customer_id")
        .annotate(
            last=Cast(Max("date", filter=bought), TextField()),
            count=Count("pk", filter=bought),
            money=_sum(within),
            now=_sum(Q(date__gte=now)),
            before=_sum(Q(date__gte=before, date__lt=now)),
        )
        .values_list("customer_id", "last", "count", "money", "now", "before")
    )
    return _aligned(keys, as_of, *read_columns(rows, [INT, DAY, INT, INT, INT, INT]))


def _back(day: date, days: int) -> date:
    """The first day of a span of so many days that ends with `day`."""
    return max(EARLIEST, day - timedelta(days=min(days, day.toordinal()) - 1))


def _sum(condition: Q) -> Cast:
    return Cast(Coalesce(Sum("amount", filter=condition or None), 0), BigIntegerField())


def _aligned(keys: Ints, as_of: date, found: Ints, last: np.ndarray, *sums: Ints) -> Purchases:
    of, at = _places(keys, found)
    gone = np.where(np.isnat(last), -1, (np.datetime64(as_of) - last).astype(np.int64))
    days, *others = (np.zeros(len(keys), dtype=np.int64) for _ in range(5))
    days[:] = -1
    for target, column in zip((days, *others), (gone, *sums), strict=True):
        target[at] = column[of]
    return Purchases(days, *others)


def _places(keys: Ints, found: Ints) -> tuple[Ints, Ints]:
    """Which of the found are among the keys, and where: a merged customer's leavings belong to nobody here."""
    at = np.searchsorted(keys, found)
    of = np.flatnonzero(at < len(keys))
    of = of[keys[at[of]] == found[of]]
    return of, at[of]


def known(keys: Ints) -> Known:
    """What is known beside purchases. Without any contact noted, nothing is known of the decision's chain."""
    complexity = Customer.objects.exclude(complexity=None).order_by().values_list("pk", "complexity")
    contacts = Contact.objects.order_by().values("customer_id")
    chain = contacts.annotate(n=Count("pk", filter=Q(part__in=Contact.IN_DECISION))).values_list(
        "customer_id", "n"
    )
    wallets = Wallet.objects.values_list("customer_id", "amount")
    return Known(_placed(keys, complexity), _placed(keys, chain), _placed(keys, wallets))


def _placed(keys: Ints, rows: QuerySet) -> Ints:
    values = np.full(len(keys), -1, dtype=np.int64)
    found, told = read_columns(rows, [INT, INT])
    of, at = _places(keys, found)
    values[at] = told[of]
    return values
