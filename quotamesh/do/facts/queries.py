"""Reading the summary: rows of twelve months, straight by key."""

import hashlib
from collections.abc import Collection
from datetime import date

from django.db.models import Q, Sum

from quotamesh.do.facts.models import GRAINS, DayFact, Fact


def wide_facts(
    *, indicators: Collection[int], years: Collection[int], units: Collection[int], products: Collection[int]
) -> dict[tuple[int, int, int, int], list[int]]:
    """{(indicator, fiscal year, unit, product): 17 amounts}, in one query. What was never sold is absent."""
    rows = Fact.objects.filter(
        unit_id__in=units, fiscal_year__in=years, indicator_id__in=indicators, product_id__in=products
    ).values_list("indicator_id", "fiscal_year", "unit_id", "product_id", *GRAINS)
    return {row[:4]: list(row[4:]) for row in rows}


def day_facts(
    *, indicator: int, units: Collection[int], start: date, end: date
) -> list[tuple[int, date, int]]:
    """(unit, day, amount) of one indicator, days without anything absent."""
    rows = DayFact.objects.filter(unit_id__in=units, indicator_id=indicator, day__range=(start, end))
    return list(rows.order_by("day").values_list("unit_id", "day", "amount"))


def sums_of_days(
    *, indicators: Collection[int], units: Collection[int], start: date, end: date
) -> list[tuple[int, int, int]]:
    """(indicator, unit, amount from start to end), summed by the database."""
    rows = DayFact.objects.filter(unit_id__in=units, indicator_id__in=indicators, day__range=(start, end))
    return list(rows.values_list("indicator_id", "unit_id").annotate(Sum("amount")).order_by())


def years_with_facts(indicator: int) -> list[int]:
    """Fiscal years in which anything of the indicator stands, latest first."""
    years = Fact.objects.filter(indicator_id=indicator).values_list("fiscal_year", flat=True)
    return sorted(set(years.order_by().distinct()), reverse=True)


def fingerprint() -> str:
    """A digest of the whole summary: the same figures give the same digest, whatever the rows' order or keys."""
    digest = hashlib.sha256()
    for model, keys, amounts in (
        (Fact, ("unit_id", "fiscal_year", "indicator_id", "product_id"), GRAINS),
        (DayFact, ("unit_id", "indicator_id", "day"), ("amount",)),
    ):
        nothing = Q(**dict.fromkeys(amounts, 0))
        rows = model.objects.exclude(nothing).order_by(*keys).values_list(*keys, *amounts)
        for row in rows.iterator(chunk_size=20_000):
            digest.update(repr(row).encode())
    return digest.hexdigest()
