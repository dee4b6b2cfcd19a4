from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from quotamesh.base.tables.registry import after_store, offer


class TargetsConfig(AppConfig):
    name = "quotamesh.plan.targets"
    label = "targets"

    def ready(self):
        # The job makes itself known to the worker by being loaded.
        from quotamesh.do.catalog.standing import name
        from quotamesh.plan.targets import jobs  # noqa: F401

        name(self.label, _("targets"))
        offer("quotamesh.plan.targets.imports")
        after_store["units"].append(follow_moves)
        after_store["products"].append(refuse_moves)


def follow_moves(actor, outcome, progress):
    """The totals of every plan follow a moved unit."""
    from quotamesh.plan.targets.actions.rebuild import rebuild_totals

    if outcome.effects.get("moved"):
        rebuild_totals(actor, progress)


def refuse_moves(actor, outcome, progress):
    """A product line with targets stays where it is: its amounts would count twice above."""
    from quotamesh.plan.targets.actions.rebuild import refuse_moved_lines

    refuse_moved_lines(outcome.effects.get("moved") or [])
