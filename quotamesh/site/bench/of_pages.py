"""Pages as the served product gives them to four people at once, against its shortest answer."""

from quotamesh.site.bench.ground import YEAR, actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Line, Timing
from quotamesh.site.bench.problem import TOTAL, Dimensions
from quotamesh.site.bench.sales import CUSTOMERS, store
from quotamesh.site.bench.serving import Answers, Request, crowd, served
from quotamesh.site.bench.visitor import Visitor

CLIENTS, EACH = 4, 30
PAGES = (
    ("cockpit", "/cockpit/"),
    ("attainment", "/attainment/"),
    ("orders", "/orders/"),
    ("customers", "/customers/"),
    ("workbench", "/targets/{plan}/"),
    ("workbench, one branch of the grid", "/api/v1/targets/plans/{plan}/rows?unit=T00000"),
)


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(1_000, 10))
    ground = lay_ground(dimensions, customers=CUSTOMERS * dimensions.people)
    lines = case.many(60_000, 60)
    store(ground, lines)
    from quotamesh.do.catalog.indicators import KEYS
    from quotamesh.plan.targets.actions import create_plan, put_in_force, split_plan

    plan = create_plan(actor(), name="bench", fiscal_year=YEAR)
    split_plan(actor(), plan, KEYS["revenue"], total=TOTAL, weights="equal")
    put_in_force(actor(), plan)
    visitor = Visitor()
    sizes = {"people": dimensions.people, "order lines": lines, "clients": CLIENTS}
    each = case.asks(EACH)
    with served(case) as port:
        for title, pattern in PAGES:
            path = pattern.format(plan=plan.uid)
            ours, hello = [], []
            _ask(port, path, visitor, case.asks(5))
            for _ in range(case.repeat):
                ours.append(_ask(port, path, visitor, each))
                hello.append(_ask(port, "/health/", visitor, each))
            case.add(
                Line(
                    title, _all(ours), "/health/ in the same server", _all(hello), sizes=sizes,
                    goals=(Goal("p95_ms", 50), Goal("per_second", 250), Goal("queries", 5)),
                    per_second=sorted(answers.per_second for answers in ours)[len(ours) // 2],
                    queries=visitor.queries(path),
                    note=f"/health/ {sorted(a.per_second for a in hello)[len(hello) // 2]:,.0f} a second",
                )
            )  # fmt: skip


def _ask(port: int, path: str, visitor: Visitor, each: int) -> Answers:
    return crowd(port, [[Request(path)] * each] * CLIENTS, visitor.session)


def _all(answers: list[Answers]) -> Timing:
    return Timing(tuple(second for answer in answers for second in answer.seconds))
