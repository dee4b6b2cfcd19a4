"""Who approves what: discounts by amount, custom proposals by the line upward, and a deputy for a week."""

from datetime import date

from quotamesh.base.approvals.actions import name_deputy, set_rule
from quotamesh.base.approvals.bands import Ask, Band
from quotamesh.base.approvals.models import Who
from quotamesh.base.people.models import Person, Role, Tenure, User
from quotamesh.site.demo.store import acting

ENTERED = date(2026, 1, 8)
WAN = 1_000_000  # fen
DISCOUNT = (
    Band(5 * WAN, (Ask(Who.LEADER),)),
    Band(20 * WAN, (Ask(Who.LEADER), Ask(Who.REGION))),
    Band(None, (Ask(Who.REGION), Ask(Who.COMPANY), Ask(Who.FINANCE))),
)


def play() -> None:
    user = User.objects.select_related("person").get(username="operations")
    actor = acting(user.person.name, ENTERED, user_id=user.pk)
    set_rule(actor, "salesplan.discount", DISCOUNT, day=ENTERED, remind_days=2, expire_days=30)
    proposal = (Band(None, (Ask(Who.LEADER), Ask(Who.REGION))),)
    set_rule(actor, "salesplan.custom_proposal", proposal, day=ENTERED, remind_days=3)
    _deputy()


def _deputy() -> None:
    """One of the leaders is away for a week; a neighbour stands in."""
    leaders = Tenure.objects.filter(role=Role.LEADER, valid_to=None).order_by("seat__path")
    away, deputy = Person.objects.filter(pk__in=leaders.values("person")[1:3])
    day = date(2026, 11, 18)
    name_deputy(
        acting(away.name, day),
        person=away,
        deputy=deputy,
        first_day=date(2026, 11, 23),
        last_day=date(2026, 11, 27),
        day=day,
    )
