"""Names of companies: what is left of them, and which two are alike."""

import pytest
from hypothesis import given, strategies

from quotamesh.kernel.names import Name, alike, blocks, one_slip, pairs, read

PARTS = (
    "上海",
    "北京市",
    "广东省",
    "华新",
    "装备",
    "科技",
    "集团",
    "股份",
    "有限公司",
    "有限责任公司",
    "(中国)",
    "（上海）",
)
LATIN = ("North", "wind", "Power", "Co.,", "Ltd", "GmbH", "Inc.", "l", "td", "S.A.", "2", "12")
made_up = strategies.lists(strategies.sampled_from((*PARTS, *LATIN, " ", "·", "-")), max_size=7).map("".join)
texts = made_up | strategies.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "core", "place"),
    [
        ("上海华新装备有限公司", "华新装备", "上海"),
        ("华新装备（上海）股份有限公司", "华新装备", "上海"),
        ("上海市 华新装备 集团有限公司", "华新装备", "上海"),
        ("广东省深圳市腾云科技有限责任公司", "腾云", "深圳"),
        ("华新装备(中国)有限公司", "华新装备", ""),
        ("ＮＯＲＴＨＷＩＮＤ　Ｐｏｗｅｒ Co., Ltd.", "northwind power", ""),
        ("Berg & Söhne G.m.b.H.", "berg söhne", ""),
        ("Acme Holdings Inc.", "acme", ""),
        ("科技有限公司", "科技", ""),
        ("华新储能集团上海分公司", "华新储能", "上海"),
        ("北京华新集团股份有限公司上海市分公司", "华新", "上海"),
        ("华新第一分公司", "华新第一分公司", ""),
        ("上海", "上海", ""),
        ("😀😀", "😀😀", ""),
        ("", "", ""),
    ],
)
def test_what_is_left(text, core, place):
    assert read(text) == Name(core, place)


@given(texts)
def test_the_core_of_a_core_is_itself(text):
    core = read(text).core
    assert read(core).core == core


@given(texts, texts)
def test_likeness_is_the_same_either_way_round(one, other):
    a, b = read(one), read(other)
    assert alike(a, b) == alike(b, a)
    assert alike(a, a) == 100


@given(texts, texts)
def test_alike_names_share_a_block(one, other):
    """So that blocking loses nothing."""
    a, b = read(one), read(other)
    if alike(a, b):
        assert set(blocks(a)) & set(blocks(b))


@given(strategies.text("abcd", max_size=8), strategies.text("abcd", max_size=8))
def test_one_slip_is_an_edit_of_one(a, b):
    assert one_slip(a, b) == (_distance(a, b) <= 1)


def _distance(a: str, b: str) -> int:
    """Optimal string alignment, the plain way."""
    table = [[i + j for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("上海华新装备有限公司", "华新装备（上海）股份有限公司", 100),
        ("上海华新装备有限公司", "华新装备", 95),
        ("上海华新装备有限公司", "北京华新装备有限公司", 0),
        ("Power Northwind Ltd", "Northwind Power GmbH", 92),
        ("Northwind Power", "Norhtwind Power", 93),
        ("华新重工装备", "华兴重工装备", 83),
        ("Customer 1", "Customer 2", 0),
        ("华新", "华兴", 0),
    ],
)
def test_how_alike(one, other, likeness):
    assert alike(read(one), read(other)) == likeness


@given(strategies.lists(made_up, max_size=12), strategies.integers(0, 12))
def test_pairs_are_all_that_are_alike(names, fresh):
    """Below the size of a crowd, blocks find what comparing each with each finds."""
    cores = [read(name) for name in names]
    every = {
        (i, j, alike(cores[i], cores[j]))
        for j in range(fresh, len(cores))
        for i in range(j)
        if alike(cores[i], cores[j])
    }
    assert set(pairs(cores, fresh)) == every
