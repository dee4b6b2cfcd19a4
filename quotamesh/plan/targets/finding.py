"""From what an address or a request names to what it means, within what the viewer may see; else 404."""

from uuid import UUID

from django.http import Http404

from quotamesh.base.people.models import Company, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import UnknownIndicator, indicator
from quotamesh.plan.targets.access import may_manage, visible_plans
from quotamesh.plan.targets.errors import NotAllowed
from quotamesh.plan.targets.models import Plan


def find_plan(viewer: Viewer, uid: UUID | str | None) -> Plan:
    try:
        wanted = UUID(str(uid))
    except ValueError as error:
        raise Http404 from error
    plan = visible_plans(viewer).filter(uid=wanted).first()
    if plan is None:
        raise Http404
    return plan


def managed_plan(viewer: Viewer, uid: UUID | str) -> Plan:
    """The plan, for one who may make and unmake plans.

    Raises:
        Http404: it is not in sight.
        NotAllowed: it is, but may only be read.
    """
    plan = find_plan(viewer, uid)
    refuse_reader(viewer)
    return plan


def refuse_reader(viewer: Viewer) -> None:
    if not may_manage(viewer):
        raise NotAllowed


def find_unit(viewer: Viewer, code: str | None) -> Unit:
    """The unit of this code in sight; without a code the highest in sight."""
    unit = Unit.objects.filter(viewer.units(), code=code).first() if code else viewer.home()
    if unit is None:
        raise Http404
    return unit


def find_units(viewer: Viewer, codes: set[str]) -> dict[str, Unit]:
    units = {unit.code: unit for unit in Unit.objects.filter(viewer.units(), code__in=codes)}
    if len(units) < len(codes):
        raise Http404
    return units


def find_product(code: str | None) -> Product:
    wanted = {"code": code} if code else {"parent": None}
    product = Product.objects.filter(**wanted).first()
    if product is None:
        raise Http404
    return product


def find_products(codes: set[str]) -> dict[str, Product]:
    products = {product.code: product for product in Product.objects.filter(code__in=codes)}
    if len(products) < len(codes):
        raise Http404
    return products


def definition_of(code: str | None) -> Definition:
    """An indicator that can bear targets; revenue when none is named."""
    try:
        definition = indicator(code or "revenue")[1]
    except UnknownIndicator as error:
        raise Http404 from error
    if not definition.target:
        raise Http404
    return definition


def indicator_key(definition: Definition) -> int:
    return definition.key


class Measure:
    """How amounts of an indicator are written: decimal places, and the currency of money."""

    def __init__(self, definition: Definition, company: Company):
        self.digits = decimals(definition, company.currency)
        self.currency = company.currency if definition.measure == "money" else None
