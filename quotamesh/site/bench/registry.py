"""The benches there are. Each is a module with `run(case) -> None`, loaded in a process of its own."""

from dataclasses import dataclass

BATCH, FLAT = 12.0, 1.5


@dataclass(frozen=True)
class Bench:
    """`growth`: how much longer ten times the data may take, at most."""

    name: str
    module: str
    says: str
    growth: float = BATCH
    most_repeats: int = 50
    needs: str = ""
    sqlite_only: bool = False


def _bench(name: str, says: str, **more) -> Bench:
    return Bench(name, "quotamesh.site.bench.of_" + name.replace("-", "_"), says, **more)


BENCHES = (
    _bench("split", "a total down to every person, line and month, with floors and caps"),
    _bench("resplit", "one branch of such a split again"),
    _bench("plan-save", "split a whole plan and store it", sqlite_only=True),
    _bench("team-edit", "change a team's amount in a stored plan", growth=FLAT),
    _bench("rollup", "order lines and targets at every node and period, with pace", needs="duckdb"),
    _bench("rebuild", "the summary anew from all stored order lines", most_repeats=3),
    _bench("book", "new order lines into the summary", growth=FLAT),
    _bench("read-node", "targets and facts of one node", growth=FLAT),
    _bench("order-api", "create an order through the REST interface", growth=FLAT, most_repeats=3),
    _bench("attainment-page", "target against actual as a page"),
    _bench("pages", "pages from the web server, with four clients", growth=FLAT, most_repeats=3),
    _bench("field", "what a representative opens and saves all day", growth=FLAT, most_repeats=3),
    _bench("tree", "a driver tree forward, all units and weeks"),
    _bench("solve", "one driver of such a tree for a wanted top"),
    _bench("calibration", "what 10,000 people can reach, and a moved slider", most_repeats=5),
    _bench("tiers", "all customers sorted into tiers from their orders", most_repeats=5, needs="duckdb"),
    _bench("customers", "a file of customers stored, each compared with all others", most_repeats=3),
    _bench("import", "a file of order lines: read, checked, stored", most_repeats=5, sqlite_only=True),
)
BY_NAME = {bench.name: bench for bench in BENCHES}
