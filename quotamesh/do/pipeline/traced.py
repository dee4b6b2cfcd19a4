"""What this feature's entries of the trail say."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from quotamesh.do.pipeline.models import LossReason

VERBS = {
    "opportunity.open": _("opened the opportunity"),
    "opportunity.change": _("changed the opportunity"),
    "opportunity.move": _("moved the opportunity"),
    "opportunity.close": _("closed the opportunity"),
    "opportunity.reopen": _("reopened the opportunity"),
    "opportunity.answer": _("answered a gate question of"),
    "opportunity.remove": _("removed the opportunity"),
    "opportunity.give": _("gave to another the opportunity"),
    "opportunity.won": _("won the opportunity"),
    "opportunity.lost": _("lost the opportunity"),
    "opportunity.hand_over": _("handed over the opportunity"),
    "opportunity.follow": _("took to the new seat the open deals of"),
    "import.opportunities": _("took in opportunities"),
    "flow.make": _("made the flow"),
    "flow.add_stage": _("added a stage to"),
    "flow.change_stage": _("changed a stage of"),
    "flow.remove_stage": _("removed a stage from"),
    "flow.order": _("ordered the stages of"),
    "flow.add_item": _("added a gate question to"),
    "flow.change_item": _("changed a gate question of"),
    "flow.order_items": _("ordered the gate questions of"),
    "flow.retire_item": _("retired a gate question of"),
    "loss_reason.add": _("offered one reason for losses more:"),
    "loss_reason.change": _("changed the reason for losses"),
    "loss_reason.order": _("ordered the reasons for losses, moving"),
    "loss_reason.retire": _("no longer offers the reason for losses"),
    "loss_reason.offer": _("offers again the reason for losses"),
}
SUBJECTS = {
    "opportunity": _("Opportunity"),
    "flow": _("Stages and gates"),
    "loss_reason": _("Reason for losses"),
}
FIELDS = {
    "stage": (_("Stage"), "word"),
    "override": _("Let through because"),
    "lacking": _("Lacking"),
    "closes": _("Expected close"),
    "opportunity.from": _("From"),
    "opportunity.why": (_("Reason"), "loss_reason"),
    "deals": _("Deals"),
    "retired": _("No longer offered"),
    "reasons": (_("Place in order"), "loss_reason"),
}


def loss_reasons(codes: set) -> Mapping[str, str]:
    return {row.code: row.label for row in LossReason.objects.filter(code__in=codes)}


NAMES = {"loss_reason": loss_reasons}
