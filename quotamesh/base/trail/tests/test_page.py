"""The trail as people read it, as they find things in it, and as programs get it."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from quotamesh.base.trail.actions import record
from quotamesh.base.trail.models import Entry
from tests.cast import ACTOR

PAGE = "/trail/"
KEY = "01a21b53-536a-70c5-9eb7-a07e75f80b3b"


def read(cast, language="en", **query) -> str:
    client = cast.client("operations")
    client.cookies["django_language"] = language
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return answer.content.decode()


def leave(verb, subject, label, change, actor=ACTOR):
    return record(actor, verb, subject=subject, key=KEY, label=label, change=change)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                "approved the rebate for",
                "Amount won: </span>¥1,213,500.00",
                "State: </span>under way → approved",
            ),
        ),
        ("zh-hans", ("批准了返佣：", "成交额：</span>¥1,213,500.00", "状态：</span>进行中 → 已批准")),
    ],
)
def test_entries_are_sentences_with_labels_and_money(cast, language, words):
    leave("rebate.approve", "rebate", "A · B", {"won": [None, 121350000], "state": ["open", "approved"]})
    text = read(cast, language)
    for each in words:
        assert each in text
    assert "rebate.approve" not in text


def test_references_read_as_names(cast):
    change = {"owner": ["leader_n1", None], "unit": [None, "N1"]}
    leave("customer.change", "customer", "Acme", change)
    text = read(cast)
    assert cast.person("leader_n1").name in text
    assert cast.unit("N1").name in text


def test_cells_of_a_plan_tell_unit_line_month_and_both_amounts(cast):
    cell = {"unit": "N1", "product": "all", "months": [11, 1], "amount": [100_00, 250_00], "line": "total"}
    leave("plan.edit", "plan", "FY2026", {"indicator": 1, "changes": [cell]})
    text = read(cast)
    assert "¥100.00 → ¥250.00" in text
    assert cast.unit("N1").name in text


def test_seals_and_keys_are_left_out(cast):
    leave("agreement.sign", "agreement", "FY2026-1", {"digest": [None, "0" * 64], "plan": [None, KEY]})
    text = read(cast)
    assert "0" * 64 not in text
    assert KEY not in text


def test_what_nobody_words_is_shown_as_it_is_stored(cast):
    leave("thing.twist", "thing", "X", {"odd_field": [1, {"deep": ["a", True, None]}], "n": 3})
    text = read(cast)
    for each in ("thing.twist", "odd field: ", "deep a, yes, –"):
        assert each in text


def test_markup_in_values_is_text(cast):
    leave("order.create", "order", "<script>x</script>", {"<b>": [None, "<i>"]})
    text = read(cast)
    assert "<script>x" not in text
    assert "&lt;script&gt;x" in text
    assert "<i>" not in text.split("trail-changes")[1]


def test_found_by_person_kind_and_day(cast):
    later = replace(ACTOR, name="Somebody Else", at=ACTOR.at + timedelta(days=3))
    leave("order.create", "order", "SO-FIRST", {})
    leave("customer.make", "customer", "Second", {}, later)
    day = later.at.date().isoformat()
    assert "SO-FIRST" not in read(cast, who="somebody")
    assert "Second" in read(cast, who="somebody")
    assert "Second" not in read(cast, kind="order")
    assert "SO-FIRST" not in read(cast, **{"from": day})
    assert "Second" not in read(cast, to=(later.at.date() - timedelta(days=1)).isoformat())
    assert "Second" in read(cast, **{"from": "2025-99-99", "after": "²"})


def test_pages_go_on_where_the_one_before_ended(cast):
    for n in range(60):
        leave("order.create", "order", f"SO-{n:03}", {})
    first = read(cast)
    assert "SO-059" in first
    assert "SO-005" not in first
    assert "SO-005" in read(cast, after=Entry.objects.get(label="SO-010").pk)


def test_the_file_holds_what_is_stored(cast):
    entry = leave("rebate.approve", "rebate", "A · B", {"won": [None, 121350000]})
    answer = cast.client("operations").get(PAGE, {"format": "csv", "kind": "rebate"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 1
    assert rows[0]["verb"] == "rebate.approve"
    assert json.loads(rows[0]["change"]) == {"won": [None, 121350000]}
    assert rows[0]["digest"] == entry.digest
    assert rows[0]["at"] == entry.at.isoformat()
