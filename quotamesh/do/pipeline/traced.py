"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "opportunity.open": _("opened the opportunity"),
    "opportunity.change": _("changed the opportunity"),
    "opportunity.move": _("moved the opportunity"),
    "opportunity.close": _("closed the opportunity"),
    "opportunity.reopen": _("reopened the opportunity"),
    "opportunity.answer": _("answered a gate question of"),
    "opportunity.remove": _("removed the opportunity"),
    "opportunity.give": _("gave to another the opportunity"),
    "opportunity.win": _("won the opportunity"),
    "opportunity.lose": _("lost the opportunity"),
    "import.opportunities": _("took in opportunities"),
    "flow.make": _("made the flow"),
    "flow.rename": _("renamed the flow"),
    "flow.add_stage": _("added a stage to"),
    "flow.change_stage": _("changed a stage of"),
    "flow.remove_stage": _("removed a stage from"),
    "flow.order": _("ordered the stages of"),
    "flow.add_item": _("added a gate question to"),
    "flow.change_item": _("changed a gate question of"),
    "flow.retire_item": _("retired a gate question of"),
}
SUBJECTS = {
    "opportunity": _("Opportunity"),
    "flow": _("Stages and gates"),
}
FIELDS = {
    "stage": (_("Stage"), "word"),
    "override": _("Let through because"),
    "lacking": _("Lacking"),
    "closes": _("Expected close"),
}
