"""What must hold of a table of units before it is stored."""

from datetime import date

from django.utils.translation import gettext_noop as _

from quotamesh.base.people.actions.found_company import ROOT_CODE
from quotamesh.base.people.models import Unit
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.base.tables.trees import check_tree, first_without_parent
from quotamesh.base.tables.upserts import Drafts, drafts_of

FIELDS = ("name", "parent", "kind", "valid_from", "valid_to")
SEAT_HINT = Message(_("Seats are made by importing people."))


def check_units(rows: Rows) -> Drafts:
    """Drafts by code, parents before children are not required: the tree is placed as a whole."""
    rows.read_all()
    stored = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    root = next(unit for unit in stored.values() if unit.parent_id is None)
    _refuse_seats(rows, stored)
    adopted = _adopted_root(rows, stored, root)
    known = {code: unit.parent.code if unit.parent else None for code, unit in stored.items()}
    if adopted:
        known[adopted] = known.pop(root.code)
    check_tree(rows, known, "unit")
    _check_periods(rows, stored)
    if rows.problems:
        return {}
    drafts = drafts_of(rows, "code", {name: name for name in FIELDS}, {})
    top = adopted or root.code
    _hang_below(drafts, stored, top)
    if adopted:
        drafts = {root.code: drafts.pop(adopted) | {"code": adopted}, **drafts}
        for draft in drafts.values():
            if draft.get("parent") == adopted:
                draft["parent"] = root.code
    return drafts


def _refuse_seats(rows: Rows, stored: dict[str, Unit]) -> None:
    seats = {code for code, unit in stored.items() if unit.kind == Unit.Kind.SEAT}
    for column, message in (
        ("code", _("is the code of a person's seat.")),
        ("parent", _("is a person's seat.")),
    ):
        coded = rows.coded(column)
        for index in [i for i, value in enumerate(coded.rows()) if value in seats]:
            rows.refuse(index, column, "seat", Message(message), SEAT_HINT)


def _adopted_root(rows: Rows, stored: dict[str, Unit], root: Unit) -> str | None:
    """The code that takes over the root made with the company: the file's one row without a parent."""
    tops = first_without_parent(rows)
    untouched = root.code == ROOT_CODE and not any(unit.parent_id == root.pk for unit in stored.values())
    return tops[0] if untouched and len(tops) == 1 and tops[0] not in (None, ROOT_CODE) else None


def _check_periods(rows: Rows, stored: dict[str, Unit]) -> None:
    starts, ends = rows.coded("valid_from").rows(), rows.coded("valid_to").rows()
    for index, code in enumerate(rows.coded("code").rows()):
        unit = stored.get(code)
        start = starts[index] if rows.has("valid_from") else getattr(unit, "valid_from", None)
        end = ends[index] if rows.has("valid_to") else getattr(unit, "valid_to", None)
        refuse_upside_down(rows, index, start, end)


def refuse_upside_down(rows: Rows, index: int, start: date | None, end: date | None) -> None:
    if start and end and end < start:
        column = "valid_to" if rows.has("valid_to") else "valid_from"
        message = Message(_("ends before it begins."))
        rows.refuse(index, column, "upside_down", message, Message(_("It begins on %(day)s."), day=start))


def _hang_below(drafts: Drafts, stored: dict[str, Unit], top: str) -> None:
    """Rows without a parent belong below the root; a kind that is not given follows from the level."""
    for code, draft in drafts.items():
        fresh = code not in stored
        if code == top:
            draft["parent"] = None
            draft["kind"] = Unit.Kind.COMPANY
        elif fresh or "parent" in draft:
            draft["parent"] = draft.get("parent") or top
        if not draft.get("kind"):
            draft.pop("kind", None)
            if fresh:
                draft["kind"] = Unit.Kind.REGION if draft["parent"] == top else Unit.Kind.TEAM
