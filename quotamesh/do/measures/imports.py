"""Measured values as a table."""

from django.utils.translation import gettext_lazy as _

from quotamesh.base.tables.amounts import varying_decimals
from quotamesh.base.tables.days import day
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import code, text
from quotamesh.do.measures.check_measures import check_measures, digits_of, store_checked_measures

MEASUREMENTS = Kind(
    "measurements",
    _("Measured values"),
    _("Leads, calls, visits and whatever else no other record tells; a later value takes the place of an earlier."),
    (
        Column(
            "person", _("Person"), code, _("code of who did it"), True,
            ("person code", "employee id", "sales person", "工号", "员工编号", "人员"),
        ),
        Column(
            "indicator", _("Indicator"), code, _("leads, calls, visits, proposals, …"), True,
            ("indicator code", "kpi", "指标", "指标编码"),
        ),
        Column("date", _("Date"), day, _("the day it was done"), True, ("day", "日期", "发生日期")),
        Column(
            "amount", _("Amount"), varying_decimals(digits_of),
            _("of the day; of a state, how it stands that evening"), True,
            ("value", "count", "number", "数量", "数值", "次数"),
        ),
        Column(
            "product", _("Product"), text, _("code or name of a product line; empty: all together"),
            aliases=("product code", "product line", "产品", "产品编码", "产品线"),
        ),
    ),
    check_measures,
    store_checked_measures,
    example=(
        ("person", "indicator", "date", "amount", "product"),
        ("P003", "calls", "2025-09-01", "12", ""),
        ("P003", "visits", "2025-09-01", "3", ""),
        ("P003", "proposals", "2025-09-01", "1", "FLOW"),
        ("P004", "leads", "2025/9/1", "5", ""),
    ),
)  # fmt: skip

KINDS = (MEASUREMENTS,)
