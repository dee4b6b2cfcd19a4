"""What two people changed at once is told with the field's label, in the reader's words."""

from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from quotamesh.base.shell.versions import both_versions, fields_of


class Form(forms.Form):
    name = forms.CharField(label="Name")
    due = forms.DateField(label="Due")
    way = forms.ChoiceField(label="Way", choices=[("call", "Phone call"), ("visit", "Visit")])
    tags = forms.CharField(label="Tags")


FIELDS = fields_of(Form)


@pytest.mark.parametrize(
    ("name", "both", "told"),
    [
        ("name", ["A", "B"], "Name: A ↔ B"),
        ("name", ["A", ""], "Name: A ↔ –"),
        ("name", ["x" * 99, None], f"Name: {'x' * 60}… ↔ –"),
        ("due", ["2025-09-15", date(2025, 9, 16)], "Due: 15 Sep 2025 ↔ 16 Sep 2025"),
        ("due", ["soon", "–"], "Due: soon ↔ –"),
        ("way", ["call", "visit"], "Way: Phone call ↔ Visit"),
        ("way", ["call", "else"], "Way: Phone call ↔ else"),
        ("tags", [["a", "b"], []], "Tags: a, b ↔ –"),
        ("unnamed", [1, 0], "unnamed: 1 ↔ 0"),
    ],
)
def test_each_kind_of_field(name, both, told):
    with override("en"):
        assert both_versions({name: both}, FIELDS).replace("\N{NO-BREAK SPACE}", " ") == told


def test_labels_and_ways_of_writing_can_be_added_and_many_are_summed_up():
    pairs = {name: [1, 2] for name in ("a", "b", "c", "d", "e")}
    with override("en"):
        told = both_versions(pairs, {}, labels={"a": "Amount"}, show={"a": "¥{}".format})
        assert told == "Amount: ¥1 ↔ ¥2; b: 1 ↔ 2; c: 1 ↔ 2; and 2 more"
        assert "d: 1 ↔ 2" in both_versions(pairs, {}, most=None)
    assert both_versions({}, FIELDS) == ""


def test_in_chinese():
    with override("zh-hans"):
        assert both_versions({"due": ["2025-09-15", "–"]}, FIELDS) == "Due：2025年9月15日 ↔ –"
