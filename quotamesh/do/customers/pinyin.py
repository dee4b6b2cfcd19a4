"""First letters and full readings of Chinese names, a character at a time: names repeat a few thousand of them."""

from functools import cache

# As these characters are read in names of companies.
IN_NAMES = {
    "长": "chang",
    "都": "du",
    "盛": "sheng",
    "乐": "le",
    "朝": "chao",
    "传": "chuan",
    "大": "da",
    "合": "he",
}
# Where the usual reading of a character is not the one meant.
PHRASES = {
    "重庆": ("chong", "qing"),
    "长安": ("chang", "an"),
    "厦门": ("xia", "men"),
    "银行": ("yin", "hang"),
    "商行": ("shang", "hang"),
    "朝阳": ("chao", "yang"),
    "音乐": ("yin", "yue"),
}


@cache
def reading(character: str) -> str:
    """The usual reading without tones; what is no Chinese character reads as itself."""
    if character in IN_NAMES:
        return IN_NAMES[character]
    # Its tables take a while to load, and only those who search or import need them.
    from pypinyin import lazy_pinyin

    return lazy_pinyin(character)[0]


def readings(text: str) -> list[str]:
    """The reading of each character."""
    found = [reading(character) for character in text]
    for phrase, meant in PHRASES.items():
        place = text.find(phrase)
        while place >= 0:
            found[place : place + 2] = meant
            place = text.find(phrase, place + 2)
    return found
