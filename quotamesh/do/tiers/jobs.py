"""Sorting customers as long work."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quotamesh.base.jobs.progress import Progress
from quotamesh.base.jobs.registry import job
from quotamesh.base.jobs.stages import STAGES
from quotamesh.base.trail.actions import Actor

STAGES.update(purchases=_("Reading purchases"), sorting=_("Sorting customers into tiers"))


@job("tiers")
def sort(parameters: dict[str, Any], actor: Actor, progress: Progress) -> dict[str, Any]:
    """Parameters: `as_of`, a day."""
    # Loaded with the first run: arrays take a while to load, and every process reads this file.
    from quotamesh.do.tiers.actions import OlderRun, run_tiers
    from quotamesh.do.tiers.wording import run_in_words

    try:
        run = run_tiers(actor, date.fromisoformat(parameters["as_of"]), progress)
    except OlderRun as error:
        return {"refused": "older_run", "last": error.last.isoformat()}
    told = {"told": run_in_words(run.moved), "back": reverse("tiers:list")}
    return {"run": str(run.uid), "customers": run.customers, "moved": run.moved} | told


@job("tiers_effect")
def try_rules(parameters: dict[str, Any], actor: Actor, progress: Progress) -> dict[str, Any]:
    """Parameters: `rules` as `Rules.told` gives them, `token` by which the page finds the answer."""
    from quotamesh.do.tiers.actions import effect_of
    from quotamesh.do.tiers.models import Run
    from quotamesh.do.tiers.scheme import Rules
    from quotamesh.do.tiers.wording import effect_in_words

    run = Run.objects.first()
    if run is None:
        return {"refused": "no_run"}
    effect = effect_of(Rules(**parameters["rules"]), run, progress)
    ways = [[before, after, n] for (before, after), n in effect.ways.items()]
    back = f"{reverse('tiers:settings')}?tried={parameters['token']}"
    return {"ways": ways, "counts": effect.counts, "told": effect_in_words(effect.moving), "back": back}
