"""The form of a calibration: what is wished, and the inputs it is held against."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.kernel.money import MAX_AMOUNT
from quotamesh.plan.calibration.inputs import ALL, EMPTY, FRESH, METHODS, Inputs
from quotamesh.plan.calibration.reading import MONEY, SHARE, NotRead, read_points, typed_one, typed_points
from quotamesh.plan.calibration.words import METHOD_NAMES

LONGEST = 100
SURENESS = ("commit", "target", "stretch", "wanted")
NARROW = {"class": "amount", "autocomplete": "off"}


class PointsField(forms.CharField):
    """One figure or three; `least` and `most` bound every one of them. `single` allows only one."""

    def __init__(self, measure: str, *, least: float = 0, most: float = MAX_AMOUNT, single=False, **more):
        super().__init__(max_length=LONGEST, widget=forms.TextInput(attrs=dict(NARROW)), **more)
        self.measure, self.least, self.most, self.single = measure, least, most, single
        self.digits = 2

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            points = read_points(text, self.measure, self.digits)
        except NotRead as error:
            raise forms.ValidationError(str(error)) from error
        if self.single and len(set(points)) > 1:
            raise forms.ValidationError(_("One figure is wanted here."))
        if points[0] < self.least:
            raise forms.ValidationError(self._too_small())
        if points[2] > self.most:
            most = typed_one(self.most, self.measure, self.digits)
            raise forms.ValidationError(_("This cannot be above %(most)s.") % {"most": most})
        return points[0] if self.single else points

    def _too_small(self) -> str:
        if self.least > 0:
            return _("This must be above nothing.")
        return _("This cannot be below zero.")


class Currency:
    """Gives every field of amounts the decimals of the company's currency."""

    fields: dict[str, forms.Field]

    def set_digits(self, digits: int) -> None:
        for field in self.fields.values():
            if isinstance(field, PointsField) and field.measure == MONEY:
                field.digits = digits


