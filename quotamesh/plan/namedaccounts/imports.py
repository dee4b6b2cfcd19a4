"""Named accounts as a table."""

from django.utils.translation import gettext_lazy as _

from quotamesh.base.tables.amounts import decimals
from quotamesh.base.tables.days import day, period
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import choice, code, plain_text
from quotamesh.plan.namedaccounts.actions import store_accounts
from quotamesh.plan.namedaccounts.check_import import check_accounts

TEAMS = {
    "sales": ("销售", "销售团队"),
    "sdr": ("销售开发",),
    "bd": ("商务拓展", "商务"),
    "presales": ("售前", "after-sales", "售后"),
}
PRIORITIES = {"A": ("1", "高", "high"), "B": ("2", "中", "medium"), "C": ("3", "低", "low")}

NAMED_ACCOUNTS = Kind(
    "named_accounts",
    _("Named accounts"),
    _("Customers one goes for by name: whose list, how often, what next."),
    (
        Column("customer", _("Customer"), code, _("code of the customer"), True, ("客户编码", "客户编号", "客户")),
        Column(
            "person", _("Person"), code, _("code of whose list it is on"), True,
            ("owner", "负责人工号", "工号", "负责人"),
        ),
        Column("period", _("Fiscal year"), period, _("FY2026"), True, ("year", "财年", "年度")),
        Column("team", _("Team"), choice(TEAMS), _("sales, sdr, bd or presales; empty: sales"), aliases=("团队",)),
        Column("priority", _("Priority"), choice(PRIORITIES), _("A, B or C; empty: B"), aliases=("优先级",)),
        Column(
            "contacts_per_month", _("Contacts a month"), decimals(0), _("planned in every month; empty: none"),
            aliases=("contacts", "每月接触次数", "每月拜访次数"),
        ),
        Column("next_step", _("Next step"), plain_text(200), aliases=("下一步", "下一步动作")),
        Column("due", _("Due"), day, _("when the next step is due"), aliases=("截止日期", "到期日")),
    ),
    check_accounts,
    store_accounts,
    example=(
        ("customer", "person", "period", "team", "priority", "contacts_per_month", "next_step", "due"),
        ("C001", "P003", "FY2025", "sales", "A", "4", "Meet the plant manager", "2025-10-10"),
        ("C002", "P004", "FY2025", "sales", "B", "2", "Send the case study", "2025-10-20"),
        ("C003", "P004", "FY2025", "bd", "C", "1", "", ""),
    ),
)  # fmt: skip

KINDS = (NAMED_ACCOUNTS,)
