"""The daily reports of the last two weeks: most sent, some missing or late, and what the leaders said."""

from datetime import date, timedelta

import numpy as np

from quotamesh.base.people.models import Tenure, User
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import viewer_of
from quotamesh.check.dailyreports.access import reporters
from quotamesh.check.dailyreports.actions import Told, chase, comment, store_reports
from quotamesh.check.dailyreports.models import DailyReport
from quotamesh.check.dailyreports.queries import is_worked
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

SEED, DAYS = 71, 14
SENT, LATE = 0.88, 0.06
WORDS = (
    "下午两家客户都在谈明年预算，节奏比预想快。", "客户设备部换了负责人，需要重新建立联系。",
    "样板项目参观反馈好，准备报价。", "一家客户说要等集团批复，预计下周有消息。",
    "", "", "今天电话多，约到三个拜访。", "竞争对手在降价，我们强调节能测算。", "回款催了两家，一家答应月底前付。",
)  # fmt: skip
THINGS = (
    "给设备部送节能测算", "约分管副总见面", "把报价单发出去", "跟进回款", "准备技术交流会材料", "回访上周拜访的三家",
    "补齐决策人信息", "确认样机到货时间", "整理明年用量预测",
)  # fmt: skip
SAID = (
    "节奏不错，明天先把报价落实。", "这家的决策链再问清楚一点，需要的话我陪你去。",
    "拜访质量比数量重要，今天两家都很扎实。",
    "预算时间点要写进商机里。",
)  # fmt: skip


def play() -> None:
    rng = np.random.default_rng(SEED)
    found = company()
    for day in _days(found):
        told = [row for tenure in reporters(day) if (row := _report(rng, tenure, day))]
        store_reports(acting("", day, 19), found, day, told)
    _comments(rng)
    chase(acting("Quotamesh", shape.DEMO_DAY, 8), found, shape.DEMO_DAY)


def _days(found) -> list[date]:
    """Worked days before the demo's; its own day is still to be reported."""
    days = [shape.DEMO_DAY - timedelta(n) for n in range(DAYS, 0, -1)]
    return [day for day in days if is_worked(found, day)]


def _report(rng: np.random.Generator, tenure: Tenure, day: date):
    chance = rng.random()
    words = WORDS[int(rng.integers(len(WORDS)))]
    picked = rng.choice(len(THINGS), 3, replace=False).tolist()
    things = tuple(THINGS[place] for place in picked[: int(rng.integers(1, 4))])
    if chance > SENT:
        return None
    late = day + timedelta(1) < shape.DEMO_DAY and chance < LATE
    by = acting(tenure.person.name, day + timedelta(1) if late else day, 9 if late else 18)
    return tenure, Told(words, things), by


def _comments(rng: np.random.Generator) -> None:
    """The leader one can sign in as comments, and the representative answers once."""
    leader, representative = (User.objects.get(username=name) for name in ("leader", "representative"))
    sight = viewer_of(leader, shape.DEMO_DAY)
    reports = DailyReport.objects.filter(sight.units("seat__")).exclude(words="").select_related("person")
    for place, report in enumerate(reports.order_by("-day", "person_id")[:8]):
        said = SAID[int(rng.integers(len(SAID)))]
        comment(acting(sight.name, report.day, 20, leader.pk), sight, report, said)
        if report.person_id == representative.person_id and place < 6:
            own = viewer_of(representative, shape.DEMO_DAY)
            comment(acting(own.name, report.day, 21, representative.pk), own, report, "好的，明天上午就办。")
