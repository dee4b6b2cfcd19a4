"""Invented names of people and companies."""

import numpy as np

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余"
    "杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆汪范石廖"
)
GIVEN = (
    "晨宇航帆睿博远哲瑞嘉铭轩泽涛峰磊俊凯昊然雅婷静怡欣悦梓萱诗涵雨桐晓琳思颖慧敏佳宁"
    "若曦文清安澜启明知行云舒以恒书瑶景行"
)
INVENTED = (
    "沅启", "岱衡", "霁川", "砚山", "澄岳", "珩通", "昀泽", "朔望",
    "翊辰", "衡岳", "曜川", "梵远", "泓拓", "旌航", "澜石", "璟和",
    "峤创", "芷源", "骁骏", "逸岚", "拓朗", "恪勤", "凌霄川", "合曜",
)  # fmt: skip
INDUSTRIES = (
    ("电力能源", "电力"), ("轨道交通", "轨道交通"), ("汽车制造", "汽车"), ("物流仓储", "物流"), ("化工材料", "化工"),
    ("冶金矿业", "矿冶"), ("锂电储能", "储能"), ("半导体", "微电子"), ("食品饮料", "食品"), ("港口航运", "港口"),
)  # fmt: skip
HEADS = ("中岳", "国衡", "华岱", "中澜", "国曜", "中衡", "华沅", "国泓")
STATE = ("集团", "股份", "建设集团", "工程公司")
LOCAL = ("集团", "控股", "实业", "股份")
YOUNG = ("科技", "智能", "新材", "机器人", "氢能", "光储")
ABROAD_FIRST = (
    "Nordhaven", "Solmira", "Kestrelon", "Alvarez-Ruy", "Meridiaan",
    "Tanjora", "Halvorsen", "Qasrani", "Verdemonte", "Oakenfell",
)  # fmt: skip
ABROAD_LAST = ("Energi AB", "Power B.V.", "Logistics FZE", "Automation Pte", "Solar SpA", "Systems GmbH")
CHANNELS = (("直销", 0.55), ("招投标", 0.25), ("渠道伙伴", 0.20))


def people(rng: np.random.Generator, count: int) -> list[str]:
    """Different names of two or three characters."""
    found: dict[str, None] = {}
    while len(found) < count:
        given = "".join(GIVEN[i] for i in rng.integers(len(GIVEN), size=1 + (rng.random() < 0.8)))
        found[SURNAMES[rng.integers(len(SURNAMES))] + given] = None
    return list(found)


class Firms:
    """Different names of firms."""

    def __init__(self, rng: np.random.Generator):
        self.rng = rng
        self.taken: set[str] = set()

    def name(self, segment: int, place: str, word: str, *, abroad: bool) -> str:
        while True:
            name = self._abroad() if abroad else self._home(segment, place, word)
            if name not in self.taken:
                self.taken.add(name)
                return name

    def _one(self, words):
        return words[self.rng.integers(len(words))]

    def _abroad(self) -> str:
        return f"{self._one(ABROAD_FIRST)} {self._one(ABROAD_LAST)}"

    def _home(self, segment: int, place: str, word: str) -> str:
        if segment == 0:
            return f"{self._one(HEADS)}{word}{self._one(STATE)}{place}分公司"
        if segment == 1:
            return f"{place}{self._one(INVENTED)}{word}{self._one(LOCAL)}"
        return f"{place}{self._one(INVENTED)}{self._one(YOUNG)}"
