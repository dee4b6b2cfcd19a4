"""Segments of the market as a table."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from quotamesh.base.tables.amounts import decimals, read_decimals
from quotamesh.base.tables.days import day, period
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import YES_NO, Context, Parser, choice, code, each, plain_text, text
from quotamesh.base.tables.problems import Message, Refused
from quotamesh.plan.market.check_import import check_segments
from quotamesh.plan.market.kinds import LABELS, LONGEST
from quotamesh.plan.market.storing import store_segments
from quotamesh.plan.market.typing_in import NotRead, basis_points, has_sign

PERCENT = 100  # basis points


def own_money(cells, rows):
    """Amounts in the company's currency."""
    return read_decimals(cells, rows.context.digits)


def read_points(upto: int):
    """A share or change. A bare number from 1 to `upto` is refused: a spreadsheet writes 100 % as 1, people 1 %."""

    def read(cell: str, _context: Context) -> int:
        try:
            found = basis_points(cell)
        except NotRead as error:
            raise Refused(
                "not_a_share", Message(gettext_noop("is not a share.")),
                Message(gettext_noop("Write it like 12 %% or 0.12, with two decimals of a per cent at most.")),
            ) from error  # fmt: skip
        if (
            PERCENT <= abs(found) <= upto * PERCENT
            and not has_sign(cell)
            and not cell.startswith(("0", "-0"))
        ):
            raise Refused(
                "ambiguous", Message(gettext_noop("can be read in more than one way.")),
                Message(gettext_noop("Write %(percent)s %% or %(fraction)s."), percent=f"{found / 100:g}",
                        fraction=f"{found / 10_000:g}"),
            )  # fmt: skip
        return found

    return read


share, change, count = each(read_points(1)), each(read_points(10)), decimals(0)
LOW, HIGH = _("{figure}, low"), _("{figure}, high")


def three(name: str, read: Parser, *aliases: str) -> tuple[Column, ...]:
    label = LABELS[name]
    ends = (("low", LOW, "低", "最低", "下限"), ("high", HIGH, "高", "最高", "上限"))
    likely = Column(name, label, read, _("the likely value"), True, (f"{name}_likely", *aliases))
    around = [
        Column(
            f"{name}_{end}", format_lazy(words_of, figure=label), read, _("empty: as the likely value"),
            aliases=tuple(f"{alias}{chinese}" for alias in aliases for chinese in words),
        )
        for end, words_of, *words in ends
    ]  # fmt: skip
    return (likely, *around)


MARKET_SEGMENTS = Kind(
    "market_segments",
    _("Market segments"),
    _("What a market is made of: customers, need, reach, win rate and order value of each segment."),
    (
        Column(
            "product", _("Product line"), text, _("code, or a name that one line alone bears"), True,
            ("product line", "产品线", "产品", "产品编码"),
        ),
        Column("period", _("Fiscal year"), period, _("FY2026"), True, ("year", "fiscal year", "财年", "年度")),
        Column(
            "name", _("Name"), plain_text(100), _("names the segment"), True,
            ("segment", "细分市场", "市场细分", "名称"),
        ),
        *three("customers", count, "客户数", "可触达客户数", "目标客户数"),
        *three("growth", change, "增长", "增长率"),
        *three("need", share, "有需求比例", "需求比例"),
        *three("reach", share, "触达比例", "覆盖比例"),
        *three("win", share, "赢单率", "成交率"),
        *three("order_value", own_money, "客单价", "单客金额", "订单金额"),
        Column(
            "as_of", _("As of"), day, _("the day the figures were looked up"), True,
            ("noted_on", "数据日期", "截至日期"),
        ),
        Column("source", _("Source"), plain_text(200), _("where the figures come from"), True, ("来源", "数据来源")),
        Column(
            "owner", _("Owner"), code, _("code of the person who answers for it"),
            aliases=("负责人", "负责人工号", "工号"),
        ),
        Column("customer_segment", _("Customer segment"), plain_text(LONGEST), aliases=("客户细分", "客户分群")),
        Column("industry", _("Industry"), plain_text(LONGEST), aliases=("行业",)),
        Column("region", _("Region"), plain_text(LONGEST), aliases=("地区", "区域")),
        Column(
            "apart", LABELS["apart"], choice(YES_NO), _("yes or no; empty: no"),
            aliases=("不重复计算", "客户不重复"),
        ),
    ),
    check_segments,
    store_segments,
    example=(
        ("product", "period", "name", "customers_low", "customers", "customers_high", "growth", "need", "reach", "win",
         "order_value", "as_of", "source", "owner", "industry"),
        ("FLOW", "FY2025", "Food plants", "180", "220", "260", "5%", "30%", "60%", "20%", "42000", "2025-01-15",
         "Trade register", "", "Food"),
        ("FLOW", "FY2025", "Water works", "90", "100", "110", "0%", "40%", "70%", "25%", "8.5万", "2025-01-20",
         "Survey of 40", "", "Water"),
    ),
)  # fmt: skip

KINDS = (MARKET_SEGMENTS,)
