"""The examples of docs/import.md: they are those of the page, and they can be brought in one after the other."""

import csv
from pathlib import Path

import pytest

from quotamesh.base.exchange.actions import run_import
from quotamesh.base.exchange.tests.bringing import ACTOR
from quotamesh.base.people.actions.found_company import found_company
from quotamesh.base.tables.registry import all_kinds
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import ensure_indicators
from quotamesh.do.orders.models import OrderLine

DOCS = Path(__file__).parents[4] / "docs"


@pytest.mark.django_db
def test_the_examples_come_in_in_order():
    found_company(ACTOR, name="Acme")
    root_product()
    ensure_indicators()
    for kind in all_kinds():
        path = DOCS / "examples" / f"{kind.name}.csv"
        result = run_import(ACTOR, kind.name, [(path.name, path)])
        assert result.ok, (kind.name, [str(error) for error in result.errors], result.failure)
        assert result.rows == len(kind.example) - 1
    assert OrderLine.objects.count() == 5


def test_the_pages_examples_are_those_of_the_documents():
    for kind in all_kinds():
        with (DOCS / "examples" / f"{kind.name}.csv").open(encoding="utf-8", newline="") as file:
            assert tuple(map(tuple, csv.reader(file))) == kind.example


@pytest.mark.parametrize("language", ["import.md", "import.zh-CN.md"])
def test_every_column_is_documented(language):
    text = (DOCS / language).read_text(encoding="utf-8")
    sections = {part.split()[0]: part for part in text.split("\n## ")[1:]}
    for kind in all_kinds():
        for column in kind.columns:
            assert column.name in sections[kind.name], (kind.name, column.name)
            assert not column.required or f"**{column.name}**" in sections[kind.name]
