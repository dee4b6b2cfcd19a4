"""`{% load formats %}`: the functions of formats.py and periods.py as filters."""

from django import template

from .. import formats, periods

register = template.Library()

for plain in (
    formats.money,
    formats.short,
    formats.short_money,
    formats.number,
    formats.percent,
    formats.local_date,
    formats.local_day,
    formats.local_time,
    formats.local_datetime,
):
    register.filter(plain.__name__, plain)

register.filter("period", periods.period_name)
register.filter("fiscal_year", periods.year_name)
register.filter("quarter", periods.quarter_name)


@register.filter
def signed(value, digits=0):
    return formats.signed(value, formats.number, digits)


@register.filter
def signed_money(minor, currency="CNY"):
    return formats.signed(minor, formats.money, currency)


@register.filter
def signed_short_money(minor, currency="CNY"):
    return formats.signed(minor, formats.short_money, currency)


@register.filter
def signed_percent(ratio, digits=1):
    return formats.signed(ratio, formats.percent, digits)


@register.filter
def signed_points(ratio, digits=1):
    return formats.signed(ratio, formats.points, digits)
