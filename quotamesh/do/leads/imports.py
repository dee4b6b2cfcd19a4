"""Leads as a table."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from quotamesh.base.tables.amounts import read_decimals
from quotamesh.base.tables.days import day
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import Context, choice, clean, code, each, plain_text, text
from quotamesh.base.tables.problems import Message, Refused
from quotamesh.do.followups.imports import read_long
from quotamesh.do.leads.actions.store import store_leads
from quotamesh.do.leads.check_leads import KIND_WORDS, check_leads

STATES = {
    "new": ("新", "新线索", "未处理", "open"),
    "answered": ("已回应", "已响应", "跟进中", "contacted"),
    "converted": ("已转化", "已转换", "qualified"),
    "dropped": ("已放弃", "无效", "lost", "closed"),
}


def own_money(cells, rows):
    """Amounts in the company's currency."""
    return read_decimals(cells, rows.context.digits)


def read_email(text: str, context: Context) -> str:
    plain = clean(254)(text, context)
    try:
        validate_email(plain)
    except ValidationError as error:
        raise Refused("not_an_email", Message(gettext_noop("is not an e-mail address."))) from error
    return plain


LEADS = Kind(
    "leads",
    _("Leads"),
    _("Who might want something, where it came from, and whose lead it is."),
    (
        Column(
            "code", _("Code"), code, _("names the lead"), True,
            ("lead", "lead id", "lead code", "线索编号", "线索编码", "编号", "编码"),
        ),
        Column(
            "source", _("Source"), text, _("code or name of the source, or a kind: content, event, referral …"), True,
            ("lead source", "来源", "线索来源", "渠道"),
        ),
        Column("date", _("Date"), day, _("the day it came"), True, ("day", "created", "日期", "到达日期", "创建日期")),
        Column(
            "owner", _("Owner"), code, _("code of the person who has it; empty: nobody yet"),
            aliases=("person", "负责人", "负责人工号", "归属人", "工号"),
        ),
        Column(
            "customer", _("Customer"), code, _("code of the customer it became; then it is converted"),
            aliases=("customer code", "account", "客户", "客户编码"),
        ),
        Column("cost", _("Cost"), own_money, _("what this lead cost"), aliases=("price", "成本", "费用")),
        Column(
            "source_kind", _("Kind of source"), choice(KIND_WORDS),
            _("content, event, referral, outbound, private, advertising or other; for a new source"),
            aliases=("kind", "来源类型", "渠道类型"),
        ),
        Column("company", _("Company"), plain_text(200), aliases=("company name", "公司", "公司名称", "单位")),
        Column("contact", _("Contact"), plain_text(100), aliases=("name", "contact name", "联系人", "姓名")),
        Column("phone", _("Phone"), plain_text(40), aliases=("mobile", "telephone", "电话", "手机", "手机号")),
        Column("email", _("E-mail"), each(read_email), aliases=("mail", "e-mail", "邮箱", "电子邮箱")),
        Column("region", _("Region"), plain_text(100), aliases=("area", "city", "地区", "区域", "城市")),
        Column("need", _("Need"), each(read_long), aliases=("message", "notes", "需求", "留言", "备注")),
        Column(
            "product", _("Product"), text, _("code, or a name that one line alone bears"),
            aliases=("product code", "product line", "产品", "产品编码", "产品线"),
        ),
        Column(
            "state", _("State"), choice(STATES),
            _("new, answered, converted or dropped; empty: converted with a customer, else new"),
            aliases=("status", "状态"),
        ),
        Column(
            "opportunity", _("Opportunity"), code, _("code of the opportunity it became"),
            aliases=("deal", "商机", "商机编号"),
        ),
    ),
    check_leads,
    store_leads,
    example=(
        ("code", "source", "date", "owner", "customer", "cost", "company", "contact", "phone", "region", "need"),
        ("L-001", "event", "2025-09-01", "P003", "C001", "320", "华新装备", "陈工", "13800000001", "Shanghai", "样机"),
        ("L-002", "content", "2025-09-02", "P004", "", "85.50", "Northwind Power", "Ann Reed", "", "Harbin", ""),
        ("L-003", "转介绍", "2025/9/3", "", "", "", "北辰风电", "王经理", "13900000003", "Beijing", "二期改造"),
    ),
)  # fmt: skip

KINDS = (LEADS,)
