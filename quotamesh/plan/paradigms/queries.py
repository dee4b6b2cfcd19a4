"""Reading paradigms and trees: the fit of each line, and what its tree gives and needs."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.drivers_errors import NoValue, TreeError
from quotamesh.kernel.drivers_run import follows
from quotamesh.kernel.drivers_solve import required, way_to
from quotamesh.kernel.paradigm import PARADIGMS, fit
from quotamesh.plan.paradigms.access import may_read
from quotamesh.plan.paradigms.history import worked_days
from quotamesh.plan.paradigms.models import LineParadigm, Milestone
from quotamesh.plan.paradigms.process import ProcessTarget, process_targets, seats_by_role
from quotamesh.plan.paradigms.trees import TOP, Nodes, driver_tree, leaf_values, read
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.rows import TOTAL

BP = 10_000


@dataclass(frozen=True)
class LineFit:
    """How the three paradigms fit a line: fits and parts by name, the best, its margin, and the verdict."""

    fits: dict[str, float]
    parts: dict[str, dict[str, float]]
    best: str
    margin: float
    misfit: bool


@dataclass(frozen=True)
class Solution:
    """What a tree gives as it stands (`today`) and needs for a target (`needed`), by node.

    way: the nodes that are solved, from the top down. trouble: what stands in the way, if anything does.
    """

    today: dict[str, float]
    needed: dict[str, float]
    way: tuple[str, ...]
    trouble: TreeError | None = None


def lines_of() -> list[Product]:
    """The product lines that have paradigms: those right below all products, or the root alone."""
    return list(Product.objects.filter(depth=1).order_by("path")) or list(Product.objects.filter(parent=None))


def find_product(viewer: Viewer, uid: UUID | str) -> Product:
    """A product line, for those who see the whole company; else 404."""
    found = Product.objects.filter(uid=uid).first() if may_read(viewer) else None
    if found is None:
        raise Http404
    return found


def line_paradigms(viewer: Viewer, fiscal_year: int) -> dict[int, LineParadigm]:
    """{product: what is in use in a year}"""
    if not may_read(viewer):
        raise Http404
    return {line.product_id: line for line in LineParadigm.objects.filter(fiscal_year=fiscal_year)}


def line_paradigm(viewer: Viewer, product: Product, fiscal_year: int) -> LineParadigm | None:
    return line_of(viewer, product.uid, fiscal_year)


def line_of(viewer: Viewer, product: UUID | str, fiscal_year: int) -> LineParadigm | None:
    """What a product line uses in a year, in one query."""
    if not may_read(viewer):
        raise Http404
    rows = LineParadigm.objects.select_related("product")
    return rows.filter(product__uid=product, fiscal_year=fiscal_year).first()


def fit_of(line: LineParadigm) -> LineFit:
    return fit_of_values(line.customers, line.maturity_bp / BP, line.standard_bp / BP, line.paradigm)


def fit_of_values(customers: float, maturity: float, standard: float, in_use: str = "") -> LineFit:
    """
    Raises:
        NotAnIndicator
    """
    found = fit(customers, maturity, standard)
    parts = found.parts[0].tolist()
    return LineFit(
        fits=dict(zip(PARADIGMS, found.fits[0].tolist(), strict=True)),
        parts={
            name: dict(zip(("customers", "maturity", "standard"), row, strict=True))
            for name, row in zip(PARADIGMS, parts, strict=True)
        },
        best=PARADIGMS[int(found.best[0])],
        margin=float(found.margin[0]),
        misfit=bool(in_use and found.misfit(PARADIGMS.index(in_use))[0]),
    )


def wanted_of(plan: Plan | None, product: Product) -> int | None:
    """What a plan asks of the line as a whole in revenue; None where it asks nothing."""
    if plan is None:
        return None
    rows = TargetRow.objects.filter(
        plan=plan, indicator_id=KEYS["revenue"], unit__parent=None, product=product, line=TOTAL
    )
    return sum(row.year for row in rows) or None


def plans_of(fiscal_year: int) -> list[Plan]:
    """The plans of a year that count or may come to count: in force first, then drafts, then scenarios."""
    states = (Plan.State.IN_FORCE, Plan.State.DRAFT, Plan.State.SCENARIO)
    plans = Plan.objects.filter(fiscal_year=fiscal_year, state__in=states).order_by("-id")
    return sorted(plans, key=lambda plan: states.index(plan.state))


def plan_among(plans: list[Plan]) -> Plan | None:
    """The plan in force, or else the newest draft."""
    return next((plan for plan in plans if plan.state != Plan.State.SCENARIO), None)


def solution_of(
    nodes: Nodes, driver: str, target: float | None, values: dict[str, float] | None = None
) -> Solution:
    """The tree forward with its values (others may be laid over them), and backward for a target."""
    tree = driver_tree(nodes)
    known = leaf_values(nodes) | (values or {})
    today: dict[str, float] = dict(known)
    needed: dict[str, float] = {}
    way: tuple[str, ...] = ()
    try:
        today |= follows(tree, known, known)
        way = way_to(tree, TOP, driver)
        if target is not None:
            needed = {key: float(each) for key, each in required(tree, known, way, target).items()}
            needed |= follows(tree, {**known, **needed}, needed)
            if driver not in needed:
                raise NoValue(_missing(nodes, known))
    except TreeError as trouble:
        return Solution(today, needed, way, trouble)
    return Solution(today, needed, way)


def _missing(nodes: Nodes, known: dict[str, float]) -> str:
    below = driver_tree(nodes).below(TOP)
    return next(key for key in nodes if key in below and nodes[key].is_leaf and key not in known)


def targets_of(
    company: Company, line: LineParadigm, needed: dict[str, float], days: int | None = None
) -> list[ProcessTarget]:
    """days: working days of the year, where they are known already."""
    seats = seats_by_role(company, line.fiscal_year)
    days = worked_days(company, line.fiscal_year) if days is None else days
    return process_targets(read(line.nodes), needed, seats, days)


def milestones_of(product: Product) -> list[Milestone]:
    """The steps of a line's projects, in order: for the pipeline too."""
    return list(Milestone.objects.filter(product=product))


def running_year(company: Company, today: date) -> int:
    return FiscalCalendar(company.fiscal_start).fiscal_year(today)
