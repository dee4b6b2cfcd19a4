"""Opportunities as a table."""

from django.utils.translation import gettext_lazy as _

from quotamesh.base.tables.amounts import read_decimals
from quotamesh.base.tables.days import day
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import code, plain_text, text
from quotamesh.do.pipeline.actions.store import store_opportunities
from quotamesh.do.pipeline.check_opportunities import check_opportunities

OPPORTUNITIES = Kind(
    "opportunities",
    _("Opportunities"),
    _("Possible deals, open and closed, with the stage they stand in."),
    (
        Column(
            "code", _("Code"), code, _("names the opportunity"), True,
            ("opportunity id", "opportunity code", "opportunity", "deal id", "商机编号", "商机编码", "编号", "编码"),
        ),
        Column(
            "customer", _("Customer"), code, _("code of the customer, if there is one yet"),
            aliases=("customer code", "account", "account id", "客户", "客户编码", "客户编号"),
        ),
        Column(
            "person", _("Person"), code, _("code of the owner"), True,
            ("owner", "sales agent", "sales person", "person code", "负责人", "负责人工号", "工号", "销售"),
        ),
        Column(
            "product", _("Product"), text, _("code, or a name that one line alone bears"), True,
            ("product code", "product line", "产品", "产品编码", "产品线"),
        ),
        Column(
            "stage", _("Stage"), plain_text(60), _("name or code of a stage, won and lost among them"), True,
            ("deal stage", "status", "阶段", "商机阶段", "状态"),
        ),
        Column(
            "opened", _("Opened"), day, _("the day it began"),
            aliases=("engage date", "created", "created on", "开始日期", "创建日期", "立项日期"),
        ),
        Column(
            "closed", _("Closed"), day, _("the day it was won or lost"),
            aliases=("close date", "closed on", "结束日期", "关闭日期", "成交日期"),
        ),
        Column(
            "amount", _("Amount"), lambda cells, rows: read_decimals(cells, rows.context.digits),
            _("in the company's currency"),
            aliases=("close value", "value", "deal value", "金额", "商机金额", "预计金额"),
        ),
        Column(
            "reason", _("Reason"), plain_text(200), _("why it was lost, or won"),
            aliases=("loss reason", "lost reason", "原因", "输单原因"),
        ),
        Column("name", _("Name"), text, aliases=("opportunity name", "deal name", "名称", "商机名称")),
        Column(
            "expected", _("Expected close"), day, _("when it is expected to close"),
            aliases=("expected close date", "expected on", "预计成交", "预计成交日期"),
        ),
    ),
    check_opportunities,
    store_opportunities,
    example=(
        ("code", "customer", "person", "product", "stage", "opened", "closed", "amount", "reason"),
        ("O-1001", "C001", "P003", "FLOW", "won", "2025-06-02", "2025-08-20", "180000", ""),
        ("O-1002", "C002", "P004", "FLOW", "lost", "2025-06-11", "2025-09-01", "95000", "price"),
        ("O-1003", "C003", "P004", "FLOW", "方案呈现", "2025-08-04", "", "12万", ""),
        ("O-1004", "", "P003", "FLOW", "discovery", "2025-09-01", "", "", ""),
    ),
)  # fmt: skip

KINDS = (OPPORTUNITIES,)
