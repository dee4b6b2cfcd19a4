"""Every verb that the product writes into its trail has words in both languages, and every word belongs to a verb."""

import ast
from pathlib import Path

import pytest

import quotamesh
from quotamesh.base.tables.registry import all_kinds
from quotamesh.base.trail.words import book
from quotamesh.check.dailyreports.models import Remark
from quotamesh.plan.adjustments.deciding import CLOSED
from quotamesh.plan.agreements.models import Turn
from quotamesh.plan.namedaccounts.models import HandOver

pytestmark = pytest.mark.pure
HOME = Path(quotamesh.__file__).parent
APART = {"tests", "migrations", "bench"}


def written() -> set[str]:
    """The verbs that stand in the code as they are; those put together at run time are seen in the demo."""
    found = set()
    for path in HOME.rglob("*.py"):
        if APART & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and len(node.args) > 1:
                verb = node.args[1]
                if isinstance(verb, ast.Constant) and isinstance(verb.value, str):
                    found.add(verb.value)
    return found


def test_verbs_in_the_code_have_words():
    assert len(written()) > 30
    assert written() - set(book().verbs) == set()


def test_verbs_named_by_states_and_kinds_have_words():
    states = {
        "adjustment": CLOSED.values(),
        "dailyreport": Remark.Kind.values,
        "named": {*HandOver.State.values} - {HandOver.State.WAITING},
        "talk": Turn.Kind.values,
    }
    named = {f"{subject}.{name}" for subject, names in states.items() for name in names}
    assert named - set(book().verbs) == set()


def test_imports_have_words():
    assert {f"import.{kind.name}" for kind in all_kinds()} - set(book().verbs) == set()
