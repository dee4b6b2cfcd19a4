"""Work on agreements that takes longer than a page waits."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.base.jobs.progress import Progress
from quotamesh.base.jobs.registry import job
from quotamesh.base.jobs.stages import STAGES
from quotamesh.base.trail.actions import Actor

STAGES.update(pdf=gettext_lazy("Setting the documents"))


@job("agreement_files")
def agreement_files(parameters: dict[str, Any], actor: Actor, progress: Progress) -> dict[str, Any]:
    """Set the files of agreements, by their keys, in one language; each is kept as soon as it is set."""
    from quotamesh.plan.agreements.actions import issue
    from quotamesh.plan.agreements.models import Agreement

    rows = Agreement.objects.filter(pk__in=parameters["agreements"]).prefetch_related("signatures")
    total = len(parameters["agreements"])
    for done, agreement in enumerate(rows.order_by("pk")):
        progress("pdf", done, total)
        issue(actor, agreement, parameters["as"])
    return {"told": _("The files are ready to be taken."), "back": parameters["back"]}