class HeadForm(Currency, forms.Form):
    """Name and subject; only asked for when a calibration is made."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    fiscal_year = forms.IntegerField(label=gettext_lazy("Fiscal year"), min_value=1953, max_value=2099)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    product = forms.ChoiceField(label=gettext_lazy("Product line"))

    def __init__(self, *args, units, products, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(u.code, "　" * u.depth + u.name) for u in units]
        self.fields["product"].choices = [
            (p.code, "　" * (p.depth - 1) + p.name if p.parent_id else _("All products")) for p in products
        ]


class WishForm(Currency, forms.Form):
    """The wish, how sure one wants to be, break-even, and what the methods weigh."""

    intent = PointsField(
        MONEY,
        single=True,
        label=gettext_lazy("Strategic wish"),
        help_text=gettext_lazy("What the board asks for: 150,000,000, 1.5亿 or 150 M."),
    )
    repeat = PointsField(
        MONEY,
        required=False,
        label=gettext_lazy("Business that comes by itself"),
        help_text=gettext_lazy("Renewals and frame contracts that need no new lead: low / likely / high."),
    )
    repeat_source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=200)
    stay = PointsField(
        SHARE,
        required=False,
        single=True,
        most=1,
        label=gettext_lazy("Who stays the whole year"),
        help_text=gettext_lazy("Empty: as in the last three years."),
    )
    fixed_cost = PointsField(MONEY, required=False, single=True, label=gettext_lazy("Fixed cost"))
    profit = PointsField(MONEY, required=False, single=True, label=gettext_lazy("Wanted profit"))
    margin = PointsField(
        SHARE, required=False, single=True, least=1e-6, most=1, label=gettext_lazy("Gross margin rate")
    )
    break_even_source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=200)
    commit = PointsField(SHARE, single=True, most=1, label=gettext_lazy("Commit: reached with"))
    target = PointsField(SHARE, single=True, most=1, label=gettext_lazy("Target: reached with"))
    stretch = PointsField(SHARE, single=True, most=1, label=gettext_lazy("Stretch: reached with"))
    wanted = PointsField(SHARE, single=True, most=1, label=gettext_lazy("The wish shall be reached with"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in METHODS:
            self.fields[f"weight_{name}"] = forms.IntegerField(
                label=METHOD_NAMES[name], min_value=0, max_value=100, widget=forms.NumberInput(attrs=NARROW)
            )

    @property
    def weights(self) -> list:
        return [self[f"weight_{name}"] for name in METHODS]

    @property
    def sureness(self) -> list:
        return [self[name] for name in SURENESS]

    def clean(self) -> dict:
        values = super().clean()
        costs = [values.get(name) for name in ("fixed_cost", "profit", "margin")]
        if any(cost is not None for cost in costs) and costs[2] is None and "margin" not in self.errors:
            self.add_error("margin", _("The break-even needs the gross margin rate: above 0 %."))
        if not any(values.get(f"weight_{name}") for name in METHODS):
            self.add_error("weight_calibration", _("Give at least one method a weight above zero."))
        order = [values.get(name) for name in ("commit", "target", "stretch")]
        if None not in order and order != sorted(order, reverse=True):
            self.add_error("stretch", _("Commit is surer than target, and target surer than stretch."))
        return values


class ChannelForm(Currency, forms.Form):
    """One way by which leads come."""

    name = forms.CharField(label=gettext_lazy("Channel"), max_length=100)
    budget = PointsField(MONEY, label=gettext_lazy("Budget"))
    cost_per_lead = PointsField(MONEY, least=1, label=gettext_lazy("Cost per lead"))
    conversion = PointsField(SHARE, most=1, label=gettext_lazy("Conversion"))
    order_value = PointsField(MONEY, label=gettext_lazy("Order value"))
    tools = PointsField(SHARE, required=False, label=gettext_lazy("Tools"))
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=200)


class UpliftForm(Currency, forms.Form):
    """What makes people sell more: training, coaching, tools."""

    name = forms.CharField(label=gettext_lazy("Uplift"), max_length=100)
    who = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        choices=[(ALL, gettext_lazy("everybody")), (FRESH, gettext_lazy("newcomers"))],
        initial=ALL,
    )
    amount = PointsField(SHARE, least=-1, label=gettext_lazy("By how much"))
    share = PointsField(SHARE, single=True, most=1, label=gettext_lazy("Share of them"), initial="100 %")
    month = forms.IntegerField(label=gettext_lazy("From month"), min_value=1, max_value=12, initial=1)
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=200)


ROWS = 2
MOST = 30
ChannelSet = forms.formset_factory(ChannelForm, extra=ROWS, max_num=MOST, absolute_max=MOST, can_delete=True)
UpliftSet = forms.formset_factory(UpliftForm, extra=ROWS, max_num=MOST, absolute_max=MOST, can_delete=True)


class Sheet:
    """All forms of the inputs together."""

    def __init__(
        self, digits: int, data=None, *, inputs: Inputs | None = None, intent: int | None = None, seen=0
    ):
        given = inputs or EMPTY
        self.wish = WishForm(data, initial=wish_initial(given, intent, digits) | {"seen": seen})
        self.channels = ChannelSet(
            data, prefix="channels", initial=[_row(ChannelForm, row, digits) for row in given["channels"]]
        )
        self.uplifts = UpliftSet(
            data, prefix="uplifts", initial=[_row(UpliftForm, row, digits) for row in given["uplifts"]]
        )
        for form in (self.wish, *self.channels, *self.uplifts):
            form.set_digits(digits)

    def is_valid(self) -> bool:
        return all([self.wish.is_valid(), self.channels.is_valid(), self.uplifts.is_valid()])

    def inputs(self) -> Inputs:
        """What was typed, as it is kept."""
        typed = self.wish.cleaned_data
        costs = [typed[name] for name in ("fixed_cost", "profit", "margin")]
        return {
            "stay": typed["stay"],
            "uplifts": _rows(self.uplifts),
            "channels": [row | {"tools": row["tools"] or [0, 0, 0]} for row in _rows(self.channels)],
            "repeat": typed["repeat"] and {"amount": typed["repeat"], "source": typed["repeat_source"]},
            "break_even": None
            if costs[2] is None
            else {
                "fixed_cost": costs[0] or 0,
                "profit": costs[1] or 0,
                "margin": str(Decimal(str(costs[2]))),
                "source": typed["break_even_source"],
            },
            "weights": {name: typed[f"weight_{name}"] or 0 for name in METHODS},
            "sureness": {name: typed[name] for name in SURENESS},
        }


def wish_initial(inputs: Inputs, intent: int | None, digits: int) -> dict[str, Any]:
    costs, repeat = inputs["break_even"] or {}, inputs["repeat"] or {}
    return {
        "intent": "" if intent is None else typed_one(intent, MONEY, digits),
        "repeat": typed_points(repeat.get("amount"), MONEY, digits),
        "repeat_source": repeat.get("source", ""),
        "stay": "" if inputs["stay"] is None else typed_one(inputs["stay"], SHARE, digits),
        "fixed_cost": typed_one(costs["fixed_cost"], MONEY, digits) if costs else "",
        "profit": typed_one(costs["profit"], MONEY, digits) if costs else "",
        "margin": typed_one(float(costs["margin"]), SHARE, digits) if costs else "",
        "break_even_source": costs.get("source", ""),
        **{f"weight_{name}": inputs["weights"].get(name, 0) for name in METHODS},
        **{name: typed_one(inputs["sureness"][name], SHARE, digits) for name in SURENESS},
    }


def _row(form: type[forms.Form], row: dict[str, Any], digits: int) -> dict[str, Any]:
    shown = dict(row)
    for name, field in form.base_fields.items():
        if isinstance(field, PointsField) and row.get(name) is not None:
            show = typed_one if field.single else typed_points
            shown[name] = show(row[name], field.measure, digits)
    return shown


def _rows(formset) -> list[dict[str, Any]]:
    typed = [
        form.cleaned_data for form in formset if (form.cleaned_data and form.has_changed()) or form.initial
    ]
    kept = [row for row in typed if row and not row.get("DELETE")]
    return [{key: value for key, value in row.items() if key != "DELETE"} for row in kept]
