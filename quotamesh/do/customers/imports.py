"""Customers and contacts as tables."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from quotamesh.base.people.models import Person
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.lookups import doubled, keys_of
from quotamesh.base.tables.parsing import Context, choice, clean, code, each, plain_text, text
from quotamesh.base.tables.problems import Message, Refused
from quotamesh.base.tables.rows import Rows
from quotamesh.base.tables.upserts import Drafts, drafts_of
from quotamesh.do.customers.actions import TEXTS, store_contacts, store_customers
from quotamesh.do.customers.models import LEAST_COMPLEX, LONGEST_PERSONA, MOST_COMPLEX
from quotamesh.do.customers.own_columns import add_own, with_own_fields
from quotamesh.do.customers.queries import ids_by_code
from quotamesh.do.customers.roles import ROLES

_APART = re.compile(r"[;,、；，|]")
LONGEST_TAG = 40


def read_tags(text: str, context: Context) -> tuple[str, ...]:
    """Tags with signs between them."""
    found = tuple(sorted({tag.strip() for tag in _APART.split(text) if tag.strip()}))
    for tag in found:
        clean(LONGEST_TAG)(tag, context)
    return found


def read_complexity(text: str, _context: Context) -> int:
    if not (len(text) == 1 and "1" <= text <= "5"):
        raise Refused(
            "complexity", Message(gettext_noop("is not a complexity.")),
            Message(gettext_noop("Write %(least)s (simple) to %(most)s (complex)."),
                    least=LEAST_COMPLEX, most=MOST_COMPLEX),
        )  # fmt: skip
    return int(text)


def read_email(text: str, _context: Context) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        why = Message(gettext_noop("is not an e-mail address."))
        raise Refused("email", why, Message(gettext_noop("Write it like name@company.com."))) from error
    return text


def read_persona(text: str, _context: Context) -> str:
    """Of several lines, as on the page."""
    if "\x00" in text:
        raise Refused("control_character", Message(gettext_noop("holds an invisible character.")))
    if len(text) > LONGEST_PERSONA:
        hint = Message(gettext_noop("At most %(longest)s characters."), longest=LONGEST_PERSONA)
        raise Refused("too_long", Message(gettext_noop("is too long.")), hint)
    return text


def check_customers(rows: Rows) -> Drafts:
    rows.read_all()
    doubled(rows, "code", rows.coded("code").codes)
    owners = keys_of(rows, "owner", dict(Person.objects.values_list("code", "id")), "person")
    fields = {name: name for name in ("name", *TEXTS, "tags", "complexity")}
    drafts = drafts_of(rows, "code", fields, dict.fromkeys(TEXTS, "") | {"tags": ()})
    if rows.has("owner"):
        for draft, owner in zip(drafts.values(), owners.tolist(), strict=False):
            draft["owner_id"] = owner if owner >= 0 else None
    add_own(rows, drafts)
    return drafts


def check_contacts(rows: Rows) -> Drafts:
    """A customer's code may be one that was merged: the contact goes to what it became part of."""
    rows.read_all()
    doubled(rows, "code", rows.coded("code").codes)
    customers = keys_of(rows, "customer", ids_by_code(), "customer")
    fields = {"name": "name", "part": "role", "title": "title", "phone": "phone", "email": "email"}
    drafts = drafts_of(rows, "code", fields, {"part": "other", "title": "", "phone": "", "email": ""})
    for draft, customer in zip(drafts.values(), customers.tolist(), strict=False):
        draft["customer_id"] = customer
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
        Column("city", _("City"), plain_text(100), aliases=("城市", "所在城市")),
        Column(
            "persona",
            _("Persona"),
            each(read_persona),
            _("whom one meets there, in a few words"),
            aliases=("客户画像", "画像"),
        ),
        Column(
            "tags",
            _("Tags"),
            each(read_tags),
            _("several with ; between them"),
            aliases=("tag", "labels", "标签", "客户标签"),
        ),
        Column(
            "complexity",
            _("Need complexity"),
            each(read_complexity),
            _("1 simple to 5 complex"),
            aliases=("complexity", "需求复杂度"),
        ),
    ),
    check_customers,
    store_customers,
    example=(
        ("code", "name", "owner", "segment", "industry", "region", "channel"),
        ("C001", "华新装备", "P003", "strategic", "machinery", "Shanghai", "direct"),
        ("C002", "Northwind Power", "P004", "key", "energy", "Harbin", "direct"),
        ("C003", "北辰风电", "P004", "", "energy", "Beijing", "partner"),
    ),
    more=with_own_fields,
)

CONTACTS = Kind(
    "contacts",
    _("Contacts"),
    _("Whom one knows at a customer's, and what part they have in a decision."),
    (
        Column("code", _("Code"), code, _("names the contact in later files"), True,
               ("contact code", "contact id", "contact no", "联系人编码", "联系人编号", "编码", "编号")),
        Column("customer", _("Customer"), code, _("code of the customer"), True,
               ("customer code", "customer id", "account", "account id", "客户", "客户编码", "客户编号")),
        Column("name", _("Name"), plain_text(100), "", True,
               ("contact", "contact name", "full name", "联系人", "联系人姓名", "姓名")),
        Column("role", _("Part in the decision"), choice(ROLES),
               _("decides, influences, uses, buys, champions or other"),
               aliases=("part", "decision role", "role in decision", "角色", "决策角色", "决策链角色")),
        Column("title", _("Title"), plain_text(100), aliases=("job title", "position", "职务", "职位", "岗位")),
        Column("phone", _("Phone"), plain_text(40),
               aliases=("telephone", "mobile", "tel", "电话", "手机", "手机号", "联系电话")),
        Column("email", _("E-mail"), each(read_email), aliases=("mail", "e-mail", "email address", "邮箱", "电子邮箱")),
    ),
    check_contacts,
    store_contacts,
    example=(
        ("code", "customer", "name", "role", "title", "phone", "email"),
        ("K001", "C001", "周敏", "decides", "总经理", "13800000001", "zhou@example.com"),
        ("K002", "C001", "陈涛", "使用者", "设备部主任", "", ""),
        ("K003", "C002", "Anna Berg", "influences", "Head of engineering", "+49 30 1234", "berg@example.com"),
    ),
)  # fmt: skip

KINDS = (CUSTOMERS, CONTACTS)
