"""Who gets which leads, for programs: rules, absences, office hours, skills and regions."""

from datetime import time
from typing import Annotated
from uuid import UUID

from django.http import Http404
from ninja import Path, Router, Status

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.do.catalog.models import Product
from quotamesh.do.leads import settings_read
from quotamesh.do.leads.access import may_settle, sees_settings
from quotamesh.do.leads.actions import rules as actions
from quotamesh.do.leads.clock import answer_hours
from quotamesh.do.leads.errors import NotAllowed
from quotamesh.do.leads.matching import Assigner, people_on
from quotamesh.do.leads.models import Absence, Office, Rule
from quotamesh.do.leads.rule_shapes import (
    LeadAbsenceIn,
    LeadAbsenceOut,
    LeadOfficeIn,
    LeadOfficeOut,
    LeadRuleChangeIn,
    LeadRuleIn,
    LeadRuleMoveIn,
    LeadRuleOut,
    LeadRulesCountedOut,
    LeadSkillsIn,
    LeadSkillsOut,
    LeadTerritoryIn,
    LeadTerritoryOut,
)
from quotamesh.do.leads.shapes import Code, told
from quotamesh.do.leads.source_api import source_named

router = Router(tags=["leads"])
RULES = "/rules"
ONE = f"{RULES}/{{uid}}"
CodePath = Annotated[Code, Path()]


def _reading(request) -> None:
    """Rules name people of the whole company: who does not see it finds none."""
    if not sees_settings(request.viewer):
        raise Http404


def _changing(request) -> None:
    _reading(request)
    if not may_settle(request.viewer):
        raise NotAllowed


@router.get(
    RULES, response={200: list[LeadRuleOut], **PROBLEMS}, summary="Rules as they are asked, idle ones last"
)
def rules(request):
    _reading(request)
    return _rules_out(request)


@router.post(RULES, response={201: LeadRuleOut, **PROBLEMS}, summary="Make a rule, behind those there are")
@told
def make_rule(request, body: LeadRuleIn):
    _changing(request)
    return Status(201, _out(request, actions.make_rule(request.actor, **_values(request, body.model_dump()))))


@router.get(ONE, response={200: LeadRuleOut, **PROBLEMS}, summary="One rule")
def rule(request, uid: UUID):
    _reading(request)
    return _out(request, _found(uid))


@router.patch(ONE, response={200: LeadRuleOut, **PROBLEMS}, summary="Change a rule, or retire it")
@told
def change_rule(request, uid: UUID, body: LeadRuleChangeIn):
    _changing(request)
    values = body.model_dump(include=body.model_fields_set - {"seen"})
    changed = actions.change_rule(request.actor, _found(uid), seen=body.seen, **_values(request, values))
    return _out(request, changed)


@router.post(
    f"{ONE}/move", response={200: list[LeadRuleOut], **PROBLEMS}, summary="Ask a rule earlier or later"
)
@told
def move_rule(request, uid: UUID, body: LeadRuleMoveIn):
    _changing(request)
    actions.move_rule(request.actor, _found(uid), -1 if body.way == "up" else 1)
    return _rules_out(request)


@router.delete(ONE, response={200: LeadRulesCountedOut, **PROBLEMS}, summary="Take a rule away")
@told
def remove_rule(request, uid: UUID):
    _changing(request)
    actions.remove_rule(request.actor, _found(uid))
    return {"count": 1}


@router.get(
    "/absences", response={200: list[LeadAbsenceOut], **PROBLEMS}, summary="Who takes no leads, and when"
)
@told
def absences(request):
    _changing(request)
    return [_absence_out(row) for row in settings_read.absences(request.today)]


@router.post("/absences", response={201: LeadAbsenceOut, **PROBLEMS}, summary="Somebody takes no new leads")
@told
def add_absence(request, body: LeadAbsenceIn):
    _changing(request)
    (person,) = _people(request, [body.person])
    return Status(201, _absence_out(actions.add_absence(request.actor, person, body.start, body.end)))


@router.delete(
    "/absences/{uid}", response={200: LeadRulesCountedOut, **PROBLEMS}, summary="They are there after all"
)
@told
def remove_absence(request, uid: UUID):
    _changing(request)
    found = Absence.objects.filter(uid=uid).select_related("person").first()
    if found is None:
        raise Http404
    actions.remove_absence(request.actor, found)
    return {"count": 1}


@router.get("/office", response={200: LeadOfficeOut, **PROBLEMS}, summary="Office hours and times to answer")
@told
def office(request):
    _changing(request)
    return _office_out(Office.objects.first() or Office())


