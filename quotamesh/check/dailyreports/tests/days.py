"""A day of the cast with figures and targets."""

from datetime import date

from quotamesh.base.people.models import Tenure
from quotamesh.check.dailyreports.access import reporter
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.measures.actions import Value, record_measures
from quotamesh.plan.targets.models import TargetRow
from tests.cast import ACTOR, TODAY


def tenure(cast, who="rep_e1a", day: date = TODAY) -> Tenure:
    return reporter(cast.viewer(who), day)


def did(cast, who: str, day: date = TODAY, **counts: int) -> None:
    """Somebody's recorded values of a day."""
    held, root = tenure(cast, who, day), root_product().pk
    values = [Value(held.seat_id, held.person_id, KEYS[code], root, day, n) for code, n in counts.items()]
    record_measures(ACTOR, values, "page")


def is_asked(cast, who: str, code: str, months: list[int]) -> None:
    """Somebody's monthly targets of an indicator in the plan in force."""
    months = {f"m{i:02d}": amount for i, amount in enumerate(months, 1)}
    TargetRow.objects.create(
        plan=cast.plan("FY2025"), indicator_id=KEYS[code], unit=cast.seat(who), product=root_product(),
        line="total", **months,
    )  # fmt: skip
