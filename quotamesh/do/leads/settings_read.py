"""What assignment rules go by, as the settings show it."""

from collections import defaultdict
from datetime import date

from quotamesh.base.people.models import Person, Tenure, Unit
from quotamesh.base.store.validity import valid_on
from quotamesh.do.leads.matching import TAKERS
from quotamesh.do.leads.models import Absence, Rule, Skill, Territory


def territories() -> list[tuple[Unit, str]]:
    """Regions and teams in order, with the words of what they serve."""
    words = dict(Territory.objects.values_list("unit_id", "words"))
    units = Unit.objects.filter(kind__in=(Unit.Kind.REGION, Unit.Kind.TEAM)).order_by("path")
    return [(unit, words.get(unit.pk, "")) for unit in units]


def skills_by_person(day: date) -> list[tuple[Person, set[str]]]:
    """Everybody who takes leads on a day, with the codes of the lines they know."""
    known: dict[int, set[str]] = defaultdict(set)
    for person, code in Skill.objects.values_list("person_id", "product__code"):
        known[person].add(code)
    rows = (
        Tenure.objects.filter(valid_on(day), role__in=TAKERS).select_related("person").order_by("seat__path")
    )
    people = {tenure.person_id: tenure.person for tenure in rows}
    return [(person, known[pk]) for pk, person in people.items()]


def all_rules() -> list[Rule]:
    """Rules as they are asked, those out of use behind them."""
    rows = Rule.objects.select_related("source", "product", "unit").prefetch_related("people__person")
    return list(rows.order_by("-active", "order", "pk"))


def absences(day: date) -> list[Absence]:
    """Who takes no leads from this day on, or later."""
    return list(Absence.objects.filter(end__gte=day).select_related("person"))
