"""Tiers: the company looks back two years, sorted its customers at the end of June and sorts them every night."""

from datetime import date, timedelta

from quotamesh.base.people.models import User
from quotamesh.base.trail.actions import Actor
from quotamesh.do.tiers.actions import run_tiers, set_rules
from quotamesh.do.tiers.scheme import DEFAULTS, Rules
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

SET = date(shape.YEARS[-1], 6, 29)
HALF_YEAR = date(shape.YEARS[-1], 6, 30)
WINDOW = 730


def play() -> None:
    rules = Rules(WINDOW, 365, DEFAULTS, 340, 300)
    set_rules(_operations(SET), rules, seen=0)
    run_tiers(_operations(HALF_YEAR), HALF_YEAR)
    for nights in range(2, 0, -1):
        day = shape.DEMO_DAY - timedelta(days=nights - 1)
        run_tiers(acting("Quotamesh", day, 1), day, nightly=True)


def _operations(day: date) -> Actor:
    user = User.objects.select_related("person").get(username="operations")
    return acting(user.person.name, day, 17, user.pk)
