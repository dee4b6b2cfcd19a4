"""The calibration: what can be promised of the year, and how likely the wish is."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.plan.calibration.access import may_read, sees_whole, visible_calibrations
from quotamesh.plan.calibration.queries import latest_runs
from quotamesh.plan.calibration.words import amount, chance
from quotamesh.plan.rounds.step import DONE, OPEN, Ground, Step


def step(ground: Ground) -> Step | None:
    if not may_read(ground.viewer):
        return None
    found = list(visible_calibrations(ground.viewer).filter(fiscal_year=ground.fiscal_year))
    runs = latest_runs(found)
    latest = next((each for each in found if each.pk in runs and sees_whole(ground.viewer, each)), None)
    state, told, url = OPEN, _("No wish for this year has been calibrated yet."), reverse("calibration:list")
    if latest:
        result, currency = runs[latest.pk].result, ground.company.currency
        values = {
            "commit": amount(result["commit"], currency),
            "wish": amount(result["intent"], currency),
            "chance": chance(result["probability"]),
        }
        state, url = DONE, reverse("calibration:show", args=[latest.uid])
        told = _("%(commit)s can be promised; the wish of %(wish)s has a chance of %(chance)s.") % values
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
