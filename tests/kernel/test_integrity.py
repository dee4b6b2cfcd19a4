"""What is worth a look: each mark on a case a person would mark, and properties that hold of all."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel import integrity


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def test_a_burst_is_five_within_ten_minutes_by_one_person():
    seconds = ints(0, 60, 120, 180, 240, 10_000, 0, 100)
    person = ints(1, 1, 1, 1, 1, 1, 2, 2)
    assert integrity.bursts(person, seconds).tolist() == [True] * 5 + [False] * 3
    assert not integrity.bursts(ints(1, 1, 1, 1, 1), ints(0, 200, 400, 600, 800)).any()
    assert not integrity.bursts(ints(1, 2, 3, 4, 5), ints(0, 1, 2, 3, 4)).any()


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5_000)), max_size=40), st.randoms())
def test_bursts_do_not_depend_on_the_order_and_agree_with_the_plain_way(rows, random):
    person, seconds = (ints(*(row[i] for row in rows)) for i in (0, 1))
    found = integrity.bursts(person, seconds)

    def plain(i: int) -> bool:
        mine = sorted(s for p, s in rows if p == rows[i][0])
        runs = [mine[k : k + 5] for k in range(len(mine) - 4)]
        return any(run[-1] - run[0] <= 600 and run[0] <= rows[i][1] <= run[-1] for run in runs)

    assert found.tolist() == [plain(i) for i in range(len(rows))]
    places = list(range(len(rows)))
    random.shuffle(places)
    assert integrity.bursts(person[places], seconds[places]).tolist() == found[places].tolist()


def test_near_copies_are_the_later_ones_of_the_same_person():
    first = "与设备部王经理沟通储能系统方案，客户关注交付周期和价格，约定下周提供报价"
    texts = [
        first,
        first.replace("王经理", "李经理"),
        "今天去现场看了二号产线的改造情况，反馈良好",
        first,
        "好的",
    ]
    found = integrity.near_copies(ints(1, 1, 1, 2, 1), texts)
    assert found.tolist() == [False, True, False, False, False]


def test_short_texts_are_not_compared():
    assert not integrity.near_copies(ints(1, 1, 1), ["无人接听", "无人接听", "无人接听"]).any()


@given(st.lists(st.text("abcdefg ", min_size=12, max_size=30), max_size=12))
def test_likeness_agrees_with_the_plain_jaccard(texts):
    found = integrity.near_copies(np.zeros(len(texts), dtype=np.int64), texts)
    sets = [integrity.shingles(text) for text in texts]

    def alike(a, b) -> bool:
        return bool(a & b) and len(a & b) >= integrity.LIKENESS * len(a | b)

    assert found.tolist() == [any(alike(sets[i], sets[j]) for j in range(i)) for i in range(len(texts))]


def test_blocks_do_not_matter(monkeypatch):
    texts = [f"text number {n % 7} of several that are quite alike {n % 7}" for n in range(30)]
    whole = integrity.near_copies(np.zeros(30, dtype=np.int64), texts)
    monkeypatch.setattr(integrity, "BLOCK", 4)
    assert integrity.near_copies(np.zeros(30, dtype=np.int64), texts).tolist() == whole.tolist()


SHANGHAI, SUZHOU, BEIJING = (31_230_400, 121_473_700), (31_299_000, 120_585_300), (39_904_200, 116_407_400)


def places(*stops) -> tuple:
    latitude, longitude, seconds = zip(*((*place, hours * 3600) for place, hours in stops), strict=True)
    known = np.ones(len(stops), dtype=bool)
    return np.ones(len(stops), dtype=np.int64), ints(*seconds), ints(*latitude), ints(*longitude), known


def test_beijing_half_an_hour_after_shanghai_cannot_be():
    assert integrity.impossible_places(*places((SHANGHAI, 0), (SUZHOU, 1), (BEIJING, 2))).tolist() == [
        False,
        False,
        True,
    ]
    assert not integrity.impossible_places(*places((SHANGHAI, 0), (BEIJING, 6))).any()
    assert not integrity.impossible_places(*places((SHANGHAI, 0), (SHANGHAI, 0))).any()


def test_distances_are_those_of_the_earth():
    found = integrity.kilometres(*(ints(value) for value in (*SHANGHAI, *BEIJING)))
    assert abs(found[0] - 1_067) < 5


def test_round_numbers_are_those_that_end_in_nought_or_five():
    assert integrity.round_numbers(ints(1, 5, 7, 10, 12, 0)) == (2, 4)


def test_what_stands_out_among_peers():
    z = integrity.robust_z(np.array([0.1, 0.12, 0.08, 0.1, 0.9]))
    assert z[4] > 10
    assert abs(z[:4]).max() < 1
    assert integrity.robust_z(np.array([0.5] * 6)).tolist() == [0.0] * 6


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.floats(-1, 1))
def test_standing_out_does_not_depend_on_where_all_stand(values, shift):
    shares = np.array(values)
    assert np.allclose(integrity.robust_z(shares), integrity.robust_z(shares + shift), atol=1e-6)


def test_a_draw_is_stable_and_does_not_depend_on_the_order():
    keys = [f"record {n}" for n in range(50)]
    drawn = {keys[i] for i in integrity.drawn("2026-11-16", keys, 5)}
    back = keys[::-1]
    assert {back[i] for i in integrity.drawn("2026-11-16", back, 5)} == drawn
    assert {keys[i] for i in integrity.drawn("2026-11-23", keys, 5)} != drawn
