"""Rows that name their parent: known parents, no circles."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.coded import EMPTY
from quotamesh.base.tables.lookups import doubled, rows_unknown, say_unknown
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows


def check_tree(rows: Rows, known: Mapping[str, str | None], what: str) -> None:
    """Note doubled codes, unknown parents and circles. `known` maps stored codes to their parents' codes."""
    codes, parents = rows.coded("code"), rows.coded("parent")
    doubled(rows, "code", codes.codes)
    nodes = {*known, *codes.values}
    strange = rows_unknown(parents, nodes)
    rows.refuse_all(strange, "parent", "unknown_code", say_unknown(what, nodes, parents))
    if rows.has("parent"):
        _check_circles(rows, dict(known))


def _check_circles(rows: Rows, parent_of: dict[str, str | None]) -> None:
    codes, parents = rows.coded("code"), rows.coded("parent").rows()
    row_of = {code: index for index, code in enumerate(codes.rows()) if code is not None}
    parent_of |= {code: parents[index] for code, index in row_of.items()}
    for circle in circles(parent_of):
        names = " → ".join([*circle, circle[0]])
        for code in circle:
            if code in row_of:
                message = Message(_("closes a circle: %(codes)s."), codes=names)
                hint = Message(_("One of them belongs elsewhere, or to the top without a parent."))
                rows.refuse(row_of[code], "parent", "circle", message, hint)


def circles(parent_of: Mapping[str, str | None]) -> list[list[str]]:
    """Every circle once, as the codes on it from child to parent."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in parent_of:
        trail: dict[str, int] = {}
        node: str | None = start
        while node is not None and node not in done and node not in trail:
            trail[node] = len(trail)
            node = parent_of.get(node)
        if node in trail:
            found.append(list(trail)[trail[node] :])
        done.update(trail)
    return found


def first_without_parent(rows: Rows) -> list[str]:
    """Codes of the rows that name no parent, in the order of the file."""
    parents = rows.coded("parent").codes
    return [
        code
        for code, parent in zip(rows.coded("code").rows(), parents.tolist(), strict=True)
        if parent == EMPTY
    ]
