"""The market's arithmetic: its parts add up, its range holds its likely value, what cannot be is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.distributions import BadEstimate, draw_pert, pert_mean, three_points
from quotamesh.kernel.market import FACTORS, BadMarket, Market, whole_parts

WIDE = {"customers": (0, 5_000), "growth": (-0.5, 1), "order_value": (0, 10**9)}


def factor(name: str):
    low, high = WIDE.get(name, (0, 1))
    return st.lists(st.floats(low, high), min_size=3, max_size=3).map(sorted)


SEGMENT = st.tuples(*(factor(name) for name in FACTORS))
EFFECT = st.lists(st.floats(-0.9, 1), min_size=3, max_size=3).map(sorted)
NICHE = st.lists(st.floats(0, 10**11), min_size=3, max_size=3).map(sorted)


@st.composite
def markets(draw) -> Market:
    segments = draw(st.lists(SEGMENT, max_size=4))
    scans = draw(st.lists(EFFECT, max_size=3))
    niches = draw(st.lists(NICHE, max_size=3))
    touches = draw(
        st.lists(
            st.lists(st.booleans(), min_size=len(segments), max_size=len(segments)),
            min_size=len(scans),
            max_size=len(scans),
        )
    )
    return Market(
        factors=np.array(segments, dtype=float).transpose(1, 2, 0) if segments else Market().factors,
        scans=np.array(scans, dtype=float).reshape(-1, 3).T,
        touches=np.array(touches, dtype=bool).reshape(len(scans), len(segments)),
        niches=np.array(niches, dtype=float).reshape(-1, 3).T,
    )


def one(**changed) -> Market:
    """1,000 customers, 30 % with a need, half of them reached, 20 % won, 100,000.00 each: 3,000,000.00."""
    points = {
        "customers": (1000,) * 3,
        "growth": (0,) * 3,
        "need": (0.3,) * 3,
        "reach": (0.5,) * 3,
        "win": (0.2,) * 3,
        "order_value": (100_000_00,) * 3,
    } | changed
    return Market(np.array([points[name] for name in FACTORS], dtype=float)[:, :, None])


def test_a_segment_is_the_product_of_its_factors():
    assert one().likely() == one().expected() == 3_000_000_00
    assert one(growth=(0.1, 0.1, 0.1)).likely() == 3_300_000_00


def test_scans_multiply_and_niches_add():
    market = Market(
        one().factors,
        scans=np.array([[0.1, -0.2]] * 3),
        touches=np.array([[True], [True]]),
        niches=np.array([[7.0]] * 3),
    )
    assert market.likely() == round(3_000_000_00 * 1.1 * 0.8) + 7
    parts = market.parts()
    assert parts.segments.tolist() == [3_000_000_00]
    assert parts.niches.tolist() == [7]
    assert parts.scans[0] > 0 > parts.scans[1]
    assert parts.total() == market.likely()


def test_parts_do_not_depend_on_the_order_of_scans():
    def parts(effects):
        touches = np.ones((2, 1), dtype=bool)
        return Market(one().factors, np.array([effects] * 3), touches).parts().scans.tolist()

    assert parts((0.3, -0.1)) == parts((-0.1, 0.3))[::-1]


@given(markets())
def test_parts_add_up_to_the_likely_amount_to_the_cent(market):
    assert market.parts().total() == market.likely()


@given(markets())
def test_the_range_is_ordered_reproducible_and_lies_between_the_ends(market):
    found = market.quantiles(7, 200)
    assert found == market.quantiles(7, 200)
    assert list(found) == sorted(found)
    ends = [market._value(market.factors[:, end], market.scans[end], market.niches[end]) for end in (0, 2)]
    assert ends[0] - 1 <= found[0] <= found[2] <= ends[1] + 1


def test_draws_have_the_expected_mean():
    market = one(win=(0.05, 0.12, 0.3), customers=(500, 1000, 2500))
    drawn = market.draw(np.random.default_rng(1), 200_000)
    assert drawn.mean() == pytest.approx(market.expected(), rel=0.01)


def test_swings_name_the_widest_input_first():
    market = one(win=(0.05, 0.2, 0.4), need=(0.29, 0.3, 0.31))
    assert [swing.name for swing in market.swings()] == ["win", "need"]
    assert (market.swings()[0].low, market.swings()[0].high) == (750_000_00, 6_000_000_00)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"win": (0.5, 0.9, 1.1)}, "over-one"),
        ({"customers": (-1, 5, 6)}, "negative"),
        ({"growth": (-1, 0, 0)}, "wipes-out"),
    ],
)
def test_what_cannot_be_is_refused(changed, reason):
    with pytest.raises(BadMarket) as caught:
        one(**changed)
    assert (caught.value.reason, caught.value.place) == (reason, 0)


def test_more_than_can_be_counted_exactly_is_refused():
    with pytest.raises(BadMarket, match="too-large"):
        one(customers=(1, 1, 10**9), order_value=(1, 1, 10**12))


def test_points_out_of_order_are_named():
    with pytest.raises(BadEstimate) as caught:
        three_points([1, 5], [2, 4], [3, 6])
    assert (caught.value.reason, caught.value.place) == ("order", 1)
    with pytest.raises(BadEstimate, match="not-finite"):
        three_points(0, float("nan"), 1)


@given(st.lists(st.floats(-1e9, 1e9), min_size=3, max_size=3).map(sorted), st.integers(0, 2**32))
def test_pert_draws_stay_within_their_ends(points, seed):
    drawn = draw_pert(np.random.default_rng(seed), *points, 50)
    slack = 1e-9 * max(1, abs(points[0]), abs(points[2]))
    assert drawn.shape == (50,)
    assert points[0] - slack <= drawn.min() <= drawn.max() <= points[2] + slack


def test_pert_mean_and_a_certain_value():
    assert pert_mean(0, 3, 12) == 4
    assert draw_pert(np.random.default_rng(0), [5.0, 1.0], [5.0, 2.0], [5.0, 3.0], 4)[0].tolist() == [5.0] * 4


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20))
def test_whole_parts_add_up(values):
    exact = np.array(values)
    total = round(float(exact.sum()))
    whole = whole_parts(exact, total)
    assert whole.sum() == total
    assert np.abs(whole - exact).max() < 2
