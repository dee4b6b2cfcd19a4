"""The form of one input, made from what its kind asks for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.base.people.models import Person
from quotamesh.plan.market.errors import BadEntry
from quotamesh.plan.market.kinds import (
    ENDS,
    FORCE_SCORES,
    LABELS,
    LONGEST,
    POINTS,
    SCORES,
    TEXTS,
    Area,
    Force,
    Points,
    Trend,
)
from quotamesh.plan.market.models import Entry
from quotamesh.plan.market.typing_in import NotRead, read_figure, typed
from quotamesh.plan.market.words import SCORE_WORDS

ENDS_LABELS = {"low": gettext_lazy("Low"), "likely": gettext_lazy("Likely"), "high": gettext_lazy("High")}
LONG = ("evidence", "reason", "note")


class EntryForm(forms.Form):
    """`others` are live entries of the book: segments a scan can move, criteria to score by; `people` may own one."""

    name = forms.CharField(label=LABELS["name"], max_length=100)

    def __init__(
        self, *args, kind: str, others: list[Entry], currency: str, people: QuerySet[Person], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.kind, self.currency = kind, currency
        self.criteria = [each for each in others if each.kind == Entry.Kind.CRITERION]
        MAKE.get(kind, lambda form, others: None)(self, others)
        for points in POINTS.get(kind, ()):
            self._add_points(points)
        for name in TEXTS.get(kind, ()):
            widget = forms.Textarea(attrs={"rows": 3}) if name in LONG else forms.TextInput()
            self.fields[name] = forms.CharField(
                label=LABELS[name], required=False, max_length=LONGEST, widget=widget
            )
        if kind == Entry.Kind.SEGMENT:
            self.fields["apart"] = forms.BooleanField(label=LABELS["apart"], required=False)
        self._add_common(people)

    def _add_points(self, points: Points) -> None:
        for end in ENDS:
            self.fields[f"{points.name}_{end}"] = forms.CharField(
                label=ENDS_LABELS[end],
                required=points.needed and end == "likely",
                max_length=40,
                widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
            )

    def _add_common(self, people: QuerySet[Person]) -> None:
        self.fields["owner"] = forms.ModelChoiceField(
            people.filter(user__is_active=True), label=LABELS["owner"], required=False, to_field_name="code"
        )
        self.fields["noted_on"] = forms.DateField(
            label=LABELS["noted_on"], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )
        self.fields["source"] = forms.CharField(label=LABELS["source"], max_length=200)
        self.fields["seen"] = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def groups(self) -> Iterator[dict[str, Any]]:
        """The fields in order, three points side by side."""
        points = {each.name: each for each in POINTS.get(self.kind, ())}
        for name in self.fields:
            stem, _gap, end = name.rpartition("_")
            if stem not in points:
                yield {"field": self[name]}
            elif end == ENDS[0]:
                yield {"points": points[stem], "fields": [self[f"{stem}_{each}"] for each in ENDS]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for points in POINTS.get(self.kind, ()):
            cleaned[points.name] = self._read_points(points, cleaned)
        return cleaned

    def _read_points(self, points: Points, cleaned: dict) -> list[int] | None:
        read: dict[str, int] = {}
        for end in ENDS:
            text = cleaned.get(f"{points.name}_{end}", "")
            try:
                if text:
                    read[end] = read_figure(text, points.measure, self.currency)
            except NotRead as error:
                self.add_error(f"{points.name}_{end}", str(error))
        if read and "likely" not in read and f"{points.name}_likely" not in self.errors:
            self.add_error(f"{points.name}_likely", _("Give at least the likely value."))
        return [read.get(end, read["likely"]) for end in ENDS] if "likely" in read else None

    def entry_fields(self) -> dict[str, Any]:
        """What `add_entry` and `change_entry` take."""
        cleaned = self.cleaned_data
        values = {points.name: cleaned[points.name] for points in POINTS.get(self.kind, ())}
        values |= {name: cleaned[name].strip() for name in TEXTS.get(self.kind, ())}
        values |= OWN.get(self.kind, lambda form: {})(self)
        common = {name: cleaned[name] for name in ("name", "owner", "noted_on", "source")}
        return common | {"values": values}

    def tell(self, error: BadEntry) -> None:
        """The action's problems beside their fields."""
        for name, sentence in error.problems.items():
            place = f"{name}_likely" if f"{name}_likely" in self.fields else name
            self.add_error(place if place in self.fields else None, sentence)


