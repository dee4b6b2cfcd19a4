"""What higher features show on a deal's page. Follow-ups stand above the pipeline: a feature offers a module with

panel(viewer, deal, today) -> DealPanel | None

which asks the database as seldom as it can; the deal comes with its customer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.offers import Offers
from quotamesh.do.pipeline.models import Opportunity


@dataclass(frozen=True)
class DealPanel:
    """`template` is drawn with `context` under `title`; `ident` is its place on the page; panels stand in `order`."""

    ident: str
    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 50


_offered = Offers()


def offer_panel(module: str) -> None:
    """Name a module with `panel(viewer, deal, today)`."""
    _offered.add(module)


def panels(viewer: Viewer, deal: Opportunity, today: date) -> list[DealPanel]:
    found = (module.panel(viewer, deal, today) for module in _offered)
    return sorted(filter(None, found), key=lambda panel: panel.order)
