"""The texts an agreement is made with: the company's own for the role, else for everybody, else these.

They promise no figure: what is paid stands in the incentive plan, to which they refer.
"""

from collections.abc import Iterable

from quotamesh.plan.agreements.models import Terms

PARTS = ("standard", "reward", "penalty")
TONGUES = ("zh", "en")
Text = dict[str, dict[str, str]]

STANDARD: Text = {
    "standard": {
        "zh": "以公司销售管理系统中本期间的实际完成数为准："
        "订单按下单日期、回款按到账日期、按业绩归属份额计入，退货扣减。达成率＝实际完成数÷目标数。"
        "达成率达到 100% 为完成目标；达到冲刺目标、挑战目标的，分别认定为完成冲刺、完成挑战。",
        "en": "What counts is the actual of the period in the company's sales system: orders at their date and "
        "payments at theirs, credited by share, less returns. Attainment is actual ÷ target. The target is met at "
        "100 %; stretch and challenge are met when their own figures are reached.",
    },
    "reward": {
        "zh": "达成本责任书所列目标的，按公司当期有效的激励方案兑现奖励；达到冲刺、挑战目标的，按该方案相应档次执行。",
        "en": "Who meets these targets is rewarded by the company's incentive plan in force in the period; "
        "stretch and challenge by its respective steps.",
    },
    "penalty": {
        "zh": "未达成目标的，责任人应提交偏差原因与改进措施，并按公司当期有效的绩效管理制度处理。",
        "en": "Where a target is missed, the owner states causes and measures; the company's performance rules in "
        "force in the period apply.",
    },
}


def terms_by_role(roles: Iterable[str]) -> dict[str, tuple[int, Text]]:
    """{role: (version, text)}; version 0 is the text the product comes with."""
    wanted = set(roles)
    latest: dict[str, tuple[int, Text]] = {}
    for terms in Terms.objects.filter(role__in=wanted | {""}).order_by("version"):
        latest[terms.role] = (terms.version, terms.text)
    return {role: latest.get(role) or latest.get("") or (0, STANDARD) for role in wanted}