def initial_of(entry: Entry, currency: str) -> dict[str, Any]:
    """What stands in the form of an entry that is there."""
    found: dict[str, Any] = {
        "name": entry.name,
        "owner": entry.owner.code if entry.owner else None,
        "noted_on": entry.noted_on,
        "source": entry.source,
        "seen": entry.number,
    }
    for points in POINTS.get(entry.kind, ()):
        for end, value in zip(ENDS, entry.values.get(points.name) or (), strict=False):
            found[f"{points.name}_{end}"] = typed(value, points.measure, currency)
    found |= {
        name: entry.values.get(name) for name in (*TEXTS.get(entry.kind, ()), "apart", "area", "touches")
    }
    found |= {name: entry.values.get(name) for name in ("score", "trend", "by")}
    found |= {f"score_{uid}": score for uid, score in (entry.values.get("scores") or {}).items()}
    if entry.kind == Entry.Kind.AIM:
        found["share"] = typed(entry.values["share"], "share", currency)
    return found


def empty_initial(today: date, owner: Person | None) -> dict[str, Any]:
    return {"noted_on": today, "owner": owner.code if owner else None}


def _make_scan(form: EntryForm, others: list[Entry]) -> None:
    form.fields["area"] = forms.ChoiceField(label=LABELS["area"], choices=Area.choices)
    form.fields["touches"] = forms.MultipleChoiceField(
        label=LABELS["touches"],
        required=False,
        choices=[(str(each.uid), each.name) for each in others if each.kind == Entry.Kind.SEGMENT],
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("None ticked: it moves all of them."),
    )


def _make_force(form: EntryForm, others: list[Entry]) -> None:
    form.fields["name"] = forms.ChoiceField(label=_("Force"), choices=Force.choices)
    form.fields["score"] = forms.TypedChoiceField(
        label=LABELS["score"],
        coerce=int,
        choices=[(n, str(n)) for n in FORCE_SCORES],
        help_text=_("1: weak, hardly felt; 5: strong, decides the game."),
    )
    form.fields["trend"] = forms.ChoiceField(label=LABELS["trend"], choices=Trend.choices)


def _make_competitor(form: EntryForm, others: list[Entry]) -> None:
    for criterion in form.criteria:
        form.fields[f"score_{criterion.uid}"] = forms.TypedChoiceField(
            label=criterion.name,
            required=False,
            coerce=int,
            empty_value=None,
            choices=[
                ("", "–"),
                *((score, f"{score:+d} {SCORE_WORDS[score][1]}") for score in reversed(SCORES)),
            ],
        )


def _make_aim(form: EntryForm, others: list[Entry]) -> None:
    form.fields["share"] = forms.CharField(
        label=LABELS["share"], max_length=40, widget=forms.TextInput(attrs={"class": "amount"})
    )
    form.fields["by"] = forms.DateField(
        label=LABELS["by"], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_share() -> int:
        try:
            return read_figure(form.cleaned_data["share"], "share", form.currency)
        except NotRead as error:
            raise forms.ValidationError(str(error)) from error

    form.clean_share = clean_share  # type: ignore[attr-defined]


def _scores(form: EntryForm) -> dict[str, int]:
    given = {str(each.uid): form.cleaned_data.get(f"score_{each.uid}") for each in form.criteria}
    return {uid: score for uid, score in given.items() if score is not None}


MAKE = {
    Entry.Kind.SCAN: _make_scan,
    Entry.Kind.FORCE: _make_force,
    Entry.Kind.COMPETITOR: _make_competitor,
    Entry.Kind.AIM: _make_aim,
}
OWN = {
    Entry.Kind.SEGMENT: lambda form: {"apart": form.cleaned_data["apart"]},
    Entry.Kind.SCAN: lambda form: {name: form.cleaned_data[name] for name in ("area", "touches")},
    Entry.Kind.FORCE: lambda form: {name: form.cleaned_data[name] for name in ("score", "trend")},
    Entry.Kind.COMPETITOR: lambda form: {"scores": _scores(form)},
    Entry.Kind.AIM: lambda form: {
        "share": form.cleaned_data["share"],
        "by": form.cleaned_data["by"].isoformat(),
    },
}
