"""What tests of approvals share: a rule with three bands, and somebody asking."""

from quotamesh.base.approvals.actions import ask, set_rule
from quotamesh.base.approvals.bands import Ask, Band
from quotamesh.base.approvals.kinds import Kind, declare
from quotamesh.base.approvals.models import Request
from quotamesh.base.trail.actions import Actor
from tests.cast import ACTOR, TODAY

DISCOUNT, PROPOSAL = "test.discount", "test.proposal"
declare(Kind(DISCOUNT, "Discount"))
declare(Kind(PROPOSAL, "Proposal", has_amount=False))

LADDER = (
    Band(5_000_000, (Ask("leader"),)),
    Band(20_000_000, (Ask("leader"), Ask("region"))),
    Band(None, (Ask("company"), Ask("finance"))),
)


def acting(cast, username: str) -> Actor:
    user = cast.user(username)
    return Actor(str(user), ACTOR.at, user.pk)


def ladder():
    return set_rule(ACTOR, DISCOUNT, LADDER, day=TODAY)


def asked(cast, who: str = "rep_e1a", amount: int | None = 3_000_000, **more) -> Request:
    values = {"kind": DISCOUNT, "unit": cast.seat(who), "label": "5 % for C1"} | more
    kind = values.pop("kind")
    return ask(
        acting(cast, who),
        kind,
        day=TODAY,
        subject="test",
        key="1",
        payload={"discount_bp": 500},
        amount=amount,
        **values,
    )
