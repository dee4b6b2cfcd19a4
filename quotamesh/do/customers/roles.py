"""Words for the part somebody has in a decision to buy, as tables use them."""

ROLES: dict[str, tuple[str, ...]] = {
    "decides": (
        *(
            "decider",
            "decision maker",
            "decision-maker",
            "decides",
            "economic buyer",
            "approver",
            "owner",
            "ceo",
        ),
        *(
            "决策",
            "决策者",
            "决策人",
            "拍板人",
            "最终决策人",
            "批准人",
            "审批人",
            "总经理",
            "董事长",
            "老板",
            "负责人",
            "经济决策者",
        ),
    ),
    "influences": (
        *("influencer", "influence", "technical buyer", "evaluator", "recommender", "advisor", "gatekeeper"),
        *(
            "影响",
            "影响者",
            "影响人",
            "评估者",
            "评估人",
            "技术把关",
            "技术把关者",
            "技术决策者",
            "推荐人",
            "顾问",
            "把关者",
        ),
    ),
    "uses": (
        *("user", "end user", "use", "operator", "user buyer"),
        *("使用", "使用者", "使用人", "用户", "最终用户", "操作人"),
    ),
    "buys": (
        *("buyer", "purchaser", "purchasing", "procurement", "buy"),
        *("采购", "采购者", "采购人", "购买者", "采购经理", "商务"),
    ),
    "champions": (
        *("champion", "supporter", "supports us", "sponsor", "coach", "internal champion"),
        *("支持", "支持者", "支持我们", "内线", "教练", "倡导者", "内部支持者", "拥护者"),
    ),
    "other": ("none", "unknown", "contact", "其他", "其它", "无", "未知", "联系人"),
}
