"""Gates that are not filled in deals that should close soon."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.base.shell.formats import local_day
from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.kinds.deals import about, at_stake, deal_url
from quotamesh.check.today.rules import Rule
from quotamesh.do.pipeline.flows import FlowBook, flow_book
from quotamesh.do.pipeline.gates import Answers, Contacts, answers_of, gate_of
from quotamesh.do.pipeline.models import GateItem, Opportunity
from quotamesh.kernel.next_actions import kept

NAME = gettext_lazy("Gates to fill")
MEANING = gettext_lazy(
    "What must be known before a deal goes on that should close within 45 days; "
    "its worth is what the next stage adds to the chance."
)
MINUTES, LOSS = 30, 0.05
SOON, NAMED = 45, 2
# Who is known at the customer is not read here: it would take a query a deal.
ANYBODY = Contacts(any=True, decides=True)


def find(desk: Desk, rule: Rule) -> list[Action]:
    near = [deal for deal in desk.deals if deal.expected and deal.expected <= desk.ahead(SOON)]
    if not near:
        return []
    book, answers = flow_book(), answers_of(deal.pk for deal in near)
    found = (_action(desk, rule, book, deal, answers.get(deal.pk, {})) for deal in near)
    return [action for action in found if action]


def _action(desk: Desk, rule: Rule, book: FlowBook, deal: Opportunity, answers: Answers) -> Action | None:
    stage = book.stages[deal.stage_id]
    lacking = gate_of(book, stage, deal, answers, ANYBODY).lacking
    if not lacking:
        return None
    value, how = at_stake(desk, deal, *_chances(desk, rule, book, deal))
    return Action(
        kind=rule.kind,
        key=f"{deal.uid}:{stage.pk}",
        title=_("Fill the gate: %(items)s") % {"items": _named(lacking)},
        about=about(deal),
        reason=_("should close on %(day)s") % {"day": local_day(deal.expected)},
        url=deal_url(deal),
        worth=value,
        minutes=rule.minutes,
        how=how,
        share=desk.share(deal.expected),
        due=deal.expected,
    )


def _chances(desk: Desk, rule: Rule, book: FlowBook, deal: Opportunity) -> tuple[float, float]:
    """The chance now and in the next stage; where history knows of no difference, what waiting costs."""
    stages = book.open_stages(book.stages[deal.stage_id].flow_id)
    keys = [stage.pk for stage in stages]
    place = keys.index(deal.stage_id)
    now = desk.chance(deal)
    after = desk.chance(deal, keys[place + 1]) if place + 1 < len(keys) else now
    return (now, after) if after > now else kept(now, rule.loss)


def _named(items: list[GateItem]) -> str:
    names = ", ".join(item.label for item in items[:NAMED])
    more = len(items) - NAMED
    return _("%(names)s and %(n)d more") % {"names": names, "n": more} if more > 0 else names
