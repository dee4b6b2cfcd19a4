"""Two rounds of experts on the 150 million of new energy, and a round for the next year that is still open."""

from datetime import date

from quotamesh.base.people.models import Unit, User
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.plan.experts.actions import answer, close_round, next_round, open_question
from quotamesh.plan.experts.models import Question
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

YEAR = shape.YEARS[-1]
M = shape.MILLION
# Who, low, likely, high in millions, why.
FIRST = (
    ("director", 125, 150, 175, "央企集采名单已进三家，产能问题按计划年中解决。"),
    ("region", 105, 128, 150, "新人多，上半年还在爬坡，训练效果要到第三季度才看得见。"),
    ("leader", 110, 135, 160, "初创客户线索够，但赢单率只有 5%，方案太复杂。"),
    ("representative", 95, 120, 150, "客户嫌交付慢，海川也慢，谁先快谁赢。"),
    ("finance", 100, 118, 140, "电芯降价会拉低客单价，回款也慢。"),
)
SECOND = (
    ("director", 128, 146, 168, "看了赢单率的理由，往下调一点。"),
    ("region", 115, 138, 156, "若方案简化在三月前落地，初创客户能补上缺口。"),
    ("leader", 118, 140, 160, "简化方案试点两个园区，赢单率到 9%。"),
    ("representative", 112, 136, 155, "交付周期压到六周，客户愿意提前签。"),
    ("finance", 112, 133, 150, "降价影响在央企合同里有调价条款，比原先估的小。"),
)
COMING = (
    ("region", 165, 185, 210, "储能配建政策延续，央企框架合同续签。"),
    ("finance", 155, 172, 195, "产能到年中见顶，扩产决定还没批。"),
)


def play() -> None:
    users = {user.username: user for user in User.objects.select_related("person")}
    asked = _ask(users, YEAR, date(YEAR - 1, 12, 9), "董事会希望新能源从 1 亿做到 1.5 亿。请各自独立估计。")
    _round(users, asked, date(YEAR - 1, 12, 11), FIRST)
    _close(users, asked, date(YEAR - 1, 12, 13))
    next_round(
        _as(users, "operations", date(YEAR - 1, 12, 13)),
        asked,
        date(YEAR - 1, 12, 17),
        today=date(YEAR - 1, 12, 13),
    )
    _round(users, asked, date(YEAR - 1, 12, 16), SECOND)
    _close(users, asked, date(YEAR - 1, 12, 18))
    coming = _ask(users, YEAR + 1, date(YEAR, 11, 16), "明年新能源在现有产能下能做到多少？")
    _round(users, coming, date(YEAR, 11, 18), COMING)


def _as(users: dict[str, User], name: str, day: date):
    user = users[name]
    return acting(str(user), day, 11, user.pk)


def _ask(users: dict[str, User], year: int, day: date, text: str) -> Question:
    return open_question(
        _as(users, "operations", day),
        fiscal_year=year,
        unit=Unit.objects.get(parent=None),
        product=Product.objects.get(code="NE"),
        indicator=KEYS["revenue"],
        text=text,
        deadline=day.replace(day=day.day + 10),
        invited=[users[name] for name, *_given in FIRST],
        today=day,
    )


def _round(users: dict[str, User], question: Question, day: date, given: tuple) -> None:
    for name, low, likely, high, reason in given:
        actor = _as(users, name, day)
        answer(actor, question, low=low * M, likely=likely * M, high=high * M, reason=reason)


def _close(users: dict[str, User], question: Question, day: date) -> None:
    close_round(_as(users, "operations", day), question)
