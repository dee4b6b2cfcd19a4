"""Whom one knows at the customers, what one notes of them, and what became of a few: two that were one, one shared,
some handed over."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from quotamesh.base.people.models import Person, Role, Tenure, User
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor
from quotamesh.do.customers import actions
from quotamesh.do.customers.models import Contact, Customer, OwnField
from quotamesh.site.demo import names, shape
from quotamesh.site.demo.store import acting, note

SEED = 31
TAKEN_IN = date(2026, 9, 2)
HANDED_OVER = date(2026, 10, 12)
MERGED = date(2026, 11, 9)
PART = Contact.Part
TITLES = {
    PART.DECIDES: ("总经理", "副总经理", "分管副总裁"),
    PART.INFLUENCES: ("总工程师", "技术总监", "设计院项目负责人"),
    PART.USES: ("设备部主任", "车间主任", "运维主管"),
    PART.BUYS: ("采购部经理", "招标办主任"),
    PART.CHAMPIONS: ("工艺工程师", "自动化工程师"),
}
ORDER = (PART.DECIDES, PART.BUYS, PART.INFLUENCES, PART.USES, PART.CHAMPIONS)
TAGS = ("样板客户", "扩产", "技改", "年度框架", "价格敏感", "回款慢", "首次合作", "海外项目")
PERSONAS = (
    "重视可靠性与交付，决策慢，需总工先认可。",
    "看投资回收期，预算年底前锁定，招标为准。",
    "创始人拍板，要快，愿意试新方案。",
    "设备部主导，怕停线，先做小范围试用。",
    "集团集采，资质与服务网点是门槛。",
)
OWNERSHIP = ("央企", "地方国企", "民营", "外资")
TWINS = 5
FEW = 4


@dataclass(frozen=True)
class Drawn:
    rng: np.random.Generator
    customers: list[Customer]
    strategic: str


def play() -> None:
    customers = list(Customer.objects.select_related("owner").order_by("code"))
    drawn = Drawn(np.random.default_rng(SEED), customers, shape.SEGMENTS[0].name)
    actor = _operations(TAKEN_IN)
    _fields(actor)
    records = {each.code: _record(drawn, each) for each in customers}
    actions.store_customers(actor, records, _silent)
    note(actor, "customers", len(records))
    people = _people(drawn)
    actions.store_contacts(actor, people, _silent)
    note(actor, "contacts", len(people))
    _twins(drawn)
    _share(drawn)
    _hand_over()


def _operations(day: date) -> Actor:
    user = User.objects.select_related("person").get(username="operations")
    return acting(user.person.name, day, 14, user.pk)


def _silent(*_told) -> None:
    pass


def _fields(actor: Actor) -> None:
    kinds = OwnField.Kind
    actions.make_field(
        actor, code="ownership", name_zh="企业性质", name_en="Ownership", kind=kinds.CHOICE,
        choices=list(OWNERSHIP), order=1,
    )  # fmt: skip
    actions.make_field(
        actor, code="staff", name_zh="员工人数", name_en="Staff", kind=kinds.NUMBER, choices=[], order=2
    )


def _record(drawn: Drawn, customer: Customer) -> dict:
    rng, strategic = drawn.rng, customer.segment == drawn.strategic
    kinds = {drawn.strategic: 0, shape.SEGMENTS[1].name: 1}
    kind = kinds.get(customer.segment, 2 if rng.random() < 0.9 else 3)
    level = rng.integers(3, 6) if strategic else rng.integers(1, 5)
    return {
        "city": customer.region,
        "persona": PERSONAS[int(rng.integers(len(PERSONAS)))] if strategic or rng.random() < 0.3 else "",
        "complexity": int(level),
        "tags": tuple(sorted(rng.choice(TAGS, size=int(rng.integers(0, 3)), replace=False).tolist())),
        "own": {
            "ownership": OWNERSHIP[kind],
            "staff": str(int(rng.integers(4, 120)) * (50 if strategic else 10)),
        },
    }


def _people(drawn: Drawn) -> dict[str, dict]:
    """Two to four at a strategic customer, one or two at the others; who decides is known first."""
    rng = drawn.rng
    counts = [
        int(rng.integers(2, 5) if c.segment == drawn.strategic else rng.integers(1, 3))
        for c in drawn.customers
    ]
    drawn_names = iter(names.people(rng, sum(counts)))
    found = {}
    for customer, count in zip(drawn.customers, counts, strict=True):
        first = 0 if customer.segment == drawn.strategic else int(rng.integers(0, 3))
        for place in range(count):
            part = ORDER[(first + place) % len(ORDER)]
            titles = TITLES[part]
            found[f"K{len(found) + 1:05}"] = {
                "customer_id": customer.pk,
                "name": next(drawn_names),
                "part": part,
                "title": titles[int(rng.integers(len(titles)))],
                "phone": f"1{int(rng.integers(30, 99))}{int(rng.integers(10**7, 10**8))}",
                "email": "",
            }
    return found


def _twins(drawn: Drawn) -> None:
    """Customers that were entered a second time, one of them found out and merged."""
    home = [
        each for each in drawn.customers if each.owner and each.name.isalpha() and not each.name.isascii()
    ]
    chosen = drawn.rng.choice(len(home), size=TWINS, replace=False).tolist()
    forms = ("{}有限公司", "{}（集团）股份有限公司", "{}有限责任公司", "{} 公司", "{}有限公司")
    made = []
    for form, number in zip(forms, chosen, strict=True):
        first = home[number]
        made.append((first, actions.make_customer(
            _operations(HANDED_OVER), owner=first.owner, name=form.format(first.name), region=first.region,
        )))  # fmt: skip
    actions.merge_customers(_operations(MERGED), *made[0])


def _share(drawn: Drawn) -> None:
    """A strategic customer that presales look at too."""
    customer = next(each for each in drawn.customers if each.segment == drawn.strategic and each.owner)
    held = Tenure.objects.filter(valid_on(shape.DEMO_DAY), role=Role.PRESALES).select_related("person")
    actions.share_with(_operations(HANDED_OVER), customer, [held.order_by("person__code")[0].person])


def _hand_over() -> None:
    """A team leader gives a few small customers to a seller of the team."""
    held = Tenure.objects.filter(valid_on(shape.DEMO_DAY)).select_related("person", "seat")
    leaders = held.filter(role=Role.LEADER).order_by("person__code")
    for leader in leaders:
        rows = Customer.objects.filter(owner=leader.person, segment=shape.SEGMENTS[-1].name).order_by("code")
        keys = list(rows.values_list("pk", flat=True)[:FEW])
        sellers = held.filter(role=Role.REPRESENTATIVE, seat__parent=leader.seat.parent_id)
        taker: Person | None = next((each.person for each in sellers.order_by("person__code")), None)
        if len(keys) == FEW and taker:
            actor = acting(leader.person.name, HANDED_OVER, 16)
            actions.transfer_customers(
                actor, leader.person, {taker: keys}, "组长转做重点客户，培育客户交给组员"
            )
            return
