"""Products, exchange rates and the company's own days as tables."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from quotamesh.base.tables.amounts import currency, decimals
from quotamesh.base.tables.days import day
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.lookups import doubled
from quotamesh.base.tables.parsing import YES_NO, choice, code, plain_text, text
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.base.tables.trees import check_tree
from quotamesh.base.tables.upserts import Drafts, drafts_of
from quotamesh.do.catalog.actions import ROOT_CODE, store_days, store_products, store_rates
from quotamesh.do.catalog.models import Product

DATE_WORDS = ("day", "日期", "日", "时间")


def check_products(rows: Rows) -> Drafts:
    rows.read_all()
    known = {product.code: product.parent.code if product.parent else None for product in _products()}
    check_tree(rows, {ROOT_CODE: None} | known, "product")
    drafts = drafts_of(rows, "code", {"name": "name", "parent": "parent"}, {})
    root = next((product_code for product_code, parent in known.items() if parent is None), ROOT_CODE)
    for product_code, draft in drafts.items():
        if product_code == root:
            draft["parent"] = None
        elif "parent" in draft or product_code not in known:
            draft["parent"] = draft.get("parent") or root
    return drafts


def _products():
    return Product.objects.select_related("parent")


def check_rates(rows: Rows) -> Drafts:
    rows.read_all()
    currencies, days, rates = rows.coded("currency"), rows.coded("date"), rows.numbers("rate")
    both = currencies.filled & days.filled
    doubled(rows, "date", currencies.codes * (len(days.values) + 1) + days.codes, both)
    own = Message(gettext_noop("is the company's own currency: its rate is always 1."))
    drafts: Drafts = {}
    for index, (name, date) in enumerate(zip(currencies.rows(), days.rows(), strict=True)):
        if name == rows.context.currency:
            rows.refuse(index, "currency", "own_currency", own)
        if rates.filled[index] and rates.values[index] <= 0:
            rows.refuse(index, "rate", "not_positive", Message(gettext_noop("must be above nought.")))
        drafts[name, date] = {"rate_e8": int(rates.values[index])}
    return drafts


def check_days(rows: Rows) -> Drafts:
    rows.read_all()
    doubled(rows, "date", rows.coded("date").codes)
    drafts = drafts_of(rows, "date", {"working": "working", "note": "note"}, {"note": ""})
    for draft in drafts.values():
        draft["working"] = draft["working"] == "yes"
    return drafts


PRODUCTS = Kind(
    "products",
    _("Product lines"),
    _("What is sold, as a tree; targets are set on any level of it."),
    (
        Column(
            "code",
            _("Code"),
            code,
            _("names the product in every other file"),
            True,
            (
                "product code",
                "product id",
                "product key",
                "sku",
                "产品编码",
                "产品代码",
                "物料编码",
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
            ("product", "product name", "产品名称", "产品", "名称", "物料名称"),
        ),
        Column(
            "parent",
            _("Parent"),
            code,
            _("code of the line it belongs to; empty: a line of its own"),
            aliases=("parent code", "category", "line", "上级", "上级编码", "产品线", "类别", "分类"),
        ),
    ),
    check_products,
    store_products,
    example=(
        ("code", "name", "parent"),
        ("FLOW", "Flow meters", ""),
        ("FLOW-10", "Flow meter DN10", "FLOW"),
        ("FLOW-50", "Flow meter DN50", "FLOW"),
        ("SERVICE", "Service", ""),
        ("CALIB", "Calibration on site", "SERVICE"),
    ),
)

RATES = Kind(
    "rates",
    _("Exchange rates"),
    _("What one unit of a foreign currency is worth in the company's, from a day on."),
    (
        Column("currency", _("Currency"), currency, _("three letters: USD"), True, ("币种", "货币", "外币")),
        Column("date", _("Date"), day, _("first day of the rate"), True, (*DATE_WORDS, "生效日期")),
        Column(
            "rate",
            _("Rate"),
            decimals(8),
            _("at most eight decimals"),
            True,
            ("exchange rate", "汇率", "中间价"),
        ),
    ),
    check_rates,
    store_rates,
    example=(
        ("currency", "date", "rate"),
        ("USD", "2025-01-01", "7.1884"),
        ("USD", "2025-07-01", "7.1534"),
        ("EUR", "2025-01-01", "7.5257"),
        ("JPY", "2025-01-01", "0.046233"),
    ),
)

HOLIDAYS = Kind(
    "holidays",
    _("Working days"),
    _("Days on which this company works or rests otherwise than the public calendar says."),
    (
        Column("date", _("Date"), day, "", True, DATE_WORDS),
        Column(
            "working",
            _("Working"),
            choice(YES_NO),
            _("yes or no"),
            True,
            ("workday", "is workday", "是否上班", "是否工作日", "工作日"),
        ),
        Column("note", _("Note"), plain_text(100), aliases=("name", "remark", "备注", "说明", "名称")),
    ),
    check_days,
    store_days,
    example=(
        ("date", "working", "note"),
        ("2025-12-24", "no", "Year-end stocktaking"),
        ("2025-12-27", "yes", "Saturday made up"),
    ),
)

KINDS = (PRODUCTS, RATES, HOLIDAYS)
