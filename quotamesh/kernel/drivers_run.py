"""A template backwards as a whole: the driver, what lies further down, and what hangs beside."""

from collections.abc import Mapping
from dataclasses import dataclass

from quotamesh.kernel.drivers import DriverTree
from quotamesh.kernel.drivers_errors import NoValue
from quotamesh.kernel.drivers_solve import required, solve, way_to, whole
from quotamesh.kernel.drivers_templates import Template


@dataclass(frozen=True)
class Answer:
    """`required`: from the top down as far as values reach; `follows`: nodes beside the way that these determine.

    whole: the driver as a count that suffices; None for a share.
    """

    driver: str
    value: float
    whole: int | None
    required: dict[str, float]
    follows: dict[str, float]


def run_backwards(
    template: Template, values: Mapping[str, float], target: float, driver: str | None = None
) -> Answer:
    """What a template's drivers must be for a target, one unit and period.

    Raises:
        TreeError: as `solve`
    """
    tree, wanted = template.tree, driver or template.driver
    value = float(solve(tree, values, template.top, wanted, target))
    way = template.main if wanted in template.main else way_to(tree, template.top, wanted)
    found = {key: float(each) for key, each in required(tree, values, way, target).items()}
    share = tree.nodes[wanted].share
    return Answer(
        wanted, value, None if share else int(whole(value)), found, follows(tree, {**values, **found}, found)
    )


def follows(tree: DriverTree, values: Mapping[str, float], required: Mapping[str, float]) -> dict[str, float]:
    """Every inner node that can be computed from what is known and is not on the way itself."""
    found = {}
    for key in tree.order:
        if key in required or tree.nodes[key].kind == "leaf":
            continue
        try:
            found[key] = float(tree.forward(values, [key])[key])
        except NoValue:
            continue
    return found
