"""Order lines and targets summed at every unit, product line and period, with pace, against DuckDB."""

from dataclasses import dataclass

import numpy as np

from quotamesh.kernel.pace import pace
from quotamesh.kernel.rollup import rollup_cube
from quotamesh.kernel.tree import Tree
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import LINES, MONTHS, Dimensions

GONE = np.array([1.0] * 4 + [0.6] + [0.0] * 7)
EXPECTED = np.append(GONE, GONE.mean())


@dataclass(frozen=True)
class Facts:
    """Amounts by positions of seat and line and by month, int64 in step."""

    unit: np.ndarray
    product: np.ndarray
    period: np.ndarray
    amount: np.ndarray

    def columns(self) -> dict[str, np.ndarray]:
        return {"unit": self.unit, "product": self.product, "period": self.period, "amount": self.amount}


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    units, products = _units(dimensions), Tree.from_parents([-1] + [0] * LINES)
    orders = _orders(dimensions, case.many(10_000_000))
    targets = _targets(dimensions)
    duck = Duck(units, products, orders, targets)
    case.compare(
        "actual, target and pace of every node and period",
        Work(lambda: _cubes(units, products, orders, targets)),
        "DuckDB, one query by hand",
        Work(duck.query),
        same=lambda ours, _theirs: duck.agrees(*ours),
        goals=(Goal("faster", 5),),
        sizes={
            "order lines": len(orders.amount), "targets": len(targets.amount), "units": len(units),
            "product nodes": len(products), "periods": MONTHS + 1,
        },
    )  # fmt: skip


def _cubes(units: Tree, products: Tree, orders: Facts, targets: Facts):
    actual, target = (
        rollup_cube(units, products, MONTHS, f.unit, f.product, f.period, f.amount) for f in (orders, targets)
    )
    return actual, target, pace(actual, target, EXPECTED)


def _units(d: Dimensions) -> Tree:
    regions, teams = 1, 1 + d.regions
    parents = [
        [-1],
        [0] * d.regions,
        regions + np.arange(d.teams) * d.regions // d.teams,
        teams + np.arange(d.people) * d.teams // d.people,
    ]
    return Tree.from_parents(np.concatenate(parents).astype(np.int64))


def _orders(d: Dimensions, count: int) -> Facts:
    rng, first = np.random.default_rng(5), 1 + d.regions + d.teams
    return Facts(
        first + rng.integers(0, d.people, count),
        1 + rng.integers(0, LINES, count),
        rng.integers(0, MONTHS, count),
        rng.integers(-50_000, 5_000_000, count),
    )


def _targets(d: Dimensions) -> Facts:
    cells, first = np.arange(d.cells), 1 + d.regions + d.teams
    amounts = np.random.default_rng(6).integers(1, 50_000_000, d.cells)
    return Facts(
        first + cells // (LINES * MONTHS), 1 + cells // MONTHS % LINES, cells % MONTHS, amounts
    )  # fmt: skip


class Duck:
    """The same in DuckDB, in memory: months first, then each tree by a table of its ancestors."""

    def __init__(self, units: Tree, products: Tree, orders: Facts, targets: Facts):
        import duckdb

        self.connection = duckdb.connect(config={"threads": 2})
        share = {"period": np.arange(MONTHS + 1), "share": EXPECTED}
        tables = {"orders": orders.columns(), "targets": targets.columns(), "expected": share}
        tables |= {"above_unit": _ancestors(units), "above_product": _ancestors(products)}
        for name, columns in tables.items():
            self.connection.register("given", columns)
            self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608 - our names

    def query(self) -> None:
        self.connection.execute(QUERY)

    def agrees(self, actual: np.ndarray, target: np.ndarray, paces: np.ndarray) -> bool:
        """Every cell of DuckDB's answer is ours, and what it lacks is zero with us."""
        found = self.connection.execute("SELECT * FROM answer").fetchnumpy()
        at = (found["unit"], found["product"], found["period"])
        theirs = np.ma.filled(found["pace"].astype(float), np.nan)
        return bool(
            (actual[at] == np.ma.filled(found["actual"], 0)).all()
            and (target[at] == np.ma.filled(found["target"], 0)).all()
            and int(np.ma.filled(found["actual"], 0).sum()) == int(actual.sum())
            and np.allclose(paces[at], theirs, rtol=1e-12, equal_nan=True)
        )


def _ancestors(tree: Tree) -> dict[str, np.ndarray]:
    """Every node with each of its ancestors and itself."""
    node, above = [np.arange(len(tree))], [np.arange(len(tree))]
    while len(above[-1]):
        parents = tree.parents[above[-1]]
        node.append(node[-1][parents >= 0])
        above.append(parents[parents >= 0])
    return {"node": np.concatenate(node), "above": np.concatenate(above)}


QUERY = """
CREATE OR REPLACE TEMP TABLE answer AS
WITH cells AS (
    SELECT unit, product, period, sum(actual)::BIGINT AS actual, sum(target)::BIGINT AS target FROM (
        SELECT unit, product, period, sum(amount)::BIGINT AS actual, 0 AS target FROM orders GROUP BY ALL
        UNION ALL
        SELECT unit, product, period, 0, sum(amount)::BIGINT FROM targets GROUP BY ALL
    ) GROUP BY ALL
), by_product AS (
    SELECT unit, above AS product, period, sum(actual)::BIGINT AS actual, sum(target)::BIGINT AS target
    FROM cells JOIN above_product ON product = node GROUP BY ALL
), by_unit AS (
    SELECT above AS unit, product, period, sum(actual)::BIGINT AS actual, sum(target)::BIGINT AS target
    FROM by_product JOIN above_unit ON unit = node GROUP BY ALL
), periods AS (
    SELECT * FROM by_unit
    UNION ALL
    SELECT unit, product, 12, sum(actual)::BIGINT, sum(target)::BIGINT FROM by_unit GROUP BY ALL
)
SELECT unit, product, period, actual, target,
       CASE WHEN target > 0 AND share > 0 THEN actual / (target * share) END AS pace
FROM periods JOIN expected USING (period)
"""
