"""Leads: somebody who might want something, where it came from, who answers it, and what became of it."""

from quotamesh.do.leads.models.clock import Office
from quotamesh.do.leads.models.lead import Lead, LeadNote
from quotamesh.do.leads.models.referral import Referral
from quotamesh.do.leads.models.rules import Absence, Rule, RulePerson, Skill, Territory
from quotamesh.do.leads.models.source import FormSending, Source, SourceCost

__all__ = [
    "Absence",
    "FormSending",
    "Lead",
    "LeadNote",
    "Office",
    "Referral",
    "Rule",
    "RulePerson",
    "Skill",
    "Source",
    "SourceCost",
    "Territory",
]
