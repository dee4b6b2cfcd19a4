"""Invented figures for the style guide."""

from datetime import UTC, datetime
from fractions import Fraction

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as noop

from . import formats
from .charts import PaceSeries, Strip
from .definitions import Definition
from .periods import month_name, period_name, quarter_name
from .places import Group, Place
from .states import STATES
from .tables import Column, Table, sort_rows

WAN = 10_000 * 100  # 1 万 in fen
AS_OF = datetime(2026, 11, 22, 6, 5, tzinfo=UTC)
SHARES = (78, 52, 92, 80, 82, 96, 76, 80, 104, 86, 84, 90)  # of 1,000: the year's seasons
ACTUAL = (1020, 650, 1196, 1029, 1046, 1231, 959, 1011, 1310, 1073, 705)  # 万 a month
TARGET = 13_200
COLOURS = [
    "ground",
    "ground-sunk",
    "hairline",
    "edge",
    "ink-faint",
    "ink-soft",
    "ink",
    "accent",
    "good",
    "watch",
    "bad",
]

UNITS = (
    # unit, target 万, actual 万, expected 万, state, change of leads, months
    (noop("East"), 5200, 4780, 4607, "good", Fraction(3, 100), (41, 38, 52, 47, 49, 55)),
    (noop("North"), 3800, 2747, 3367, "bad", Fraction(-24, 100), (40, 36, 33, 31, 28, 25)),
    (noop("South"), 2900, 2480, 2569, "watch", Fraction(-4, 100), (22, 25, 24, 21, 26, 24)),
    (noop("West"), 1300, 1223, 1152, "good", Fraction(8, 100), (9, 11, 10, 12, 11, 13)),
    (noop("Online shop"), None, None, None, "none", None, ()),
)


class SampleForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the plan"), help_text=gettext_lazy("As it will stand in the agreement.")
    )
    amount = forms.CharField(
        label=gettext_lazy("Year's target"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    quarter = forms.ChoiceField(
        label=gettext_lazy("Quarter"), choices=lambda: [(n, quarter_name(n)) for n in range(1, 5)]
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    spread = forms.BooleanField(
        label=gettext_lazy("Spread by the working days of each month"), required=False
    )

    def clean_amount(self):
        raise forms.ValidationError(_("“12.5.3” is not an amount. Write it as 1,250,000 or 125万."))


def columns():
    return [
        Column("unit", _("Unit"), "strong", sort=True, link="url"),
        Column("target", _("Target"), "short", sort=True),
        Column("actual", _("Actual"), "short", sort=True),
        Column("attainment", _("Attainment"), "percent", sort=True),
        Column("bullet", _("Actual, expected, target"), "bullet"),
        Column("leads", _("Leads"), "signed_percent", sort=True),
        Column("months", _("Six months"), "spark"),
        Column("state", _("State"), "state"),
    ]


def _row(unit, target, actual, expected, state, leads, months):
    return {
        "unit": _(unit),
        "url": "#table",
        "target": None if target is None else target * WAN,
        "actual": None if actual is None else actual * WAN,
        "attainment": None if actual is None else Fraction(actual, target),
        "bullet": None if actual is None else (actual, target, expected, state),
        "leads": leads,
        "months": [month * WAN for month in months] or None,
        "state": state,
    }


def unit_table(order):
    rows = sort_rows([_row(*unit) for unit in UNITS], columns(), order)
    target, actual = TARGET * WAN, sum(ACTUAL) * WAN
    totals = {"unit": _("Total"), "target": target, "actual": actual, "attainment": Fraction(actual, target)}
    return Table(columns(), rows, _("Units against their targets"), totals, order, "units")


def pace():
    running = [sum(SHARES[: index + 1]) * TARGET * WAN // 1000 for index in range(12)]
    actual = [sum(ACTUAL[: index + 1]) * WAN for index in range(len(ACTUAL))] + [None]
    band = [(value * 94 // 100, value * 106 // 100) for value in running]
    labels = [f"{month}月" if formats.is_chinese() else formats.MONTHS[month - 1] for month in range(1, 13)]
    return PaceSeries(labels, actual, running, band, target=TARGET * WAN, today=10.72)


def figures():
    meaning = _("Orders booked in the period, returns subtracted, in company currency.")
    revenue = Definition("about-revenue", _("Revenue"), meaning, _("orders − returns"), AS_OF, "#table")
    value, unit = formats.short_money_parts(sum(ACTUAL) * WAN)
    return [
        {
            "label": _("Revenue"),
            "value": value,
            "unit": unit,
            "state": "watch",
            "note": _("96 % of pace"),
            "spark": ACTUAL,
            "definition": revenue,
            "url": "#table",
        },
        _rate(_("Collection rate"), "88.0", "good", word=_("on plan"), spark=(80, 84, 83, 86, 88)),
        _rate(_("Lead conversion"), "11.2", "bad", note=_("against 14.2 %"), spark=(14, 14, 13, 12, 11)),
        _rate(_("Probability of target"), "38", "none", word=_("first estimate")),
    ]


def _rate(label, value, state, **more):
    return {"label": label, "value": value, "unit": "%", "state": state, **more}


def format_samples():
    return [
        ("money", formats.money(123456789)),
        ("short_money", formats.short_money(15000 * WAN)),
        ("short", formats.short(41_000)),
        ("number", formats.number(1_234_567)),
        ("percent", formats.percent(Fraction(10956, 10000), 2)),
        ("signed_money", formats.signed(-620 * WAN, formats.money)),
        ("signed_points", formats.signed(Fraction(21, 1000), formats.points)),
        ("local_date", formats.local_date(AS_OF)),
        ("local_datetime", formats.local_datetime(AS_OF)),
        ("period", " · ".join([period_name("FY2026"), period_name("2026-Q4"), month_name(2026, 3)])),
    ]


PLACES = (
    ("", ((noop("Today"), "house"), (noop("Cockpit"), "gauge"))),
    (noop("Plan"), ((noop("Targets"), "target"), (noop("Agreements"), "handshake"))),
    (noop("Do"), ((noop("Customers"), "users"), (noop("Orders and collections"), "receipt-text"))),
    (noop("Company"), ((noop("Settings"), "settings"),)),
)


def navigation():
    return [
        Group(label and _(label), tuple(_place(*place) for place in places), code=label.lower())
        for label, places in PLACES
    ]


def _place(name, icon):
    return Place(_(name), "#main", icon, active=name == "Cockpit")


def _links(*labels):
    return [{"label": label, "url": "#controls"} for label in labels]


def controls():
    tabs = _links(_("By unit"), _("By product"), _("By month"))
    tabs[0]["active"], tabs[1]["count"] = True, 12
    names = _("Company and year"), _("People"), _("Products"), _("History"), _("First target")
    return {
        "steps": _links(*names),
        "tabs": tabs,
        "trail": [*_links(_("Company"), _("North")), {"label": _("Team 1")}],
        "keys": [("/", _("find")), ("↑ ↓", _("between rows")), ("Enter", _("open"))],
        "page": Paginator(range(1240), 50).page(2),
    }


def causes():
    return [
        (_("Fewer leads"), -410 * WAN, "bad"),
        (_("Lower conversion"), -260 * WAN, "bad"),
        (_("Larger orders"), 50 * WAN, "good"),
    ]


def waterfall():
    return [
        (_("Known customers"), 5200 * WAN),
        (_("New customers"), 2900 * WAN),
        (_("Price pressure"), -830 * WAN),
    ]


def strips():
    """Two ranges: from the lowest to the highest, the middle half boxed, the middle ticked, answers as dots."""
    rows = (
        (_("First round"), 95, 175, 118, 135, 128, (118, 120, 128, 135, 150)),
        (_("Second round"), 112, 168, 136, 140, 138, (133, 136, 138, 140, 146)),
    )
    return [
        (label, Strip(low, high, lower, upper, middle, dots), f"{middle} ({lower} – {upper})")
        for label, low, high, lower, upper, middle, dots in rows
    ]


def context(query):
    return {
        "nav": navigation(),
        "company_name": _("Sample company"),
        "as_of": AS_OF,
        "figures": figures(),
        "states": list(STATES),
        "table": unit_table(query.get("sort", "-target")),
        "pace": pace(),
        "bars": causes(),
        "waterfall": waterfall(),
        "strips": strips(),
        "form": SampleForm({"name": _("Plan 2027, third draft"), "amount": "12.5.3", "quarter": "4"}),
        "formats": format_samples(),
        "colours": COLOURS,
        **controls(),
    }
