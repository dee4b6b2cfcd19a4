"""How far the running year's new-energy target was in reach when it was set, and how far next year's wish is."""

from datetime import date

from quotamesh.base.people.models import User
from quotamesh.base.people.queries import company, root_unit
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.plan.calibration.actions import Wanted, change_inputs, create_calibration
from quotamesh.plan.calibration.inputs import Inputs
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

YEAR = shape.YEARS[-1]
M = shape.MILLION
WAN = M // 100
THEN, MIDYEAR, NOW = date(YEAR - 1, 12, 18), date(YEAR, 7, 6), shape.DEMO_DAY
WISH, NEXT_WISH = 150 * M, 650 * M
# Budget, cost of a lead, conversion, order value, tools; what the start-ups' simpler offer does is the conversion.
CHANNELS_THEN = (
    (
        "央企·战略 招投标",
        (220, 260, 300),
        (3.2, 4.0, 5.0),
        (0.14, 0.18, 0.22),
        (360, 420, 500),
        (0.0, 0.05, 0.1),
    ),
    (
        "地方国企·利润 行业会",
        (190, 220, 250),
        (1.4, 1.8, 2.3),
        (0.09, 0.12, 0.15),
        (170, 210, 260),
        (0.0, 0.05, 0.1),
    ),
    (
        "初创·培育 数字营销",
        (120, 150, 180),
        (0.35, 0.45, 0.6),
        (0.05, 0.09, 0.12),
        (45, 60, 80),
        (0.1, 0.2, 0.3),
    ),
)
REPEAT_THEN = (36, 44, 52)
CHANNELS_NEXT = (
    (
        "存量客户增购",
        (300, 340, 380),
        (1.6, 2.0, 2.5),
        (0.18, 0.22, 0.26),
        (380, 440, 520),
        (0.05, 0.1, 0.15),
    ),
    ("招投标", (420, 480, 540), (3.0, 3.8, 4.6), (0.13, 0.16, 0.2), (420, 500, 600), (0.0, 0.05, 0.1)),
    (
        "行业会与转介绍",
        (260, 300, 340),
        (1.5, 1.9, 2.4),
        (0.1, 0.13, 0.16),
        (160, 200, 250),
        (0.0, 0.05, 0.1),
    ),
    ("数字营销", (220, 260, 300), (0.35, 0.45, 0.6), (0.08, 0.1, 0.12), (50, 65, 85), (0.1, 0.2, 0.3)),
)
REPEAT_NEXT = (240, 270, 300)
MEASURED = (
    {"name": "初创客户简化方案", "who": "all", "amount": [0.22, 0.30, 0.40], "share": 1.0, "month": 1,
     "source": "赢单率 5% → 12%，1,000 家对照"},
    {"name": "选型报价工具", "who": "all", "amount": [0.08, 0.12, 0.18], "share": 1.0, "month": 1,
     "source": "上半年周期缩短 11 天"},
)  # fmt: skip


def play() -> None:
    """The running year's wish was looked at twice: when it was set, and in mid-year when the pilots were measured."""
    user = User.objects.select_related("person").get(username="operations")

    def on(day: date):
        return acting(user.person.name, day, 15, user.pk)

    wish = create_calibration(on(THEN), company(), _new_energy(), THEN)
    inputs = {**wish.inputs, "uplifts": [*wish.inputs["uplifts"], *MEASURED]}
    values = {"intent": WISH, "inputs": inputs, "seen": wish.revision, "as_of": MIDYEAR}
    change_inputs(on(MIDYEAR), company(), wish, **values)
    create_calibration(on(NOW), company(), _next_year(), NOW)


def _new_energy() -> Wanted:
    inputs = _inputs(CHANNELS_THEN, REPEAT_THEN, f"FY{YEAR} 市场预算表")
    inputs["uplifts"] = [_uplift("新能源方案训练营", "all", (0.20, 0.25, 0.30), 1, "试点团队前后对比")]
    inputs["break_even"] = _costs(21, 6, "0.29", "财务部预算")
    return _wanted("新能源 1.5 亿能不能做到", YEAR, "NE", WISH, inputs)


def _next_year() -> Wanted:
    inputs = _inputs(CHANNELS_NEXT, REPEAT_NEXT, f"FY{YEAR + 1} 预算草案")
    inputs["uplifts"] = [
        _uplift("新人带教", "fresh", (0.15, 0.25, 0.35), 3, "培训部计划"),
        _uplift("方案训练营推广到全部产品线", "all", (0.10, 0.15, 0.20), 2, "新能源条线实测"),
        _uplift("报价工具", "all", (0.02, 0.05, 0.08), 4, "华南大区试用三个月"),
    ]
    inputs["break_even"] = _costs(118, 40, "0.32", "财务部预算草案")
    return _wanted(f"FY{YEAR + 1} 增长 20% 有多大把握", YEAR + 1, "", NEXT_WISH, inputs)


def _uplift(name: str, who: str, amount: tuple[float, ...], month: int, source: str) -> dict:
    return {
        "name": name, "who": who, "amount": list(amount), "share": 1.0, "month": month, "source": source
    }  # fmt: skip


def _costs(fixed: int, profit: int, margin: str, source: str) -> dict:
    return {"fixed_cost": fixed * M, "profit": profit * M, "margin": margin, "source": source}


def _wanted(name: str, year: int, product: str, intent: int, inputs: Inputs) -> Wanted:
    node = Product.objects.get(code=product) if product else Product.objects.get(parent=None)
    return Wanted(name, year, root_unit(), node, KEYS["revenue"], intent, inputs)


def _inputs(channels: tuple, repeat: tuple[int, ...], source: str) -> Inputs:
    return {
        "channels": [_channel(*each, source) for each in channels],
        "repeat": {"amount": [value * M for value in repeat], "source": "在手框架协议"},
    }


def _channel(name: str, budget, cost, conversion, value, tools, source: str) -> dict:
    return {
        "name": name,
        "budget": [amount * WAN for amount in budget],
        "cost_per_lead": [round(amount * WAN) for amount in cost],
        "conversion": list(conversion),
        "order_value": [amount * WAN for amount in value],
        "tools": list(tools),
        "source": source,
    }
