"""Periods of validity: both ends included, an empty end means 'open'."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import OrderBy


class Valid(models.Model):
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def valid_on(day: date, prefix: str = "") -> Q:
    """The condition that a row is in force on a day."""
    return overlaps(day, day, prefix)


def overlaps(start: date, end: date, prefix: str = "") -> Q:
    """The condition that a row is in force on at least one day from start to end."""
    begin, finish = f"{prefix}valid_from", f"{prefix}valid_to"
    starts = Q(**{f"{begin}__isnull": True}) | Q(**{f"{begin}__lte": end})
    ends = Q(**{f"{finish}__isnull": True}) | Q(**{f"{finish}__gte": start})
    return starts & ends


def earliest_first(prefix: str = "") -> OrderBy:
    """By beginning; what was always in force comes first. Databases differ in where they put what is empty."""
    return F(f"{prefix}valid_from").asc(nulls_first=True)


def latest_first(prefix: str = "") -> OrderBy:
    """The other way round: what was always in force comes last."""
    return F(f"{prefix}valid_from").desc(nulls_last=True)


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """The table's own word that a period is not upside down."""
    condition = Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
    return models.CheckConstraint(condition=condition, name=name)
