"""What the pages share: who may come in, and how a refusal is told."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from quotamesh.base.people.models import Unit
from quotamesh.do.catalog.indicators import DEFINITIONS, decimals
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.feasible import NothingKnown
from quotamesh.plan.calibration.access import PLANNERS, may_change, sees_whole
from quotamesh.plan.calibration.errors import CalibrationError
from quotamesh.plan.calibration.models import Calibration
from quotamesh.plan.calibration.queries import find_calibration

REFUSED = (CalibrationError, NothingKnown)
INDICATOR = "revenue"


def digits_of(request) -> int:
    return decimals(DEFINITIONS[INDICATOR], request.company.currency)


def changeable(request, uid) -> Calibration:
    """Raises Http404: out of sight. PermissionDenied: may only be read."""
    calibration = find_calibration(request.viewer, uid)
    if not may_change(request.viewer, calibration):
        raise PermissionDenied
    return calibration


def whole(request, uid) -> Calibration:
    """A calibration of which the viewer may see everything, not only their rows. Raises Http404."""
    calibration = find_calibration(request.viewer, uid)
    if not sees_whole(request.viewer, calibration):
        raise Http404
    return calibration


def planner_only(request) -> None:
    if not request.viewer.can(PLANNERS):
        raise PermissionDenied


def units_above_seats(viewer) -> list[Unit]:
    return list(Unit.objects.filter(viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path"))


def all_products() -> list[Product]:
    return list(Product.objects.order_by("path"))
