"""A driver tree as it is drawn: nested nodes, each with what it gives and needs; shared drivers drawn once."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from quotamesh.plan.paradigms.patterns import JUDGEMENT, name_of
from quotamesh.plan.paradigms.queries import Solution
from quotamesh.plan.paradigms.trees import TOP, Nodes, driver_tree
from quotamesh.plan.paradigms.values import needed_shown, shown, typed
from quotamesh.plan.paradigms.wording import origin

SIGNS = {"sum": "+", "product": "×", "ratio": "÷"}


@dataclass
class Drawn:
    """`again`: it stands elsewhere with its drivers. on_way: it is solved for. short: less is there than needed."""

    key: str
    name: str
    sign: str
    said: str
    today: str
    needed: str
    origin: str
    on_way: bool
    short: bool
    known: bool
    again: bool = False
    drivers: list["Drawn"] = field(default_factory=list)


class Drawing:
    """The tree below the revenue, what hangs beside it, and the judgement indicators."""

    def __init__(self, nodes: Nodes, solution: Solution, currency: str):
        self.nodes, self.solution, self.currency = nodes, solution, currency
        self.drawn: set[str] = set()
        self.top = self._node(TOP)
        beside = [key for key in driver_tree(nodes).tops if key != TOP]
        self.beside = [self._node(key) for key in beside if key not in JUDGEMENT]
        self.judgement = [self._node(key) for key in beside if key in JUDGEMENT]

    def _node(self, key: str) -> Drawn:
        node, again = self.nodes[key], key in self.drawn
        self.drawn.add(key)
        today, needed = self.solution.today.get(key), self.solution.needed.get(key)
        return Drawn(
            key=key,
            name=name_of(node),
            sign=SIGNS.get(node.kind, ""),
            said=said(node.kind),
            today=shown(node, today, self.currency),
            needed=needed_shown(node, needed, self.currency) if needed is not None else "",
            origin=origin(node.origin),
            on_way=key in self.solution.way,
            short=today is not None and needed is not None and today < needed * (1 - 1e-9),
            known=today is not None,
            again=again and not node.is_leaf,
            drivers=[] if again else [self._node(each) for each in node.drivers],
        )


def said(kind: str) -> str:
    """The kind in a word, for screen readers."""
    return {"sum": _("sum of"), "product": _("product of"), "ratio": _("ratio of")}.get(kind, "")


@dataclass(frozen=True)
class Slot:
    """One value that can be tried: its field, what stands in it, and what is wrong with it."""

    name: str
    label: str
    text: str
    error: str = ""


def slots(nodes: Nodes, tried: dict[str, str], errors: dict[str, str], company) -> list[Slot]:
    """The leaves below the revenue and beside it, with what was typed or what stands in them."""
    return [
        Slot(
            f"set-{key}",
            name_of(node),
            tried.get(key, typed(node, node.value, company)),
            errors.get(key, ""),
        )
        for key, node in nodes.items()
        if node.is_leaf and key not in JUDGEMENT
    ]
