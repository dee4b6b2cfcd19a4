"""The sales plans: who has handed in what they will do in the week to come."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.rounds.step import DONE, OPEN, UNDER_WAY, Ground, Step
from quotamesh.plan.salesplans.queries import team


def step(ground: Ground) -> Step | None:
    month = _month(ground)
    places = team(ground.viewer, month)
    if not places:
        return None
    handed_in = sum(place.handed_in for place in places)
    told = ngettext(
        "%(count)d of %(all)d person has handed in a plan.",
        "%(count)d of %(all)d people have handed in a plan.",
        len(places),
    )
    state = DONE if handed_in == len(places) else UNDER_WAY if handed_in else OPEN
    return Step(
        code="salesplans",
        name=_("Sales plans"),
        icon="notebook-pen",
        url=f"{reverse('salesplans:index')}?month={month:%Y-%m}",
        state=state,
        told=told % {"count": handed_in, "all": len(places)},
        act=_("Open the sales plans"),
        purpose=_("What each person does in the month and the week to come, and whom they need for it."),
    )


def _month(ground: Ground):
    """The month of the week to come; of another fiscal year its first."""
    year = FiscalCalendar(ground.company.fiscal_start).year(ground.fiscal_year)
    thursday = ground.today + timedelta(10 - ground.today.weekday())
    return (thursday if thursday in year else year.start).replace(day=1)
