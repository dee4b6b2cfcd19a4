"""What people of the demo company write after a call or a visit, composed of parts."""

import numpy as np

OPENINGS = (
    "到{name}现场走访，", "与设备部{who}面谈，", "拜访{who}，", "参加{name}技术交流会，", "陪同售前到现场勘察，",
    "与采购部{who}沟通，", "到车间看了{thing}的使用情况，", "和{who}吃了个便饭，", "应邀参加项目例会，",
    "给{who}演示了{thing}方案，",
)  # fmt: skip
CALLS = (
    "电话联系{who}，", "回复{who}来电，", "致电{who}确认进度，", "与{who}通话二十分钟，", "电话跟进{thing}报价，",
)  # fmt: skip
TOPICS = (
    "重点谈了{thing}的选型和产能匹配", "讨论{thing}的交付周期和分批到货", "核对了{thing}的技术参数和接口",
    "了解到老产线的备件已停产，{thing}改造提上日程", "对方介绍了明年的扩产计划，{thing}在预算内",
    "比较了我们和竞品的{thing}方案，主要差在服务响应", "确认{thing}招标时间在下季度",
    "梳理了{thing}项目的决策流程和签字人",
    "谈到{thing}的能耗指标，需要现场数据", "看了{thing}样机的运行视频，问得很细",
    "就{thing}合同条款交换意见，付款方式还有分歧", "回访{thing}运行情况，整体稳定",
)  # fmt: skip
REACTIONS = (
    "，对方认可方案，等领导定。", "，客户表示价格偏高。", "，气氛不错，愿意继续谈。", "，{who}会帮我们约分管副总。",
    "，对方要看同行业案例。", "，财务还没有批预算。", "，对手上周也来过。", "，要求两周内给正式方案。", "，意向明确。",
    "，技术上没有问题，商务待定。",
)  # fmt: skip
NEEDS = (
    "交付周期不超过 60 天，分两批到货", "希望有同行业案例和投资回报测算", "年节电 10% 以上，要求写进合同",
    "换型停机时间减半",
    "质保延长到三年，本地驻场", "接口要和现有控制系统打通", "预算上限 280 万，可分期", "旺季前必须投产",
    "对上次安装的响应速度不满意", "要求提供样机试用一个月",
)  # fmt: skip
STEPS = (
    "发送正式报价", "约分管副总见面", "提交投资回报测算", "安排售前现场勘察", "寄送同行业案例", "再次致电确认预算",
    "邀请参观标杆工厂", "提交修改后的合同", "跟进招标文件", "协调样机试用",
)  # fmt: skip
WHO = (
    "王经理",
    "李主任",
    "张工",
    "刘部长",
    "陈总",
    "赵经理",
    "周工",
    "吴主管",
    "孙总监",
    "马厂长",
    "胡工",
    "林经理",
)
ENGLISH = (
    (
        "Visited {name} and walked the site. ", "Called {name} on the schedule. ", "Video meeting with {name}. ",
        "Lunch with the buyer in town. ", "Met two engineers at the fair. ", "Plant manager rang back. ",
        "Joined their weekly project round. ", "Showed references from the port terminal. ",
    ),
    (
        "They see {thing} in the new hall two", "Finance asks for the payback of {thing}",
        "They compare two offers for {thing}", "Delivery of {thing} before the holidays decides",
        "Local service matters more than price of {thing}", "Grid operator has not approved {thing} yet",
        "Questions on spare parts and warranty of {thing}", "Pilot with one unit of {thing} is on the table",
        "Old supplier quoted {thing} last month", "Customs and freight for {thing} to be clarified",
    ),
    (
        "; engineering is convinced.", "; board meets next month.", "; they want it in writing.",
        "; the budget is there.", "; price is too high by a tenth.", "; a competitor was in last week.",
        "; our partner joins next time.", "; nothing decided, mood friendly.",
    ),
)  # fmt: skip
THINGS = (
    "储能系统", "光伏逆变设备", "风电变流设备", "工业机器人", "控制系统", "伺服驱动", "立体仓库", "搬运机器人",
    "仓储软件",
    "运维服务", "改造升级",
)  # fmt: skip
ABROAD = (
    "the storage system", "the inverter line", "the wind converter", "the robot cell", "the control system",
    "the servo drives", "the high-bay store", "the transfer robots", "the store software", "the service contract",
    "the retrofit",
)  # fmt: skip
SAME = "与客户沟通{thing}方案，客户表示认可，后续继续跟进，保持联系，争取尽快推进项目落地"
NOTES = ("已与客户核实，确有其事。", "情况属实，需求记得很清楚。", "客户记得这次拜访。")
DOUBT = "客户说那天没有见面，是电话里谈的，已与本人沟通，改记为电话。"


class Writer:
    """Draws texts; `same` is somebody who writes everything alike."""

    def __init__(self, rng: np.random.Generator):
        self.rng = rng

    def one(self, words: tuple[str, ...]) -> str:
        return words[int(self.rng.integers(len(words)))]

    def summary(self, name: str, way: str, *, abroad: bool, same: bool) -> str:
        thing = self.one(ABROAD if abroad else THINGS)
        if same:
            return SAME.format(thing=thing)
        if abroad:
            return "".join(map(self.one, ENGLISH)).format(name=name, thing=thing)
        who, opening = self.one(WHO), self.one(CALLS if way == "call" else OPENINGS)
        pattern = opening + self.one(TOPICS) + self.one(REACTIONS)
        return pattern.format(name=name, thing=thing, who=who)
