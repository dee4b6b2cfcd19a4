"""What a team can give: sums by draws, single people in closed form, levels from short and long histories."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotamesh.kernel.capacity import BadTeam, Team, draw_cells, person_cdf, person_quantiles
from quotamesh.kernel.normal import normal_cdf
from quotamesh.kernel.productivity import USUAL_RAMP, History, basis_of, leaving_rate, productivity, ramp_of


def test_normal_as_the_error_function_has_it():
    x = np.linspace(-6, 6, 2_001)
    exact = [0.5 * (1 + math.erf(value / math.sqrt(2))) for value in x]
    assert np.abs(normal_cdf(x) - exact).max() < 1e-7


@pytest.mark.parametrize("stay", [1.0, 0.8, 0.3])
def test_one_person_in_closed_form_as_by_many_draws(stay):
    alone = team([1_000_000.0], spread=0.4, stay=stay, luck=0.0)
    drawn = draw_cells(alone, np.random.default_rng(1), 400_000)[0]
    found = person_quantiles(alone.mean, alone.spread, alone.stay, (0.1, 0.5, 0.9))[0]
    assert found == pytest.approx(np.quantile(drawn, [0.1, 0.5, 0.9]), rel=0.01)


def test_the_mean_of_the_sum_is_the_sum_of_the_means():
    crew = team(np.linspace(1e6, 5e6, 300), spread=0.5, stay=0.9, luck=0.1)
    drawn = draw_cells(crew, np.random.default_rng(2), 4_000)
    assert drawn.sum(axis=0).mean() == pytest.approx(crew.mean.sum() * 0.95, rel=0.02)


def test_luck_shared_by_a_team_does_not_average_out():
    def width(luck):
        crew = team(np.full(200, 1e6), spread=0.4, stay=1.0, luck=luck)
        total = draw_cells(crew, np.random.default_rng(3), 4_000).sum(axis=0)
        return total.std() / total.mean()

    assert width(0.0) < 0.04 < 0.1 < width(0.15)


def test_the_same_seed_gives_the_same_draws():
    crew = team(np.full(70, 1e6), spread=0.4, stay=0.8, luck=0.1)
    first, second, other = (draw_cells(crew, np.random.default_rng(seed), 500) for seed in (5, 5, 6))
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other)


@given(
    st.floats(1, 1e12), st.floats(0.01, 1.5), st.floats(0, 1),
    st.lists(st.floats(0.01, 0.99), min_size=2, max_size=5).map(sorted),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_quantiles_are_ordered_and_match_their_probability(mean, spread, stay, at):
    columns = [np.array([each]) for each in (mean, spread, stay)]
    found = person_quantiles(*columns, tuple(at))[0]
    assert (np.diff(found) >= 0).all()
    reached = person_cdf(found, *columns)
    assert reached == pytest.approx(at, abs=1e-5)
    assert ((reached >= 0) & (reached <= 1)).all()


@pytest.mark.parametrize(
    ("change", "reason"), [({"mean": -1.0}, "negative"), ({"stay": 1.2}, "share"), ({"cell": 0}, "order")]
)
def test_what_a_team_cannot_be(change, reason):
    columns = {"mean": [1.0, 1.0], "spread": [0.1, 0.1], "stay": [1.0, 1.0], "cell": [0, 1]}
    for name, value in change.items():
        columns[name][1] = value
    columns["cell"][0] = 1 if reason == "order" else 0
    with pytest.raises(BadTeam) as caught:
        Team(*(np.array(columns[n]) for n in ("mean", "spread", "stay", "cell")), np.arange(2))
    assert (caught.value.reason, caught.value.place) == (reason, 1)


def test_a_short_record_is_drawn_to_the_peers_and_is_less_sure():
    """Six people: four settled, one there for a month, one without any record."""
    output, held = np.zeros((6, 3, 12)), np.zeros((6, 3, 12))
    held[:4], held[4, 2, 11] = 1, 1
    output[:4] = np.array([80, 90, 110, 120])[:, None, None]
    output[4, 2, 11] = 400
    basis = basis_of(history(output, held))
    peers = 12 * 100
    assert basis.level[:4] == pytest.approx([12 * 80, 12 * 90, 12 * 110, 12 * 120], rel=0.1)
    assert peers < basis.level[4] < 12 * 400 / 2
    assert basis.level[5] == pytest.approx(peers, rel=0.2)
    assert basis.trust[5] == 0 < basis.trust[4] < basis.trust[0]
    assert basis.spread[5] >= basis.spread[4] > basis.spread[0]


def test_fewer_cycles_widen():
    output, held = np.full((6, 3, 12), 100.0), np.ones((6, 3, 12))
    shorter = output.copy()
    shorter[:, :2] = 0
    absent = held.copy()
    absent[:, :2] = 0
    long, short = basis_of(history(output, held)), basis_of(history(shorter, absent))
    assert short.spread[0] > long.spread[0]
    assert short.move > long.move
    assert (short.cycles, long.cycles) == (1, 3)


def test_a_partial_first_year_counts_by_the_time_worked():
    """Half a year at full productivity is half the output and the same level."""
    output, held = np.full((6, 3, 12), 100.0), np.ones((6, 3, 12))
    output[5, :2], held[5, :2] = 0, 0
    output[5, 2, :6], held[5, 2, :6] = 0, 0
    basis = basis_of(history(output, held))
    assert basis.level[5] == pytest.approx(basis.level[0], rel=0.01)


def test_the_later_cycle_counts_more():
    output = np.ones((6, 3, 12)) * np.array([100, 100, 160])[None, :, None]
    basis = basis_of(history(output, np.ones((6, 3, 12))))
    assert basis.level[0] == pytest.approx(12 * (100 + 2 * 100 + 3 * 160) / 6)


def test_newcomers_bend_the_productivity_curve():
    output, held = np.full((10, 3, 12), 100.0), np.ones((10, 3, 12))
    tenure = np.full((10, 3, 12), np.inf)
    tenure[5:, 2] = np.arange(12) + 0.5
    held[5:, :2] = output[5:, :2] = 0
    output[5:, 2] = 100 * np.repeat([0.1, 0.2, 0.4, 0.8], 3)
    ramp, seen = ramp_of(history(output, held, tenure))
    assert (np.diff(ramp) >= 0).all()
    assert ramp[0] < USUAL_RAMP[0]
    assert seen == 20
    assert ramp == pytest.approx(
        [(5 * r + 12 * u) / 17 for r, u in zip([0.1, 0.2, 0.4, 0.8], USUAL_RAMP, strict=True)]
    )
    assert productivity([0.5, 4, 11.9, 12, np.inf], ramp) == pytest.approx([ramp[0], ramp[1], ramp[3], 1, 1])


def test_leaving_is_drawn_to_the_usual():
    assert leaving_rate(0, 0) == pytest.approx(0.10)
    assert leaving_rate(10, 40) == pytest.approx(11 / 50)


def team(mean, spread, stay, luck) -> Team:
    mean = np.asarray(mean, dtype=float)
    n = len(mean)
    return Team(
        mean, np.full(n, spread), np.full(n, stay), np.zeros(n, np.int64), np.zeros(1, np.int64), luck, luck
    )


def history(output, held, tenure=None) -> History:
    n = len(output)
    tenure = np.full(output.shape, np.inf) if tenure is None else tenure
    known = np.ones(output.shape[1:], bool)
    return History(output, held, tenure, np.full(12, 1 / 12), known, np.zeros(n, np.int64))
