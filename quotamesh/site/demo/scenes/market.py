"""The market of the new-energy line as the demo company sees it: of the running year and of the next."""

from datetime import date
from typing import Any

from quotamesh.base.people.models import Person, User
from quotamesh.do.catalog.models import Product
from quotamesh.plan.market.actions import add_entry, change_entry, copy_book
from quotamesh.plan.market.models import Entry
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

LINE = "NE"
YEAR = shape.YEARS[-1]
FIRST, LOOKED = date(YEAR - 1, 12, 8), date(YEAR - 1, 12, 4)
REVIEW = date(YEAR, 7, 2)
COPIED, AGAIN = date(YEAR, 10, 12), date(YEAR, 10, 9)
WAN = 1_000_000  # fen
KEPT_OLD = "设备更新贷款贴息"
SEGMENTS = {
    # customers; growth, need, reach and win in basis points; order value in 万
    "央企·战略": (
        (55, 60, 64), (0, 500, 800), (5500, 6500, 7500), (7000, 8000, 8500), (2200, 2800, 3400), (480, 600, 720),
    ),
    "地方国企·利润": (
        (220, 240, 260), (200, 600, 1000), (3500, 4200, 5000), (5000, 5800, 6500), (1800, 2200, 2700), (270, 330, 390),
    ),
    "初创·培育": (
        (760, 900, 1050), (1000, 1800, 3000), (2800, 3500, 4200), (3000, 4000, 4800), (400, 500, 900), (120, 150, 190),
    ),
}  # fmt: skip
FACTORS = ("customers", "growth", "need", "reach", "win", "order_value")
SCANS = (
    ("新型储能配建要求", "policy", (600, 1000, 1500), ("央企·战略", "地方国企·利润"),
     "十二个省份要求新能源项目按 10%–20% 配建储能", "能源局公开文件汇总"),
    (KEPT_OLD, "policy", (200, 500, 800), ("地方国企·利润",), "技改贷款贴息，受访国企三成计划申请", "财务部政策摘要"),
    ("电芯价格下行", "technology", (-800, -500, -200), (),
     "近四个季度到货价下降 18%，部分让利给客户", "采购部价格月报"),
    ("制造业投资放缓", "economy", (-500, -200, 0), ("初创·培育",), "融资轮次减少，扩产推迟", "客户访谈 31 家"),
    ("园区绿电自用", "consumer", (300, 600, 1000), ("初创·培育",), "园区业主愿为绿电改造付费", "市场发展部问卷 212 份"),
)  # fmt: skip
CRITERIA = ("交付周期", "系统效率", "价格", "本地服务", "方案简单")
COMPETITORS = (
    ("海川电气", (-2, 1, 1, -1, -1), "交付慢留下的工商业快装储能", (800, 1200, 1700)),
    ("宁泰能源", (0, 2, -1, -2, 0), "服务网点少留下的存量电站改造", (500, 800, 1200)),
    ("锐控科技", (1, -1, 2, 0, 1), "", None),
)
FORCES = (
    ("rivalry", 4, "up", "头部三家同时扩产，投标价一年降一成"),
    ("entrants", 3, "up", "电芯厂向下游做系统集成"),
    ("substitutes", 2, "level", "液流电池仍在示范阶段"),
    ("buyers", 4, "level", "央企集中采购占订单一半以上"),
    ("suppliers", 2, "down", "电芯供应转为买方市场"),
)
AIMS = (
    ("工商业用户侧储能", 800, "2026-12-31", "由初创·培育客户的园区切入，每省一个样板"),
    ("海外光储一体", 300, "2027-06-30", "海外事业部先做荷兰和阿联酋两个渠道"),
)


def play() -> None:
    """Written in December by operations, looked at again in July; next year's begins as a copy. One input of each is
    left as it was, so that the page has something to name."""
    Scene().play()


class Scene:
    def __init__(self) -> None:
        user = User.objects.select_related("person").get(username="operations")
        self.name, self.user_id = user.person.name, user.pk
        self.product = Product.objects.get(code=LINE)
        self.owners = list(Person.objects.filter(user__isnull=False).order_by("code"))
        self.uids: dict[str, str] = {}

    def play(self) -> None:
        self._describe()
        self._review(
            YEAR, REVIEW, {"初创·培育": {"win": [900, 1200, 1500], "order_value": _wan((130, 160, 200))}}
        )
        copy_book(self._on(COPIED), source=YEAR, fiscal_year=YEAR + 1, product=self.product)
        growth = {"央企·战略": {"customers": [60, 66, 72]}, "地方国企·利润": {"win": [2000, 2400, 2900]}}
        self._review(YEAR + 1, AGAIN, growth)

    def _on(self, day: date):
        return acting(self.name, day, 15, self.user_id)

    def _add(self, kind: str, name: str, values: dict[str, Any], source: str) -> None:
        entry = add_entry(
            self._on(FIRST),
            fiscal_year=YEAR,
            product=self.product,
            kind=kind,
            name=name,
            values=values,
            owner=self.owners[len(self.uids) % len(self.owners)],
            noted_on=LOOKED,
            today=FIRST,
            source=source,
        )
        self.uids[name] = str(entry.uid)

    def _describe(self) -> None:
        for name, figures in SEGMENTS.items():
            points = {factor: list(three) for factor, three in zip(FACTORS, figures, strict=True)}
            points["order_value"] = _wan(figures[-1])
            texts = {"customer_segment": name, "industry": "", "region": "", "apart": False}
            self._add(Entry.Kind.SEGMENT, name, points | texts, "市场发展部客户名录")
        for name, area, effect, touches, evidence, source in SCANS:
            values = {"area": area, "effect": list(effect), "touches": [self.uids[each] for each in touches]}
            self._add(Entry.Kind.SCAN, name, values | {"evidence": evidence, "link": ""}, source)
        for name in CRITERIA:
            self._add(Entry.Kind.CRITERION, name, {}, "客户访谈 31 家")
        for name, scores, niche, amount in COMPETITORS:
            judged = {self.uids[criterion]: score for criterion, score in zip(CRITERIA, scores, strict=True)}
            values = {"scores": judged, "niche": niche, "amount": _wan(amount) if amount else None}
            self._add(Entry.Kind.COMPETITOR, name, values, "投标结果与客户访谈")
        for name, score, trend, reason in FORCES:
            values = {"score": score, "trend": trend, "reason": reason}
            self._add(Entry.Kind.FORCE, name, values, "年度行业会")
        for name, share, by, note in AIMS:
            self._add(Entry.Kind.AIM, name, {"share": share, "by": by, "note": note}, "总经理办公会")

    def _review(self, year: int, day: date, news: dict[str, dict[str, Any]]) -> None:
        found = Entry.objects.filter(book__fiscal_year=year, book__product=self.product)
        for entry in found.exclude(name=KEPT_OLD).select_related("book__product", "owner"):
            values = entry.values | news.get(entry.name, {})
            made = max(day, COPIED) if year > YEAR else day
            change_entry(self._on(made), entry, seen=entry.number, today=made, values=values, noted_on=day)


def _wan(figures: tuple[int, ...]) -> list[int]:
    return [figure * WAN for figure in figures]
