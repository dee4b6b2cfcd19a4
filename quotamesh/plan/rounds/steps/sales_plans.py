"""The sales plans: who has handed in what they will do in the week to come."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.rounds.step import DONE, OPEN, UNDER_WAY, Ground, Step
from quotamesh.plan.salesplans.queries import handed_in


def step(ground: Ground) -> Step | None:
    month = _month(ground)
    count, people = handed_in(ground.viewer, month)
    if not people:
        return None
    told = ngettext(
        "%(count)d of %(all)d person has handed in a plan.",
        "%(count)d of %(all)d people have handed in a plan.",
        people,
    )
    state = DONE if count == people else UNDER_WAY if count else OPEN
    return Step(
        code="salesplans",
        name=_("Sales plans"),
        icon="notebook-pen",
        url=f"{reverse('salesplans:index')}?month={month:%Y-%m}",
        state=state,
        told=told % {"count": count, "all": people},
        act=_("Open the sales plans"),
        purpose=_("What each person does in the month and the week to come, and whom they need for it."),
    )


def _month(ground: Ground):
    """The month of the week to come; of another fiscal year its first."""
    year = FiscalCalendar(ground.company.fiscal_start).year(ground.fiscal_year)
    thursday = ground.today + timedelta(10 - ground.today.weekday())
    return (thursday if thursday in year else year.start).replace(day=1)
