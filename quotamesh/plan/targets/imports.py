"""Targets as a table."""

from django.utils.translation import gettext_lazy as _

from quotamesh.base.tables.amounts import varying_decimals
from quotamesh.base.tables.days import period
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import code
from quotamesh.plan.targets.check_import import check_targets, digits_of, store_checked_targets

TARGETS = Kind(
    "targets",
    _("Targets"),
    _(
        "What is wanted of units and people; the imported amounts come into force as a new version of the plan."
    ),
    (
        Column(
            "indicator",
            _("Indicator"),
            code,
            _("revenue, collections, units, orders, customers, …"),
            True,
            ("indicator code", "measure", "kpi", "指标", "指标编码"),
        ),
        Column(
            "unit",
            _("Unit"),
            code,
            _("code of a unit, or"),
            aliases=("unit code", "department", "组织", "组织编码", "部门", "部门编码"),
        ),
        Column(
            "person",
            _("Person"),
            code,
            _("code of a person; one of the two"),
            aliases=("person code", "employee id", "sales person", "工号", "员工编号", "人员"),
        ),
        Column(
            "product",
            _("Product"),
            code,
            _("code of a product line; empty: all together"),
            aliases=("product code", "product line", "产品", "产品编码", "产品线"),
        ),
        Column(
            "period",
            _("Period"),
            period,
            _("FY2026, 2026-Q1 or 2026-03"),
            True,
            ("month", "target month", "期间", "周期", "月份"),
        ),
        Column(
            "amount",
            _("Amount"),
            varying_decimals(digits_of),
            _("of the whole period"),
            True,
            ("target", "target amount", "value", "目标", "目标值", "目标金额", "金额"),
        ),
    ),
    check_targets,
    store_checked_targets,
    one_of=(("unit", "person"),),
    example=(
        ("indicator", "unit", "person", "product", "period", "amount"),
        ("revenue", "ACME", "", "", "FY2025", "150万"),
        ("revenue", "EAST-1", "", "", "2025-Q1", "200,000"),
        ("revenue", "", "P003", "FLOW", "2025-02", "40,000.00"),
        ("revenue", "", "P003", "SERVICE", "2025-02", "5,000.00"),
        ("orders", "", "P004", "", "FY2025", "12"),
    ),
)

KINDS = (TARGETS,)
