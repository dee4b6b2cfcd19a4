"""What tiers are made from, in columns: one grouped query for all purchases, one for each thing known beside them."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
from django.db.models import BigIntegerField, Count, Max, Q, Sum, TextField
from django.db.models.functions import Cast, Coalesce

from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.orders.models import Order
from quotamesh.do.tiers.models import Wallet
from quotamesh.do.tiers.scheme import Rules
from quotamesh.kernel.tiering import Ints, Known, Purchases

BLOCK = 20_000
EARLIEST = date(1, 1, 1)


def customers() -> Ints:
    """The keys of all customers, ascending."""
    keys = Customer.objects.order_by("pk").values_list("pk", flat=True)
    return np.fromiter(keys.iterator(chunk_size=BLOCK), dtype=np.int64)


def purchases(keys: Ints, as_of: date, rules: Rules) -> Purchases:
    """What each of these customers bought until a day.

    An order counts as a purchase by its lines above nought; money is the sum of all lines, so that returns subtract.
    """
    since = _back(as_of, rules.window_days) if rules.window_days else EARLIEST
    now, before = _back(as_of, rules.growth_days), _back(as_of, 2 * rules.growth_days)
    within, bought = Q(date__gte=since), Q(date__gte=since, lines__amount__gt=0)
    rows = (
        Order.objects.filter(date__range=(min(since, before), as_of))
        .order_by()
        .values("customer_id")
        .annotate(
            last=Cast(Max("date", filter=bought), TextField()),
            count=Count("id", filter=bought, distinct=True),
            money=_sum(within),
            now=_sum(Q(date__gte=now)),
            before=_sum(Q(date__gte=before, date__lt=now)),
        )
        .values_list("customer_id", "last", "count", "money", "now", "before")
    )
    return _aligned(keys, as_of, rows.iterator(chunk_size=BLOCK))


def _back(day: date, days: int) -> date:
    """The first day of a span of so many days that ends with `day`."""
    return max(EARLIEST, day - timedelta(days=min(days, day.toordinal()) - 1))


def _sum(condition: Q) -> Cast:
    return Cast(Coalesce(Sum("lines__amount", filter=condition), 0), BigIntegerField())


def _aligned(keys: Ints, as_of: date, rows: Iterable[tuple]) -> Purchases:
    columns = list(zip(*rows, strict=True)) or [()] * 6
    of, at = _places(keys, np.array(columns[0], dtype=np.int64))
    last = np.array([day or "NaT" for day in columns[1]], dtype="datetime64[D]")
    gone = np.where(np.isnat(last), -1, (np.datetime64(as_of) - last).astype(np.int64))
    days, *others = (np.zeros(len(keys), dtype=np.int64) for _ in range(5))
    days[:] = -1
    for target, column in zip((days, *others), (gone, *columns[2:]), strict=True):
        target[at] = np.array(column, dtype=np.int64)[of]
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


def _placed(keys: Ints, rows: Iterable[tuple[int, int]]) -> Ints:
    values = np.full(len(keys), -1, dtype=np.int64)
    pairs = np.array(list(rows), dtype=np.int64).reshape(-1, 2)
    of, at = _places(keys, pairs[:, 0])
    values[at] = pairs[of, 1]
    return values
