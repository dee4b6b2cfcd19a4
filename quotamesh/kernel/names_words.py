"""Words that names of companies share: legal forms, the country, provinces and larger cities."""

_CHINESE_ENDINGS = """
有限责任公司 股份有限公司 集团有限公司 有限公司 股份公司 集团公司 责任公司 控股公司 总公司 公司 集团 股份 控股 科技
"""
_LATIN_ENDINGS = """
co company ltd limited inc incorporated corp corporation llc llp lp plc gmbh ag kg mbh ohg ug sa sas sarl srl spa bv nv
ab as oy aps kk pte pty group holding holdings
"""
_PROVINCES = """
北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南
陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾
"""
_CITIES = """
石家庄 唐山 秦皇岛 保定 太原 大同 沈阳 大连 鞍山 长春 哈尔滨 大庆 南京 无锡 徐州 常州 苏州 南通 扬州 镇江 泰州 杭州
宁波 温州 嘉兴 湖州 绍兴 金华 台州 合肥 芜湖 马鞍山 福州 厦门 泉州 漳州 南昌 赣州 济南 青岛 淄博 烟台 潍坊 威海 临沂
郑州 洛阳 武汉 宜昌 襄阳 长沙 株洲 湘潭 岳阳 广州 深圳 珠海 佛山 东莞 中山 惠州 汕头 海口 三亚 成都 绵阳 德阳 贵阳
昆明 西安 咸阳 宝鸡 兰州 西宁 呼和浩特 包头 鄂尔多斯 南宁 柳州 桂林 拉萨 银川 乌鲁木齐
"""


def _longest_first(*texts: str) -> tuple[str, ...]:
    return tuple(sorted((word for text in texts for word in text.split()), key=len, reverse=True))


CHINESE_ENDINGS = _longest_first(_CHINESE_ENDINGS)
LATIN_ENDINGS = frozenset(_longest_first(_LATIN_ENDINGS))
COUNTRIES = frozenset(("中国", "china", "prc", "cn"))
PLACES = _longest_first(_PROVINCES, _CITIES)
PLACE_TAILS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
BRANCHES = ("分公司", "子公司", "办事处")
