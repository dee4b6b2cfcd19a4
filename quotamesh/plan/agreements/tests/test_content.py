"""What is signed: canonical, exact, and the same on page, in PDF and on record."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.plan.agreements.content import FORMAT, NotCanonical, differences, digest_of, read, seal_content
from quotamesh.plan.agreements.sheet import sheet_of
from quotamesh.plan.agreements.tests import world

values = st.recursive(
    st.integers(-(2**60), 2**60) | st.text(max_size=20) | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
contents = st.dictionaries(st.text(min_size=1, max_size=8), values, max_size=5).map(
    lambda found: {**found, "format": FORMAT}
)


@given(contents)
def test_the_same_content_has_the_same_bytes_in_any_order(content):
    shuffled = dict(reversed(content.items()))
    assert seal_content(content) == seal_content(shuffled)
    text, digest = seal_content(content)
    assert read(text) == content
    assert digest == digest_of(text)
    assert list(differences(content, read(text))) == []


@given(contents, st.integers(0, 2**40))
def test_what_differs_is_named(content, amount):
    changed = {**content, "amount": amount}
    assert list(differences({**content, "amount": -1}, changed)) == [("amount", -1, amount)]


def test_no_inexact_number_and_no_other_form_gets_in():
    with pytest.raises(NotCanonical):
        seal_content({"format": FORMAT, "amounts": [1, 2.5]})
    for text in ("{}", "[]", "no json", json.dumps({"format": FORMAT, "a": 1}), '{"format":"else"}'):
        with pytest.raises(NotCanonical):
            read(text)


@pytest.mark.django_db
def test_quarters_and_lines_add_up_to_the_year_to_the_cent(cast):
    for agreement in world.drafted(cast).values():
        for target in read(agreement.content)["targets"]:
            months = target["levels"]["target"]
            assert len(months) == 12
            lines = [line["months"] for line in target["lines"]]
            assert [sum(column) for column in zip(*lines, strict=True)] == months


@pytest.mark.django_db
def test_the_page_shows_the_content_that_is_signed(cast):
    """Every cell of the sheet, made from the canonical text, stands on the page."""
    agreement = world.agreement_of(cast, "rep_e1a")
    page = cast.client("rep_e1a").get(f"/agreements/{agreement.uid}/").content.decode()
    sheet = sheet_of(read(agreement.content), agreement.digest, [], "en")
    assert agreement.digest in page
    cells = [cell for grid in (*sheet.quarters, *sheet.months) for row in grid.rows for cell in row]
    assert cells
    assert [cell for cell in cells if cell not in page] == []
