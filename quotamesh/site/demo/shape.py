"""What the demo company is: regions and teams, product lines, segments, and how its years went."""

from dataclasses import dataclass
from datetime import date

NAME = "华擎装备"
DEMO_DAY = date(2026, 11, 20)
YEARS = (2023, 2024, 2025, 2026)
RECORDS_FROM = date(2026, 9, 1)  # since then the company keeps its follow-ups, leads and opportunities here
MILLION = 100_000_000  # in fen


@dataclass(frozen=True)
class Team:
    """`share`: part of the company's revenue; `pulse`: how its running year compares with the others'."""

    code: str
    name: str
    places: tuple[str, ...]
    sellers: int
    share: float
    pulse: float


@dataclass(frozen=True)
class Region:
    code: str
    name: str
    teams: tuple[Team, ...]


REGIONS = (
    Region("HD", "华东大区", (
        Team("HD1", "上海团队", ("上海",), 4, 0.125, 1.08),
        Team("HD2", "江苏团队", ("南京", "苏州", "无锡", "常州"), 4, 0.115, 1.02),
        Team("HD3", "浙江团队", ("杭州", "宁波", "嘉兴"), 3, 0.090, 0.93),
    )),
    Region("HB", "华北大区", (
        Team("HB1", "北京团队", ("北京", "天津", "石家庄"), 4, 0.125, 0.84),
        Team("HB2", "山东团队", ("济南", "青岛", "烟台"), 4, 0.115, 0.70),
    )),
    Region("HN", "华南大区", (
        Team("HN1", "广州团队", ("广州", "佛山", "东莞"), 4, 0.115, 1.04),
        Team("HN2", "深圳团队", ("深圳", "惠州"), 3, 0.105, 1.22),
    )),
    Region("XN", "西南大区", (
        Team("XN1", "四川团队", ("成都", "绵阳", "德阳"), 3, 0.065, 0.97),
        Team("XN2", "重庆团队", ("重庆", "贵阳", "昆明"), 3, 0.055, 0.90),
    )),
    Region("HW", "海外事业部", (
        Team("HW1", "海外团队", ("Rotterdam", "Singapore", "Dubai", "Santiago"), 3, 0.090, 1.12),
    )),
)  # fmt: skip
ABROAD = "HW1"
OFFICE, MARKET = ("ZB", "总部职能"), ("SC", "市场发展部")


@dataclass(frozen=True)
class Leaf:
    """A product line that is sold: usual price of a unit in yuan, weight within its family, margin."""

    code: str
    name: str
    price: int
    weight: float
    margin: float


@dataclass(frozen=True)
class Family:
    """A main line; `years`: its revenue in millions, the running year as it is heading."""

    code: str
    name: str
    years: tuple[int, ...]
    leaves: tuple[Leaf, ...]


FAMILIES = (
    Family("NE", "新能源装备", (62, 80, 100, 178), (
        Leaf("NE-ES", "储能系统", 260_000, 0.45, 0.29),
        Leaf("NE-PV", "光伏逆变设备", 118_000, 0.33, 0.27),
        Leaf("NE-WD", "风电变流设备", 340_000, 0.22, 0.31),
    )),
    Family("IA", "工业自动化", (178, 194, 210, 189), (
        Leaf("IA-RB", "工业机器人", 165_000, 0.38, 0.32),
        Leaf("IA-CT", "控制系统", 88_000, 0.34, 0.36),
        Leaf("IA-SV", "伺服驱动", 36_000, 0.28, 0.30),
    )),
    Family("SW", "智能仓储", (96, 104, 126, 114), (
        Leaf("SW-AS", "立体仓库", 420_000, 0.40, 0.27),
        Leaf("SW-AG", "搬运机器人", 96_000, 0.42, 0.33),
        Leaf("SW-ST", "仓储软件", 64_000, 0.18, 0.40),
    )),
    Family("FW", "技术服务", (44, 52, 64, 60), (
        Leaf("FW-OM", "运维服务", 42_000, 0.62, 0.39),
        Leaf("FW-UP", "改造升级", 78_000, 0.38, 0.35),
    )),
)  # fmt: skip
LEAVES = tuple(leaf for family in FAMILIES for leaf in family.leaves)
FAMILY_OF = tuple(i for i, family in enumerate(FAMILIES) for _ in family.leaves)


@dataclass(frozen=True)
class Segment:
    """`size`: usual size of an order; `mix`: weights of the families; `terms`: instalments as (percent, days)."""

    name: str
    part: float
    size: float
    activity: float
    mix: tuple[float, ...]
    terms: tuple[tuple[int, int], ...]


SEGMENTS = (
    Segment("央企·战略", 0.10, 1.9, 3.2, (0.34, 0.30, 0.26, 0.10), ((30, 25), (60, 75), (10, 120))),
    Segment("地方国企·利润", 0.34, 1.1, 1.3, (0.18, 0.46, 0.24, 0.12), ((50, 30), (50, 90))),
    Segment("初创·培育", 0.56, 0.55, 0.7, (0.26, 0.38, 0.24, 0.12), ((100, 20),)),
)
STARTUP = 2
CUSTOMERS = 500
# How many of the start-ups had ever bought by a year: the offer was simplified for the running one.
STARTUPS_BUYING = {2023: 0.22, 2024: 0.27, 2025: 0.32, 2026: 0.62}
ORDERS = {2023: 1180, 2024: 1290, 2025: 1400, 2026: 1640}
MONTH_WEIGHT = (0.85, 0.70, 1.00, 0.85, 0.92, 1.12, 0.86, 0.90, 1.12, 0.90, 1.08, 1.35)
RATES = {
    "USD": ("6.9646", "7.2258", "7.0827", "7.1268", "7.1884", "7.1534", "7.0120", "6.9680"),
    "EUR": ("7.4229", "7.8771", "7.8592", "7.6617", "7.5257", "8.4024", "8.2350", "8.1470"),
}
