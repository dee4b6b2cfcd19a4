"""The document of a driver tree: its nodes with names, values, where these come from, and who bears a target."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.kernel.drivers import KINDS, DriverTree, Node
from quotamesh.plan.paradigms.errors import NodeInUse, TooManyNodes, WrongNode

TOP = "revenue"
UNITS = ("money", "count", "number", "share")
BEARERS = ("", "representative", "sdr", "bd", "presales", "leader")
MOST = 80
LARGEST = 1e15
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")


@dataclass(frozen=True)
class TreeNode:
    """`value` of a leaf: money in the smallest unit, a share as a fraction of one. `origin`: where it comes from.

    name: empty for nodes of a template, whose names are translated. indicator and bearer: whose process target
    the node is.
    """

    key: str
    kind: str = "leaf"
    drivers: tuple[str, ...] = ()
    unit: str = "number"
    name: str = ""
    value: float | None = None
    origin: dict[str, Any] = field(default_factory=dict)
    indicator: str = ""
    bearer: str = ""

    @property
    def share(self) -> bool:
        return self.unit == "share"

    @property
    def is_leaf(self) -> bool:
        return self.kind == "leaf"


Nodes = dict[str, TreeNode]
NAMES = {each.name for each in fields(TreeNode)}


def read(document: Iterable[Mapping[str, Any]]) -> Nodes:
    """From what is stored, or comes in through the API.

    Raises:
        WrongNode, TooManyNodes, TreeError: as `checked`.
    """
    nodes = []
    for each in document:
        known = {name: value for name, value in each.items() if name in NAMES}
        nodes.append(TreeNode(**(known | {"drivers": tuple(known.get("drivers", ()))})))
    return checked(nodes)


def written(nodes: Nodes) -> list[dict[str, Any]]:
    return [asdict(node) | {"drivers": list(node.drivers)} for node in nodes.values()]


def driver_tree(nodes: Nodes) -> DriverTree:
    return DriverTree(Node(each.key, each.kind, each.drivers, each.share) for each in nodes.values())


def checked(nodes: Iterable[TreeNode]) -> Nodes:
    """The nodes by key, once they are a tree that can be computed.

    Raises:
        WrongNode: a field is not as it must be; TooManyNodes; TreeError: a circle, an unknown driver …
    """
    found = list(nodes)
    if len(found) > MOST:
        raise TooManyNodes(MOST)
    for node in found:
        _check(node)
    known = {node.key: node for node in found}
    DriverTree(Node(each.key, each.kind, each.drivers, each.share) for each in found)
    if TOP not in known or known[TOP].unit != "money":
        raise WrongNode(TOP, "top")
    return known


def _check(node: TreeNode) -> None:
    label = node.name or node.key
    if not KEY.match(node.key):
        raise WrongNode(label, "key")
    for name, allowed in (("kind", KINDS), ("unit", UNITS), ("bearer", BEARERS)):
        if getattr(node, name) not in allowed:
            raise WrongNode(label, name)
    if node.indicator and not (node.indicator in DEFINITIONS and DEFINITIONS[node.indicator].target):
        raise WrongNode(label, "indicator")
    if len(node.name) > 60 or "\x00" in node.name:
        raise WrongNode(label, "name")
    if node.value is not None:
        _check_value(node, label)


def _check_value(node: TreeNode, label: str) -> None:
    value = float(node.value or 0)
    if not (math.isfinite(value) and 0 <= value <= LARGEST) or (node.share and value > 1):
        raise WrongNode(label, "value")


def changed(nodes: Nodes, key: str, **values: Any) -> Nodes:
    """The tree with some fields of one node changed."""
    return checked({**nodes, key: replace(nodes[key], **values)}.values())


def added(nodes: Nodes, above: str, node: TreeNode) -> Nodes:
    """The tree with a new driver below a node. A leaf becomes a product of it; a ratio has two drivers already.

    Raises:
        NodeInUse: the node above is a ratio.
    """
    parent = nodes[above]
    if parent.kind == "ratio":
        raise NodeInUse(parent.name or above)
    kind = "product" if parent.is_leaf else parent.kind
    drivers = (*parent.drivers, node.key)
    grown = replace(parent, kind=kind, drivers=drivers, value=None, origin={})
    return checked({**nodes, above: grown, node.key: node}.values())


def removed(nodes: Nodes, key: str) -> Nodes:
    """The tree without a node and what only it depended on. Who loses its last driver becomes a leaf.

    Raises:
        NodeInUse: it is the top, or one of the two drivers of a ratio.
    """
    if key == TOP:
        raise NodeInUse(nodes[key].name or key)
    left = {}
    for name, node in nodes.items():
        if name != key and key in node.drivers:
            if node.kind == "ratio":
                raise NodeInUse(node.name or name)
            drivers = tuple(each for each in node.drivers if each != key)
            left[name] = replace(node, drivers=drivers, kind=node.kind if drivers else "leaf")
        elif name != key:
            left[name] = node
    return checked(_without_orphans(left, nodes[key].drivers).values())


def _without_orphans(nodes: Nodes, drivers: tuple[str, ...]) -> Nodes:
    """Drivers of what was removed go along where nothing else depends on them."""
    ahead = list(drivers)
    while ahead:
        key = ahead.pop()
        used = any(key in node.drivers for node in nodes.values())
        if key in nodes and not used:
            ahead += nodes[key].drivers
            nodes = {name: node for name, node in nodes.items() if name != key}
    return nodes


def free_key(nodes: Nodes) -> str:
    number = 1
    while f"own_{number}" in nodes:
        number += 1
    return f"own_{number}"


def leaf_values(nodes: Nodes) -> dict[str, float]:
    return {key: node.value for key, node in nodes.items() if node.is_leaf and node.value is not None}
