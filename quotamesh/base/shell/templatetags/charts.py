"""`{% load charts %}`: each chart with its legend and the table it was drawn from."""

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .. import charts, formats

register = template.Library()

SHOW = {"money": formats.short_money, "number": formats.short, "percent": formats.percent}
AXIS = {
    "money": lambda level: formats.brief_money(int(level)),
    "number": formats.brief,
    "percent": formats.percent,
}


@register.simple_tag
def spark(values, label):
    return mark_safe(charts.sparkline(values, str(label)))  # noqa: S308 (built and escaped in charts)


@register.simple_tag
def bullet(actual, target, expected=None, state="", label=""):
    share = formats.percent(actual / target if target else None)
    words = label or _("%(share)s of target") % {"share": share}
    return mark_safe(charts.attainment_bar(actual, target, expected, str(words), state))  # noqa: S308


@register.inclusion_tag("shell/components/pace_chart.html")
def pace_chart(series, title, description="", unit="money"):
    show = SHOW[unit]
    drawing = charts.pace_line(series, f"{title}. {description}", today=_("Today"), show=AXIS[unit])
    return {
        "drawing": mark_safe(drawing),  # noqa: S308
        "title": title,
        "series": series,
        "rows": [_pace_row(series, index, show) for index in range(len(series.labels))],
    }


def _pace_row(series, index, show):
    actual, expected = series.actual[index], series.expected[index]
    low, high = series.band[index] if series.band else (None, None)
    return {
        "label": series.labels[index],
        "actual": show(actual),
        "expected": show(expected),
        "band": f"{show(low)} – {show(high)}" if low is not None else "",
        "difference": formats.signed(None if actual is None else actual - expected, show),
    }


@register.inclusion_tag("shell/components/bars.html")
def bars(rows, title, unit="money", signs=False):
    """rows: (label, value) or (label, value, state); `signs` for differences."""
    states = [row[2] if len(row) > 2 else "" for row in rows]
    drawings = charts.comparison_bars([row[1] for row in rows], states)
    return {
        "title": title,
        "rows": [_bar_row(row, drawing, unit, signs) for row, drawing in zip(rows, drawings, strict=True)],
    }


def _bar_row(row, drawing, unit, signs):
    value = formats.signed(row[1], SHOW[unit]) if signs else SHOW[unit](row[1])
    return {"label": row[0], "value": value, "drawing": mark_safe(drawing)}  # noqa: S308


@register.inclusion_tag("shell/components/bars.html")
def waterfall(rows, title, total, unit="money"):
    """rows: (label, amount), which add up to the last bar, named `total`."""
    amounts = [amount for _label, amount in rows]
    drawings = charts.waterfall_bars(amounts)
    steps = [_bar_row(row, drawing, unit, True) for row, drawing in zip(rows, drawings[:-1], strict=True)]
    last = _bar_row((total, sum(amounts)), drawings[-1], unit, False) | {"total": True}
    return {"title": title, "rows": [*steps, last]}


@register.inclusion_tag("shell/components/bars.html")
def strips(rows, title, marks=()):
    """rows: (label, Strip, the figures as words); the words stand beside the drawing and say all of it."""
    drawings = charts.range_strips([strip for _label, strip, _words in rows], marks)
    return {
        "title": title,
        "rows": [
            {"label": label, "value": words, "drawing": mark_safe(drawing)}  # noqa: S308
            for (label, _strip, words), drawing in zip(rows, drawings, strict=True)
        ],
    }


@register.inclusion_tag("shell/components/curve.html")
def curve_chart(curve, title, description, across, up, x="money", y="percent"):
    """One line; `across` and `up` name the two columns of its table, `x` and `y` say how figures are written."""
    drawing = charts.curve_line(curve, f"{title}. {description}", show_x=AXIS[x], show_y=AXIS[y])
    every = max(len(curve.points) // 12, 1)
    rows = [(SHOW[x](px), SHOW[y](py)) for px, py in curve.points[::every]]
    return {
        "drawing": mark_safe(drawing),  # noqa: S308
        "title": title,
        "across": across,
        "up": up,
        "rows": rows,
    }


@register.inclusion_tag("shell/components/gantt.html")
def gantt(rows, title, today, first="", last=""):
    """rows: (course, label, url, note, what to say of it); `first` and `last` head the outer columns."""
    drawings, months = charts.gantt_rows([row[0] for row in rows], today)
    shown = [
        {"label": label, "url": url, "note": note, "said": said, "drawing": mark_safe(drawing)}  # noqa: S308
        for (_course, label, url, note, said), drawing in zip(rows, drawings, strict=True)
    ]
    named = [(formats.month_word(day), f"{place * 100:.2f}") for day, place in months]
    return {"rows": shown, "title": title, "months": named, "first": first, "last": last}
