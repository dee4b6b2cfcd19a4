"""What a representative opens and saves all day, from the served product, on much data."""

import itertools
import json
from collections.abc import Iterator
from urllib.parse import quote

from quotamesh.site.bench.field import lay_field, names
from quotamesh.site.bench.ground import TODAY
from quotamesh.site.bench.measure import Case, Goal, Line, Timing
from quotamesh.site.bench.serving import Request, crowd, served
from quotamesh.site.bench.visitor import Visitor

EACH = 40
GOALS = (Goal("p95_ms", 100),)


def run(case: Case) -> None:
    field = lay_field(case)
    from quotamesh.do.customers.models import Customer

    seller = Visitor(person=int(field.ground.people[0]))
    mine = list(Customer.objects.filter(owner=int(field.ground.people[0])).order_by("pk")[:50])
    numbers, called = itertools.count(), names(len(field.customers))
    typed = [part for name in called[: len(mine)] for part in (name[:2], name[2:4])]
    searches = itertools.cycle([f"/customers/search/?text={quote(text)}" for text in typed])
    pages = itertools.cycle([f"/customers/{customer.uid}/" for customer in mine])
    asked = {
        "customers as typed": searches,
        "the customer all round": pages,
        "the board of one person": itertools.repeat("/pipeline/"),
        "Today": itertools.repeat("/today/"),
        "the last follow-ups": itertools.repeat("/follow-ups/"),
    }
    sizes = {
        "customers": len(field.customers), "opportunities": field.deals, "follow-ups": field.follow_ups,
        "people": len(field.ground.people),
    }  # fmt: skip
    each = case.asks(EACH)
    with served(case) as port:
        for title, paths in asked.items():
            crowd(port, [_next(paths, 5)], seller.session)
            ours = [crowd(port, [_next(paths, each)], seller.session) for _ in range(case.repeat)]
            timing = Timing(tuple(s for answers in ours for s in answers.seconds))
            case.add(Line(title, timing, goals=GOALS, sizes=sizes, queries=seller.queries(next(paths))))
        saving = [
            crowd(port, [[_saved(next(numbers), mine) for _ in range(each)]], seller.key)
            for _ in range(case.repeat)
        ]
        timing = Timing(tuple(s for answers in saving for s in answers.seconds))
        case.add(Line("saving a follow-up", timing, goals=GOALS, sizes=sizes))


def _next(paths: Iterator[str], count: int) -> list[Request]:
    return [Request(path) for path in itertools.islice(paths, count)]


def _saved(number: int, mine: list) -> Request:
    body = {
        "customer": mine[number % len(mine)].code, "date": TODAY.isoformat(), "way": "call",
        "summary": f"第 {number} 次电话：确认交付时间", "next_step": "发送方案", "due": TODAY.isoformat(),
    }  # fmt: skip
    return Request("/api/v1/follow-ups", "POST", json.dumps(body).encode(), expected=201)
