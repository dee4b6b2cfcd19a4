"""Forms of paradigms, driver trees and milestones."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from quotamesh.do.catalog.indicators import STANDARD
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.plan.paradigms.models import Milestone, Paradigm
from quotamesh.plan.paradigms.patterns import name_of
from quotamesh.plan.paradigms.trees import TOP, TreeNode
from quotamesh.plan.paradigms.values import read_value

BP = 10_000
SHORT = {"class": "amount", "autocomplete": "off"}
UNITS = [
    ("number", _("Number with decimals")),
    ("count", _("Count")),
    ("share", _("Share")),
    ("money", _("Money")),
]
BEARERS = [
    ("", _("nobody: it is no process target")),
    ("representative", _("Representatives")),
    ("sdr", _("Sales development (SDR)")),
    ("bd", _("Business development (BD)")),
    ("presales", _("Presales and after-sales")),
    ("leader", _("Leaders")),
]
KINDS = [("sum", _("Sum of its drivers")), ("product", _("Product of its drivers"))]


class Share(forms.CharField):
    """15 %, 15% or 0.15, as basis points."""

    def __init__(self, **more):
        super().__init__(max_length=20, widget=forms.TextInput(attrs=SHORT), **more)

    def clean(self, value) -> int:
        text = super().clean(value)
        try:
            found = read_value(text, "share", None)
        except NotAnAmount as error:
            raise forms.ValidationError(_now("Write a share from 0 % to 100 %, as 15 % or 0.15.")) from error
        if not 0 <= found <= 1:
            raise forms.ValidationError(_now("Write a share from 0 % to 100 %, as 15 % or 0.15."))
        return round(found * BP)


class ChooseForm(forms.Form):
    """The three indicators of a line, and the paradigm it uses."""

    customers = forms.IntegerField(
        label=_("Potential customers"), min_value=1, max_value=10**12,
        help_text=_("How many could buy at all; 50 and 2,000 are the turning points."),
    )  # fmt: skip
    maturity_bp = Share(
        label=_("Maturity of the need"),
        help_text=_("How explicit is the need? 100 %: customers say exactly what they want."),
    )
    standard_bp = Share(
        label=_("Standardisation of the solution"),
        help_text=_("How alike are the solutions? 100 %: the same for everybody."),
    )
    paradigm = forms.ChoiceField(label=_("Paradigm in use"), choices=Paradigm.choices)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class NodeForm(forms.Form):
    """One node of a tree: a leaf has a value, the others a kind."""

    name = forms.CharField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("How it comes about"), choices=KINDS)
    value = forms.CharField(
        label=_("Value"), max_length=40, required=False, widget=forms.TextInput(attrs=SHORT)
    )
    note = forms.CharField(
        label=_("Why this value"), max_length=200, required=False,
        help_text=_("Shown beside the value as its source."),
    )  # fmt: skip
    indicator = forms.ChoiceField(label=_("Indicator"), required=False)
    bearer = forms.ChoiceField(label=_("Process target of"), choices=BEARERS, required=False)

    def __init__(self, *args, node: TreeNode, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.node, self.company = node, company
        self.fields["indicator"].choices = [
            ("", _now("none")),
            *((each.code, each.name) for each in STANDARD if each.target and each.measure == "count"),
        ]
        for name in self._left_out():
            del self.fields[name]

    def _left_out(self) -> set[str]:
        node = self.node
        absent = {"kind"} if node.is_leaf or node.kind == "ratio" else {"value", "note"}
        if node.kind == "ratio":
            absent |= {"value", "note"}
        if node.unit not in ("count", "number") or node.key == TOP:
            absent |= {"indicator", "bearer"}
        return absent

    def clean_value(self) -> float | None:
        return _value(self.cleaned_data["value"], self.node.unit, self.company)

    def changes(self) -> dict:
        """What differs from the node as it stands."""
        found = dict(self.cleaned_data)
        note = found.pop("note", "")
        if found.get("name") == name_of(self.node):
            found.pop("name")
        different = {key: value for key, value in found.items() if value != getattr(self.node, key)}
        if "value" in different or note:
            different |= {"value": found["value"], "note": note}
        return different


class AddForm(forms.Form):
    """A new driver below a node."""

    name = forms.CharField(label=_("Name of the driver"), max_length=60)
    unit = forms.ChoiceField(label=_("Measured as"), choices=UNITS)
    value = forms.CharField(
        label=_("Value"), max_length=40, required=False, widget=forms.TextInput(attrs=SHORT)
    )

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.company = company

    def clean(self) -> dict:
        values = super().clean()
        try:
            values["value"] = _value(values.get("value") or "", values.get("unit", "number"), self.company)
        except forms.ValidationError as error:
            self.add_error("value", error)
        return values


def _value(text: str, unit: str, company) -> float | None:
    if not text.strip():
        return None
    try:
        value = read_value(text, unit, company)
    except NotAnAmount as error:
        raise forms.ValidationError(
            _now("“%(text)s” is not a value here: write %(example)s.")
            % {"text": text, "example": _now("15 % or 0.15") if unit == "share" else "1,234.5"}
        ) from error
    if value < 0:
        raise forms.ValidationError(_now("A value here is not below zero."))
    return value


class MilestoneForm(forms.Form):
    """One step of a line's projects; without a name it is no step."""

    name = forms.CharField(label=_("Milestone"), max_length=100, required=False)
    party = forms.ChoiceField(label=_("Who"), choices=Milestone.Party.choices, required=False)
    usual_days = forms.IntegerField(label=_("Usual days"), min_value=0, max_value=2_000, initial=0)
    criteria = forms.CharField(
        label=_("Exit criteria, one a line"), max_length=2_000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    close_bp = Share(label=_("Close probability"), initial="0 %")
    recognised_bp = Share(label=_("Revenue recognised"), initial="0 %")


class Milestones(forms.BaseFormSet):
    """All steps of a line: what is recognised adds up to 100 % at most, and closing never grows less likely."""

    def clean(self) -> None:
        if any(self.errors):
            return
        steps = self.steps
        if sum(step["recognised_bp"] for step in steps) > BP:
            raise forms.ValidationError(_now("More than 100 % of the revenue would be recognised."))
        chances = [step["close_bp"] for step in steps]
        if chances != sorted(chances):
            raise forms.ValidationError(
                _now("The close probability falls from one milestone to the next: it can only grow.")
            )

    @property
    def steps(self) -> list[dict]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]


MilestoneForms = forms.formset_factory(
    MilestoneForm, formset=Milestones, extra=2, max_num=40, validate_max=True
)
