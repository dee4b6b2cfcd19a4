"""A file of customers brought in, each compared with all others, against the same without comparing."""

from pathlib import Path

from quotamesh.site.bench.field import CUSTOMERS, names
from quotamesh.site.bench.ground import actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import Dimensions

TWICE = 50  # one in so many stands there a second time, as another person would write it
LONG, SHORT = "有限公司", "公司"


def run(case: Case) -> None:
    lay_ground(Dimensions.of(10), customers=0)
    count = case.many(CUSTOMERS, 200)
    written, twins = _file(count)
    from quotamesh.do.customers.models import Customer, SearchKey, Suspect

    def empty() -> None:
        for table in (Suspect, SearchKey, Customer):
            table.objects.all()._raw_delete("default")

    def compared(_empty) -> bool:
        """Whether every name that was written twice was found out."""
        _bring(written, compare=True)
        pairs = Suspect.objects.values_list("one__code", "other__code")
        return twins <= {frozenset(pair) for pair in pairs.iterator()}

    case.compare(
        "a file of customers read, checked, stored and compared",
        Work(compared, ready=empty),
        "the same without comparing",
        Work(lambda _empty: _bring(written, compare=False), ready=empty),
        same=lambda found, _none: found,
        goals=(Goal("within", 3),),
        sizes={"customers": count, "written twice": len(twins)},
    )


def _file(count: int) -> tuple[Path, set[frozenset[str]]]:
    """A CSV, and the pairs of codes in it that are one customer."""
    from django.conf import settings

    called = names(count)
    twins = set()
    for i in range(TWICE, count, TWICE):
        called[i] = called[i - 1].replace(LONG, SHORT)
        twins.add(frozenset((f"C{i - 1:06}", f"C{i:06}")))
    place = Path(settings.DATA) / "customers.csv"
    rows = (f"C{i:06},{name},P{i % 10:05}\n" for i, name in enumerate(called))
    place.write_text("code,name,owner\n" + "".join(rows), encoding="utf-8")
    return place, twins


def _bring(place: Path, *, compare: bool) -> None:
    """What an import does inside its transaction."""
    from django.db import transaction

    from quotamesh.base.exchange.actions import read_input
    from quotamesh.base.jobs.progress import SILENT
    from quotamesh.base.people.queries import company
    from quotamesh.base.tables.registry import kind_named
    from quotamesh.do.customers.actions import store_customers

    kind = kind_named("customers")
    assert kind is not None
    with transaction.atomic():
        rows = read_input(kind, [(place.name, place)], {}, SILENT, company()).rows
        drafts = kind.check(rows)
        assert not rows.problems
        store_customers(actor(), drafts, SILENT, compare=compare)
