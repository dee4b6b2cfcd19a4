"""Customers as a table."""

from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.lookups import doubled, keys_of
from quotamesh.base.tables.parsing import code, plain_text, text
from quotamesh.base.tables.rows import Rows
from quotamesh.base.tables.upserts import Drafts, drafts_of
from quotamesh.do.customers.actions import TEXTS, store_customers


def check_customers(rows: Rows) -> Drafts:
    rows.read_all()
    doubled(rows, "code", rows.coded("code").codes)
    owners = keys_of(rows, "owner", dict(Person.objects.values_list("code", "id")), "person")
    drafts = drafts_of(rows, "code", {name: name for name in ("name", *TEXTS)}, dict.fromkeys(TEXTS, ""))
    if rows.has("owner"):
        for draft, owner in zip(drafts.values(), owners.tolist(), strict=False):
            draft["owner_id"] = owner if owner >= 0 else None
    return drafts


CUSTOMERS = Kind(
    "customers",
    _("Customers"),
    _("Who buys, and whose customer it is."),
    (
        Column(
            "code",
            _("Code"),
            code,
            _("names the customer in orders"),
            True,
            (
                "customer code",
                "customer id",
                "customer key",
                "account id",
                "客户编码",
                "客户编号",
                "编码",
                "编号",
            ),
        ),
        Column(
            "name",
            _("Name"),
            text,
            "",
            True,
            ("customer", "customer name", "account", "客户名称", "客户", "名称"),
        ),
        Column(
            "owner",
            _("Owner"),
            code,
            _("code of the person in charge"),
            aliases=("account owner", "sales person", "负责人", "负责人工号", "所有人", "归属销售"),
        ),
        Column("segment", _("Segment"), plain_text(100), aliases=("客户分类", "细分", "客户级别")),
        Column("industry", _("Industry"), plain_text(100), aliases=("sector", "行业", "所属行业")),
        Column("region", _("Region"), plain_text(100), aliases=("area", "地区", "区域", "省份")),
        Column("channel", _("Channel"), plain_text(100), aliases=("渠道", "销售渠道")),
    ),
    check_customers,
    store_customers,
    example=(
        ("code", "name", "owner", "segment", "industry", "region", "channel"),
        ("C001", "华新装备", "P003", "strategic", "machinery", "Shanghai", "direct"),
        ("C002", "Northwind Power", "P004", "key", "energy", "Harbin", "direct"),
        ("C003", "北辰风电", "P004", "", "energy", "Beijing", "partner"),
    ),
)

KINDS = (CUSTOMERS,)
