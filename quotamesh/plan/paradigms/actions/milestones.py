"""The steps of a line's projects."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.models import Product
from quotamesh.plan.paradigms.models import Milestone


@dataclass(frozen=True)
class Step:
    """A milestone as it is wanted; shares in basis points."""

    name: str
    party: str
    usual_days: int
    criteria: tuple[str, ...]
    close_bp: int
    recognised_bp: int


@transaction.atomic
def set_milestones(actor: Actor, product: Product, steps: Sequence[Step]) -> list[Milestone]:
    """Put these steps, in this order, in place of those there are; returns them."""
    Product.objects.select_for_update().get(pk=product.pk)
    before = [each.name for each in Milestone.objects.filter(product=product)]
    Milestone.objects.filter(product=product).delete()
    found = Milestone.objects.bulk_create(
        Milestone(product=product, position=position, **(asdict(step) | {"criteria": list(step.criteria)}))
        for position, step in enumerate(steps, start=1)
    )
    change = {"steps": [before, [step.name for step in steps]]}
    record(
        actor, "milestones.set", subject="product", key=str(product.uid), label=product.name, change=change
    )
    return found
