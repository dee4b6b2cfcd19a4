"""Agreements of the running year, signed in January, and next year's target talks under way."""

from datetime import date

from quotamesh.base.people.models import Person, Unit, User
from quotamesh.base.people.queries import company
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.plan.agreements import actions
from quotamesh.plan.agreements.models import Agreement, Talk
from quotamesh.plan.targets.models import Plan
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

MADE, FIRST_SIGNED = date(2026, 1, 6), date(2026, 1, 8)
TALKS = date(2026, 11, 18)
# Places in the order of the organisation: whose leader has not signed, and who has not signed at all.
HALF, UNSIGNED = (19, 37), (28,)
TENTH = 10
COUNTERS = (
    (92, "两家主机厂客户推迟到下半年招标，一、二季度达不到这个数"),
    (95, "区域里一名销售一季度才到岗，按爬坡期折算"),
    (104, "储能套餐已谈定三家，愿意多担一些，请配一名售前"),
    (90, "最大客户明年预算砍了三成，邮件已转你"),
)
ANSWERS = "上半年按你的数，下半年补回一半；售前二月到位"
DISPUTE = "历史基数含一次性大单，扣除后增长超过四成，做不到"
CONVERGED = 5


def of_the_year(plan: Plan) -> None:
    """Everybody with a target has an agreement; nearly all are signed within two weeks."""
    units = list(Unit.objects.order_by("path"))
    made = actions.draft_agreements(_operations(MADE), company(), plan, units, MADE).made
    for place, agreement in enumerate(made):
        if place not in UNSIGNED:
            sign(agreement, date(2026, 1, FIRST_SIGNED.day + place % TENTH), both=place not in HALF)


def sign(agreement: Agreement, day: date, *, both: bool = True) -> None:
    """The owner in the morning, the leader in the afternoon."""
    sides = (agreement.owner, agreement.leader) if both else (agreement.owner,)
    for hour, person in enumerate(sides):
        actions.sign(_person(person, day, 9 + 6 * hour), agreement, person, agreement.digest)


def play() -> None:
    """A week into the talks: most are answered, some converge, one is disputed; the cast's own are still open."""
    plan = Plan.objects.get(fiscal_year=shape.YEARS[-1] + 1, state=Plan.State.DRAFT)
    talks = actions.open_talks(_operations(date(2026, 11, 17)), plan, Unit.objects.get(parent=None), TALKS)
    cast = set(User.objects.exclude(person=None).values_list("person_id", flat=True))
    others = [talk for talk in talks if talk.owner_id not in cast]
    for place, talk in enumerate(others):
        _talk(talk, place)


def _talk(talk: Talk, place: int) -> None:
    """Each tenth place one way; every second accepts at once."""
    step = place % TENTH
    if step % 2 == 0:
        actions.accept(_person(talk.owner, TALKS, 9), talk, "owner")
    elif step in (1, 3, 5):
        share, reason = COUNTERS[place // 2 % len(COUNTERS)]
        _counter(talk, share, reason, answered=step > 1, converged=step == CONVERGED)
    elif place == TENTH + 7:
        actions.dispute(_person(talk.owner, TALKS, 14), talk, "owner", DISPUTE)


def _counter(talk: Talk, share: int, reason: str, *, answered: bool, converged: bool) -> None:
    first = talk.offer
    talk = actions.offer(_person(talk.owner, TALKS, 10), talk, "owner", _scaled(first, share), reason)
    if answered:
        between = _scaled(first, (100 + share) // 2)
        talk = actions.offer(_person(talk.leader, TALKS, 15), talk, "leader", between, ANSWERS)
    if converged:
        actions.accept(_person(talk.owner, TALKS, 17), talk, "owner")


def _scaled(offer: dict, share: int) -> dict:
    """Money to whole thousands of yuan, counts to whole ones."""
    return {code: [_part(code, n, share) for n in row] for code, row in offer.items()}


def _part(code: str, amount: int, share: int) -> int:
    unit = 100_000 if DEFINITIONS[code].measure == "money" else 1
    return amount * share // (100 * unit) * unit


def _operations(day: date):
    user = User.objects.select_related("person").get(username="operations")
    return acting(user.person.name, day, 10, user.pk)


def _person(person: Person, day: date, hour: int):
    return acting(person.name, day, hour)