@router.put(
    "/office", response={200: LeadOfficeOut, **PROBLEMS}, summary="Set office hours and times to answer"
)
@told
def set_office(request, body: LeadOfficeIn):
    _changing(request)
    if (body.pause_from is None) != (body.pause_to is None):
        raise ProblemRaised(422, "bad_office", "", {"pause": [body.pause_from, body.pause_to]})
    pause = None
    if body.pause_from and body.pause_to:
        pause = (time.fromisoformat(body.pause_from), time.fromisoformat(body.pause_to))
    hours = answer_hours(Office.objects.first() or Office()) | body.answer_hours
    row = actions.set_office(
        request.actor, opens=time.fromisoformat(body.opens), closes=time.fromisoformat(body.closes),
        pause=pause, answer_hours=hours, seen=body.seen,
    )  # fmt: skip
    return _office_out(row)


@router.get("/skills", response={200: list[LeadSkillsOut], **PROBLEMS}, summary="Who knows which lines")
@told
def skills(request):
    _changing(request)
    found = settings_read.skills_by_person(request.today)
    return [LeadSkillsOut(person=person.code, products=sorted(codes)) for person, codes in found]


@router.put(
    "/skills/{person}", response={200: LeadSkillsOut, **PROBLEMS}, summary="Say which lines somebody knows"
)
@told
def set_skills(request, person: CodePath, body: LeadSkillsIn):
    _changing(request)
    (found,) = _people(request, [person])
    lines = [_row(Product, code, "product", parent__isnull=False) for code in dict.fromkeys(body.products)]
    actions.set_skills(request.actor, found, lines)
    return LeadSkillsOut(person=found.code, products=sorted(line.code for line in lines))


@router.get(
    "/territories", response={200: list[LeadTerritoryOut], **PROBLEMS}, summary="Which regions units serve"
)
@told
def territories(request):
    _changing(request)
    return [LeadTerritoryOut(unit=unit.code, words=words) for unit, words in settings_read.territories()]


@router.put(
    "/territories/{unit}",
    response={200: LeadTerritoryOut, **PROBLEMS},
    summary="Say which regions a unit serves",
)
@told
def set_territory(request, unit: CodePath, body: LeadTerritoryIn):
    _changing(request)
    found = next((each for each, _words in settings_read.territories() if each.code == unit), None)
    if found is None:
        raise Http404
    actions.set_territory(request.actor, found, body.words)
    return LeadTerritoryOut(unit=found.code, words=body.words.strip())


def _found(uid: UUID) -> Rule:
    found = Rule.objects.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _row(model, code: str, name: str, **where):
    """The row of a code; none where nothing is named."""
    if not code:
        return None
    found = model.objects.filter(code=code, **where).first()
    if found is None:
        raise ProblemRaised(422, f"unknown_{name}", "", {name: code})
    return found


def _people(request, codes: list[str]) -> list[Person]:
    found = {person.code: person for person in people_on(request.today).filter(code__in=codes)}
    for code in codes:
        if code not in found:
            raise ProblemRaised(422, "unknown_person", "", {"person": code})
    return list(found.values())


def _values(request, values: dict) -> dict:
    """Codes become rows."""
    if "source" in values:
        values["source"] = source_named(values["source"]) if values["source"] else None
    if "product" in values:
        values["product"] = _row(Product, values["product"], "product", parent__isnull=False)
    if "unit" in values:
        rows = Unit.objects.exclude(kind=Unit.Kind.SEAT).values("pk")
        values["unit"] = _row(Unit, values["unit"], "unit", pk__in=rows)
    if "people" in values:
        values["people"] = _people(request, values["people"])
    return values


def _out(request, rule: Rule) -> LeadRuleOut:
    return next(each for each in _rules_out(request) if each.uid == rule.uid)


def _rules_out(request) -> list[LeadRuleOut]:
    assigner = Assigner(request.today)
    reach, hidden = assigner.reaches(), assigner.shadowed()
    uids = {rule.pk: rule.uid for rule in assigner.rules}
    return [
        LeadRuleOut(
            **{
                name: getattr(row, name)
                for name in ("uid", "order", "name", "active", "kind", "regions", "way")
            },
            source=row.source.code if row.source else None,
            product=row.product.code if row.product else None,
            unit=row.unit.code if row.unit else None,
            people=sorted(each.person.code for each in row.people.all()),
            reaches=reach.get(row.pk),
            hidden_by=uids.get(hidden.get(row.pk)),
            revision=row.revision,
        )
        for row in settings_read.all_rules()
    ]


def _absence_out(row: Absence) -> LeadAbsenceOut:
    return LeadAbsenceOut(uid=row.uid, person=row.person.code, start=row.start, end=row.end)


def _office_out(row: Office) -> LeadOfficeOut:
    times = {name: getattr(row, name) for name in ("opens", "closes", "pause_from", "pause_to")}
    return LeadOfficeOut(
        **{name: f"{value:%H:%M}" if value else None for name, value in times.items()},
        answer_hours=answer_hours(row),
        revision=row.revision,
    )
