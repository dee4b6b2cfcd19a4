"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

from quotamesh.base.trail.words import Line

VERBS = {
    "lead.receive": _("received the lead"),
    "lead.take_in": _("took in the lead"),
    "lead.assign": _("gave the lead out"),
    "lead.take_up": _("took up the lead"),
    "lead.answer": _("answered the lead"),
    "lead.change": _("changed the lead"),
    "lead.convert": _("converted the lead"),
    "lead.drop": _("closed the lead"),
    "lead.recycle": _("put back the lead"),
    "lead.escalate": _("escalated the lead"),
    "lead.merge": _("merged the lead"),
    "lead.unmerge": _("took apart the lead"),
    "lead_source.make": _("made the lead source"),
    "lead_source.change": _("changed the lead source"),
    "lead_source.cost": _("noted a cost of the lead source"),
    "lead_source.form": _("set the public form of"),
    "lead_source.end": _("ended the lead source"),
    "lead_rule.make": _("made the assignment rule"),
    "lead_rule.change": _("changed the assignment rule"),
    "lead_rule.move": _("moved the assignment rule"),
    "lead_rule.remove": _("removed the assignment rule"),
    "lead_rule.territory": _("set the territory of"),
    "lead_rule.skills": _("set the skills of"),
    "lead_rule.office": _("set the"),
    "lead_rule.absence": _("noted an absence of"),
    "rebate.set": _("agreed a rebate for"),
    "rebate.approve": _("approved the rebate for"),
    "rebate.refuse": _("refused the rebate for"),
    "rebate.pay": _("paid the rebate for"),
    "import.leads": _("took in leads"),
}
SUBJECTS = {
    "lead": _("Lead"),
    "lead_source": _("Lead source"),
    "lead_rule": _("Assignment rule"),
    "lead_rules": _("Assignment rules"),
    "rebate": _("Rebate"),
}
FIELDS = {
    "won": (_("Amount won"), "money"),
    "owed": (_("Owed"), "money"),
    "cap": (_("At most"), "money"),
    "fixed": (_("Fixed amount"), "money"),
    "rate_bp": (_("Part"), "points"),
    "paid_on": _("Paid on"),
    "per_lead": (_("Cost a lead"), "money"),
    "form_open": _("Form open"),
    "renewed": _("Link renewed"),
    "lead_rule.way": (_("Way"), "word"),
    "lead_rules.words": _("Places"),
}
WORDS = {
    "turn": _("in turn"),
    "load": _("by load"),
    "skill": _("by skill"),
}


def costs(change: dict) -> list[Line]:
    """Costs stand under the days they were spent in."""
    return [Line(days, before, after, "money") for days, (before, after) in change.items()]


LINES = {"lead_source.cost": costs}
