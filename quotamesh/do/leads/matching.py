"""Who gets a lead today: rules, people and their loads as the kernel takes them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from quotamesh.base.people.models import Person, Role, Tenure, Unit
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.base.store.validity import valid_on
from quotamesh.do.leads.errors import NoSeat
from quotamesh.do.leads.models import Absence, Lead, Rule, Skill, Territory
from quotamesh.do.leads.models.lead import OPEN
from quotamesh.kernel.assigning import AssigningRule, Case, Choice, People, Way, choose, reach, shadowed

TAKERS = (Role.REPRESENTATIVE, Role.SDR, Role.BD)


@dataclass(frozen=True)
class Decision:
    """Who gets a lead and why; without an owner it waits in the queue of `unit`, or the company's where none is."""

    why: str
    owner: Person | None = None
    seat: Unit | None = None
    rule: Rule | None = None
    unit: Unit | None = None

    @classmethod
    def by_hand(cls, person: Person, day: date) -> "Decision":
        """Raises: NoSeat"""
        seat = seat_on(person, day)
        if seat is None:
            raise NoSeat(person.name)
        return cls("hand", person, seat)


def seat_on(person: Person, day: date) -> Unit | None:
    """The seat somebody holds on a day: of two the one begun last."""
    rows = Tenure.objects.filter(valid_on(day), person=person).select_related("seat__parent")
    found = max(rows, key=lambda tenure: (tenure.valid_from or date.min, tenure.pk), default=None)
    return found.seat if found else None


def words_of(text: str) -> tuple[str, ...]:
    """Words that somebody wrote apart by commas or spaces, in small letters."""
    return tuple(
        word for word in text.casefold().replace("，", " ").replace("、", " ").replace(",", " ").split()
    )


class Assigner:
    """Everything that decides on a day, read once; it follows what it has given, so that many leads come out fair."""

    def __init__(self, day: date):
        self.day = day
        self.rules = list(
            Rule.objects.filter(active=True)
            .select_related("source", "product", "unit")
            .prefetch_related("people")
        )
        rows = Tenure.objects.filter(valid_on(day)).select_related("person", "seat__parent")
        held = sorted(rows, key=lambda tenure: (tenure.valid_from or date.min, tenure.pk))
        self.tenures = {tenure.person_id: tenure for tenure in held}
        away = set(Absence.objects.filter(start__lte=day, end__gte=day).values_list("person_id", flat=True))
        loads = Lead.objects.filter(state__in=OPEN, owner__isnull=False).order_by()
        self.people = People(
            frozenset(self.tenures) - away,
            dict(loads.values_list("owner_id").annotate(Count("pk"))),
            _skills(),
            self._regions(),
        )
        self.last = {rule.pk: rule.last_id for rule in self.rules}

    def _regions(self) -> dict[int, tuple[str, ...]]:
        words = {row.unit_id: words_of(row.words) for row in Territory.objects.all()}
        return {
            person: tuple(word for unit in ancestor_ids(tenure.seat.path) for word in words.get(unit, ()))
            for person, tenure in self.tenures.items()
        }

    def pool(self, rule: Rule) -> tuple[int, ...]:
        """Who a rule names, and who sells in its unit."""
        named = {each.person_id for each in rule.people.all()}
        if rule.unit is not None:
            named |= {
                person
                for person, tenure in self.tenures.items()
                if tenure.role in TAKERS and tenure.seat.path.startswith(rule.unit.path)
            }
        return tuple(sorted(named))

    def in_kernel(self) -> list[AssigningRule]:
        return [
            AssigningRule(
                rule.pk, Way(rule.way), self.pool(rule), rule.source_id, rule.kind, words_of(rule.regions),
                rule.product.path if rule.product else "", self.last[rule.pk],
            )
            for rule in self.rules
        ]  # fmt: skip

    def decide(self, lead: Lead) -> Decision:
        """Who gets this lead; the next one is decided as if this had been given."""
        known = self._of_double(lead)
        if known is not None:
            return Decision("double", known.person, known.seat)
        choice = self.choice(case_of(lead))
        rule = next((each for each in self.rules if each.pk == choice.rule), None)
        if choice.person is None:
            return Decision("nobody" if rule else "no_rule", rule=rule, unit=rule.unit if rule else None)
        tenure = self.tenures[choice.person]
        self.people.open_leads[choice.person] = self.people.open_leads.get(choice.person, 0) + 1
        if rule.way == Rule.Way.TURN:
            self.last[rule.pk] = choice.person
        return Decision(rule.way, tenure.person, tenure.seat, rule, rule.unit)

    def choice(self, case: Case) -> Choice:
        return choose(self.in_kernel(), case, self.people)

    def _of_double(self, lead: Lead) -> Tenure | None:
        """Who looks after an open lead of the same person already, and is there."""
        same = same_person(lead)
        if same is None:
            return None
        found = Lead.objects.filter(same, state__in=OPEN, owner__in=self.people.present).exclude(pk=lead.pk)
        owner = found.order_by("pk").values_list("owner_id", flat=True).first()
        return self.tenures.get(owner) if owner else None

    def reaches(self) -> dict[int, int]:
        """{rule: how many of its pool are there today}"""
        case = Case(0, "")
        found = {}
        for rule in self.in_kernel():
            # Whom a region or a skill reaches depends on the lead: count who could be reached by any.
            some = self.people.regions if rule.way is Way.REGION else self.people.skills
            there = set(rule.pool) & self.people.present
            if rule.way in (Way.REGION, Way.SKILL):
                found[rule.key] = sum(bool(some.get(person)) for person in there)
            else:
                found[rule.key] = len(reach(rule, case, self.people))
        return found

    def shadowed(self) -> dict[int, int]:
        return shadowed(self.in_kernel())


def people_on(day: date) -> QuerySet[Person]:
    """Everybody with a seat on a day."""
    return Person.objects.filter(pk__in=Tenure.objects.filter(valid_on(day)).values("person_id"))


def case_of(lead: Lead) -> Case:
    product = lead.product.path if lead.product else ""
    return Case(lead.source_id, lead.source.kind, lead.region, product)


def same_person(lead: Lead) -> Q | None:
    """The condition on leads to be of the same person: the same number or the same address."""
    same = Q(pk__in=[])
    if lead.phone_key:
        same |= Q(phone_key=lead.phone_key)
    if lead.email_key:
        same |= Q(email_key=lead.email_key)
    return same if lead.phone_key or lead.email_key else None


def _skills() -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for person, path in Skill.objects.values_list("person_id", "product__path"):
        found[person].append(path)
    return {person: tuple(paths) for person, paths in found.items()}
