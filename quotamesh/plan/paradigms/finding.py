"""From what an address names to what it means, within what the viewer may see; else 404."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.catalog.models import Product
from quotamesh.plan.paradigms.access import may_edit
from quotamesh.plan.paradigms.errors import NotAllowed
from quotamesh.plan.paradigms.models import LineParadigm
from quotamesh.plan.paradigms.queries import find_product, line_of, line_paradigm
from quotamesh.plan.paradigms.trees import Nodes, read

EARLIEST, LATEST = 1950, 2099


@dataclass(frozen=True)
class Found:
    product: Product
    year: int
    line: LineParadigm | None


def find(viewer: Viewer, uid: UUID | str, year: int) -> Found:
    product = find_product(viewer, uid)
    if not EARLIEST <= year <= LATEST:
        raise Http404
    return Found(product, year, line_paradigm(viewer, product, year))


def find_line(viewer: Viewer, uid: UUID | str, year: int) -> LineParadigm:
    """The paradigm of a line in a year, with its product; else 404."""
    found = line_of(viewer, uid, year) if EARLIEST <= year <= LATEST else None
    if found is None:
        raise Http404
    return found


def find_node(line: LineParadigm, key: str) -> Nodes:
    nodes = read(line.nodes)
    if key not in nodes:
        raise Http404
    return nodes


def refuse_reader(viewer: Viewer) -> None:
    """
    Raises:
        NotAllowed
    """
    if not may_edit(viewer):
        raise NotAllowed
