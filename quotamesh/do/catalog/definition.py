"""What is known of an indicator: how it is called, what it means, how it adds up."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quotamesh.do.catalog.models import Indicator

Measure, Aggregation = Indicator.Measure, Indicator.Aggregation


class Group(TextChoices):
    """Where an indicator stands in a chooser: what came of the work, the work itself, how well it was done."""

    RESULT = "result", _("Result")
    PROCESS = "process", _("Process")
    QUALITY = "quality", _("Quality")


@dataclass(frozen=True)
class Definition:
    """What an indicator is: its name, what it means, how it is measured. `key` is its row's key, once and for all.

    target: whether targets are placed on it. A ratio bears none itself: its target is that of its two parts.
    by_day: whether it adds up over days. `measured`: people or programs record it (`do/measures`); no other
    record feeds it. `of_records`: the company's own records (follow-ups, opportunities, leads …) count it by
    themselves; what other systems counted may still be brought in as measured values and comes on top.
    planned_as: whose targets it takes, where it bears none and a rate needs some.
    scale: what numerator ÷ denominator in smallest units is multiplied with to give the ratio's own smallest unit.
    """

    key: int
    code: str
    name: str | Promise
    meaning: str | Promise
    aggregation: str
    measure: str
    numerator: str = ""
    denominator: str = ""
    target: bool = True
    by_day: bool = True
    group: str = Group.RESULT
    measured: bool = False
    of_records: bool = False
    hidden: bool = False
    own: bool = False
    planned_as: str = ""
    scale: int = 1

    @property
    def is_stock(self) -> bool:
        """Whether it tells a state: a quarter or year shows its last month with a value, not a sum."""
        return self.aggregation == Aggregation.STOCK
