"""What each kind of market input asks for: one list for forms, checks, API and exports."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quotamesh.plan.market.models import Entry

ENDS = ("low", "likely", "high")
BASIS_POINTS = 10_000
SCORES = range(-2, 3)
FORCE_SCORES = range(1, 6)


@dataclass(frozen=True)
class Points:
    """Three points. `measure`: count, share (0 to 100 %), change (above −100 %), money."""

    name: str
    label: str | Promise
    measure: str
    help: str | Promise = ""
    needed: bool = True


class Area(models.TextChoices):
    POLICY = "policy", _("Policy")
    TECHNOLOGY = "technology", _("Technology")
    ECONOMY = "economy", _("Economy")
    CONSUMER = "consumer", _("Consumer trend")


class Force(models.TextChoices):
    RIVALRY = "rivalry", _("Rivalry among competitors")
    ENTRANTS = "entrants", _("Threat of new entrants")
    SUBSTITUTES = "substitutes", _("Threat of substitutes")
    BUYERS = "buyers", _("Power of buyers")
    SUPPLIERS = "suppliers", _("Power of suppliers")


class Trend(models.TextChoices):
    UP = "up", _("rising")
    LEVEL = "level", _("steady")
    DOWN = "down", _("falling")


POINTS: dict[str, tuple[Points, ...]] = {
    Entry.Kind.SEGMENT: (
        Points("customers", _("Customers"), "count", _("How many could buy at all.")),
        Points("growth", _("Growth"), "change", _("Of their number up to this fiscal year.")),
        Points(
            "need", _("Share with a need"), "share", _("Of them, who will buy something like it this year.")
        ),
        Points("reach", _("Share reached"), "share", _("Of those, whom we can talk to.")),
        Points("win", _("Win rate"), "share", _("Of those, who buy from us.")),
        Points("order_value", _("Order value"), "money", _("What one of them spends with us in the year.")),
    ),
    Entry.Kind.SCAN: (Points("effect", _("Effect"), "change", _("On what its segments give: 5 %, −8 %.")),),
    Entry.Kind.COMPETITOR: (
        Points("amount", _("Amount of the niche"), "money", _("Empty: no niche found."), needed=False),
    ),
}
TEXTS = {
    Entry.Kind.SEGMENT: ("customer_segment", "industry", "region"),
    Entry.Kind.SCAN: ("evidence", "link"),
    Entry.Kind.COMPETITOR: ("niche",),
    Entry.Kind.FORCE: ("reason",),
    Entry.Kind.AIM: ("note",),
}
LABELS = {
    "customer_segment": _("Customer segment"),
    "industry": _("Industry"),
    "region": _("Region"),
    "evidence": _("Evidence"),
    "link": _("Link"),
    "niche": _("Niche found"),
    "reason": _("Reason"),
    "note": _("How"),
    "name": _("Name"),
    "owner": _("Owner"),
    "noted_on": _("As of"),
    "source": _("Source"),
    "apart": _("No customer is counted in another segment too"),
    "area": _("Area"),
    "touches": _("Segments it moves"),
    "scores": _("Scores"),
    "score": _("Score"),
    "trend": _("Trend"),
    "share": _("Share aimed at"),
    "by": _("By when"),
    "removed": _("Removed"),
    **{points.name: points.label for group in POINTS.values() for points in group},
}
MEASURES = {points.name: points.measure for group in POINTS.values() for points in group} | {"share": "share"}
LONGEST = 1_000
