"""An order of three lines made through the REST interface, with summary and trail, by the served product."""

import itertools
import json

from quotamesh.site.bench.ground import TODAY, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Line, Timing
from quotamesh.site.bench.problem import Dimensions
from quotamesh.site.bench.sales import CUSTOMERS, store
from quotamesh.site.bench.serving import Answers, Request, crowd, served
from quotamesh.site.bench.visitor import Visitor

CLIENTS, EACH = 4, 40
HELLO = Request("/health/")


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(1_000, 10))
    ground = lay_ground(dimensions, customers=CUSTOMERS * dimensions.people)
    stored = case.many(60_000, 60)
    store(ground, stored)
    from quotamesh.do.orders.models import Order

    visitor, numbers = Visitor(), itertools.count()
    before = Order.objects.count()

    def orders(count: int) -> list[Request]:
        return [_order(next(numbers), dimensions.people) for _ in range(count)]

    each = case.asks(EACH)
    with served(case) as port:
        for clients, goals in (
            (1, (Goal("ms", 7),)),
            (CLIENTS, (Goal("per_second", 130),)),
        ):
            crowd(port, [orders(5) for _ in range(clients)], visitor.key)
            ours = [
                crowd(port, [orders(each) for _ in range(clients)], visitor.key) for _ in range(case.repeat)
            ]
            hello = [crowd(port, [[HELLO] * each] * clients, {}) for _ in range(case.repeat)]
            title = "one client" if clients == 1 else f"{clients} clients at once"
            case.add(_line(title, ours, hello, goals, stored))
    made = (5 + each * case.repeat) * (1 + CLIENTS)
    assert Order.objects.count() == before + made


def _line(
    title: str, ours: list[Answers], hello: list[Answers], goals: tuple[Goal, ...], stored: int
) -> Line:
    return Line(
        title, _all(ours), "/health/ in the same server", _all(hello), goals=goals,
        sizes={"lines an order": 3, "stored lines": stored},
        per_second=sorted(a.per_second for a in ours)[len(ours) // 2],
    )  # fmt: skip


def _all(answers: list[Answers]) -> Timing:
    return Timing(tuple(second for answer in answers for second in answer.seconds))


def _order(number: int, people: int) -> Request:
    """Three products; the third line belongs to two people."""
    seller = f"P{number * 7 % people:05}"
    other = f"P{(number * 7 + 1) % people:05}"
    lines = [
        {"product": f"L{(number + i) % 20:02}", "amount": 120_000 + i, "credit": {seller: 10_000}}
        for i in range(3)
    ]
    lines[2]["credit"] = {seller: 7_000, other: 3_000}
    body = {
        "number": f"API-{number}", "date": TODAY.isoformat(), "lines": lines,
        "customer": f"C{number * 13 % (people * CUSTOMERS):06}",
    }  # fmt: skip
    return Request("/api/v1/orders", "POST", json.dumps(body).encode(), expected=201)
