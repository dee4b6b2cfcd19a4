"""Targets and facts of one node: twenty product lines by twelve months, against plain SQL by key."""

from quotamesh.site.bench.ground import YEAR, actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import LINES, MONTHS, TOTAL, Dimensions
from quotamesh.site.bench.sales import CUSTOMERS, store

OFTEN = 40


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    ground = lay_ground(dimensions, customers=CUSTOMERS * dimensions.people)
    store(ground, case.many(100_000, 100))
    from django.db import connection

    from quotamesh.base.store.months import MONTHS as NAMES
    from quotamesh.do.catalog.indicators import KEYS
    from quotamesh.do.facts.models import GRAINS
    from quotamesh.do.facts.queries import wide_facts
    from quotamesh.plan.targets.actions import create_plan, split_plan
    from quotamesh.plan.targets.queries import target_rows

    revenue = KEYS["revenue"]
    plan = create_plan(actor(), name="bench", fiscal_year=YEAR)
    split_plan(actor(), plan, revenue, total=TOTAL, weights="equal")
    unit, lines = int(ground.teams[0]), ground.lines.tolist()

    def read():
        wanted = {"indicators": [revenue], "units": [unit], "products": lines}
        return target_rows(plan=plan, **wanted), wide_facts(years=[YEAR], **wanted)

    products = ", ".join(map(str, lines))
    statements = [
        f"SELECT product_id, {', '.join(columns)} FROM {table} WHERE {of} AND unit_id = %s "  # noqa: S608
        f"AND indicator_id = %s AND product_id IN ({products})"
        for table, columns, of in (
            ("targets_targetrow", NAMES, "plan_id = %s"),
            ("facts_fact", GRAINS, "fiscal_year = %s"),
        )
    ]

    def by_hand():
        with connection.cursor() as cursor:
            answers = []
            for statement, first in zip(statements, (plan.pk, YEAR), strict=True):
                cursor.execute(statement, [first, unit, revenue])
                answers.append({row[0]: row[1:] for row in cursor.fetchall()})
        return answers

    case.compare(
        "one team", Work(read), "SQL by key", Work(by_hand), times=OFTEN, same=_same, goals=(Goal("ms", 1),),
        sizes={"cells of targets": LINES * MONTHS, "amounts of facts": LINES * len(GRAINS)},
    )  # fmt: skip


def _same(ours, theirs) -> bool:
    targets, facts = ours
    return {key[2]: tuple(row) for key, row in targets.items()} == theirs[0] and {
        key[3]: tuple(row) for key, row in facts.items()
    } == theirs[1]
