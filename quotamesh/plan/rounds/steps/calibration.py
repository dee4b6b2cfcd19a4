"""The calibration: what can be promised of the year, and how likely the wish is."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import local_date
from quotamesh.plan.calibration.access import may_read, sees_whole
from quotamesh.plan.calibration.queries import calibrated
from quotamesh.plan.calibration.since import news_of
from quotamesh.plan.calibration.words import amount, chance, news_words
from quotamesh.plan.rounds.step import ATTENTION, DONE, OPEN, Ground, Step


def step(ground: Ground) -> Step | None:
    if not may_read(ground.viewer):
        return None
    runs = calibrated(ground.viewer, ground.fiscal_year, ground.today)
    latest = next((run for run in runs if sees_whole(ground.viewer, run.calibration)), None)
    state, told, url = OPEN, _("No wish for this year has been calibrated yet."), reverse("calibration:list")
    if runs and not latest:
        state, url = DONE, reverse("calibration:show", args=[runs[0].calibration.uid])
        told = _("The year is calibrated; the page shows what your units can reach.")
    if latest:
        result, currency = latest.result, ground.company.currency
        values = {
            "commit": amount(result["commit"], currency),
            "wish": amount(result["intent"], currency),
            "chance": chance(result["probability"]),
        }
        state, url = DONE, reverse("calibration:show", args=[latest.calibration.uid])
        told = _("%(commit)s can be promised; the wish of %(wish)s has a chance of %(chance)s.") % values
        if news := news_of(latest, ground.company, ground.today):
            state = ATTENTION
            more = _("Since %(day)s: %(news)s.") % {
                "day": local_date(latest.as_of),
                "news": _(", ").join(news_words(each) for each in news),
            }
            told = _("%(first)s %(second)s") % {"first": told, "second": more}
    return Step(
        code="calibration",
        name=_("Calibration"),
        icon="scale",
        url=url,
        state=state,
        told=told,
        act=_("Open the calibration"),
        purpose=_(
            "Hold the wish against market, team and resources: what can be promised, and what it takes."
        ),
    )
