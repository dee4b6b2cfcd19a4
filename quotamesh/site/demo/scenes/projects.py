"""Large warehouse and new-energy deals are run as projects: some on time, some late, one let through by the leader."""

from dataclasses import dataclass
from datetime import date, timedelta

from quotamesh.base.people.models import Person, Tenure
from quotamesh.base.store.validity import valid_on
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.plan.projects import actions
from quotamesh.plan.projects.models import Project, Stakeholder
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting


@dataclass(frozen=True)
class Story:
    """`ago`: days since the start; `reached`: how many days late each milestone was, -1 one day early; `moved`: by how
    many days the next one is put off, and why; `anyway`: why the last one reached was let through."""

    ago: int
    reached: tuple[int, ...] = ()
    moved: tuple[int, str] | None = None
    anyway: str = ""
    review: tuple[str, str] | None = None


STORIES = (
    Story(84, (2, 5, 6), review=("conditions", "付款节点须在合同中写明，质保金不超过 5%。")),
    Story(
        70, (0, 9), moved=(21, "客户集团招标计划顺延一个月"), review=("hold", "等集团批复后再投入设计人力。")
    ),
    Story(62, (-2, -1), review=("go", "")),
    Story(50, (12,), anyway="预算批文已口头确认，书面件月底补齐"),
    Story(41, (0,)),
    Story(30, (4,)),
    Story(33),
    Story(12),
)
SAY = (  # influence, attitude, relation
    (5, 0, 1), (4, 1, 2), (3, 2, 3), (4, -1, 1), (2, 0, 0),
)  # fmt: skip
NOTES = (
    "最后拍板，看重投资回报",
    "技术把关，认可我方方案",
    "使用部门，愿意推动",
    "与友商合作多年，担心切换成本",
    "",
)


def play() -> None:
    for deal, story in zip(_deals(), STORIES, strict=False):
        _run(deal, story)
    actions.miss_steps(acting("Quotamesh", shape.DEMO_DAY, 2), shape.DEMO_DAY)


def _deals() -> list[Opportunity]:
    """The largest open ones of the lines that are sold by project, each of another customer."""
    open_deals = Opportunity.objects.filter(outcome="", customer__isnull=False, amount__isnull=False)
    rows = open_deals.filter(product__code__regex="^(SW|NE)-").order_by("-amount", "pk")
    found: dict[int, Opportunity] = {}
    for deal in rows.select_related("owner", "seat__parent", "product", "customer", "stage"):
        found.setdefault(deal.customer_id, deal)
    return list(found.values())[: len(STORIES)]


def _run(deal: Opportunity, story: Story) -> None:
    start = shape.DEMO_DAY - timedelta(story.ago)
    leader = _leader(deal)
    project = actions.start_project(_as(deal.owner, start), deal, start, pmo=leader, solution=_presales(deal))
    _people(deal, project, start)
    for place, (step, late) in enumerate(zip(project.steps.all(), story.reached, strict=False)):
        day = min(step.due + timedelta(late), shape.DEMO_DAY)
        last = place == len(story.reached) - 1
        if not (last and story.anyway):
            for at in range(len(step.criteria)):
                actions.meet_criterion(_as(deal.owner, day), project, step, at, True, day=day)
        who = leader if last and story.anyway else deal.owner
        anyway = story.anyway if last else ""
        actions.reach_step(_as(who or deal.owner, day), project, step, day, anyway=anyway)
    if story.moved:
        step = project.steps.filter(reached_on=None).first()
        days, why = story.moved
        when = shape.DEMO_DAY - timedelta(6)
        actions.move_step(_as(deal.owner, when), project, step, step.due + timedelta(days), why)
    if story.review:
        decision, words = story.review
        held = shape.DEMO_DAY - timedelta(4)
        actions.note_review(
            _as(leader or deal.owner, held), project, held_on=held, decision=decision, words=words,
            present="项目办公室、商务、方案", step=project.steps.filter(reached_on__isnull=False).last(),
        )  # fmt: skip


def _people(deal: Opportunity, project: Project, day: date) -> None:
    above: Stakeholder | None = None
    contacts = deal.customer.contacts.order_by("pk")[: len(SAY)]
    for contact, (influence, attitude, relation), note in zip(contacts, SAY, NOTES, strict=False):
        made = actions.add_stakeholder(
            _as(deal.owner, day), project, name=contact.name, title=contact.title, contact=contact,
            influence=influence, attitude=attitude, relation=relation, listens_to=above, owner=deal.owner, note=note,
        )  # fmt: skip
        above = above or made


def _leader(deal: Opportunity) -> Person | None:
    held = Tenure.objects.filter(valid_on(shape.DEMO_DAY), role="leader", seat__parent=deal.seat.parent)
    tenure = held.select_related("person").first()
    return tenure.person if tenure else None


def _presales(deal: Opportunity) -> Person | None:
    held = Tenure.objects.filter(valid_on(shape.DEMO_DAY), role="presales").select_related("person")
    people = [tenure.person for tenure in held.order_by("pk")]
    return people[len(deal.name) % len(people)] if people else None


def _as(person: Person, day: date):
    return acting(person.name, day, 15)
