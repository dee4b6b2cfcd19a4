"""Comparing the names of all customers as long work."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quotamesh.base.jobs.progress import Progress
from quotamesh.base.jobs.registry import job
from quotamesh.base.jobs.stages import STAGES
from quotamesh.base.trail.actions import Actor

STAGES.update(names=_("Reading names"), comparing=_("Comparing names"), pairs=_("Storing pairs"))


@job("duplicates")
def look(_parameters: dict[str, Any], actor: Actor, progress: Progress) -> dict[str, Any]:
    # Loaded with the first run: names are read by modules that every process would wait for.
    from quotamesh.do.customers.actions import look_for_duplicates
    from quotamesh.do.customers.wording import pairs_open

    count = look_for_duplicates(actor, progress)
    return {"open": count, "told": pairs_open(count), "back": reverse("customers:duplicates")}
