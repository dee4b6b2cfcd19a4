"""A basis and inputs, drawn: the state on which every answer of a calibration stands."""

from dataclasses import dataclass

import numpy as np

from quotamesh.kernel.capacity import (
    Floats,
    Ints,
    Singles,
    Team,
    draw_cells,
    luck,
    person_cdf,
    person_quantiles,
)
from quotamesh.kernel.distributions import draw_pert
from quotamesh.kernel.feasible import Draws, Moves, Outcome, People, outcome
from quotamesh.plan.calibration.basis import Basis, market_of
from quotamesh.plan.calibration.inputs import FRESH, Inputs, part_of_year, resources_of

DRAWS = 4_000
MARKET, TEAM, LIFTS, RESOURCES, HEAD, TREND = range(
    1, 7
)  # streams of chance: one input does not shift another's
BRANCH_SPREAD = 0.10


@dataclass(frozen=True)
class State:
    """draws: the dimensions. cells float32[c, n]: what each group gives before uplifts; cell_unit, cell_fresh: the
    unit of each, and whether it holds its newcomers. lifts float64[u, n] and on_fresh bool[u]: the uplifts."""

    draws: Draws
    cells: Singles
    cell_unit: Ints
    cell_fresh: np.ndarray

    def outcome(self, moves: Moves | None = None) -> Outcome:
        return outcome(self.draws, moves)

    def units(self, paths: dict[int, str], wanted: dict[int, str], found: Outcome) -> dict[int, Floats]:
        """What each unit can reach, float64[n]: its people's part of the team's amount, cut to what is feasible.

        paths: of the cells' units; wanted: {key: path} of the units asked for. The parts of a whole add up to it.
        """
        people = self.draws.people
        if people is None:
            return {}
        part = found.feasible / np.maximum(found.amounts["team"], 1.0)
        for_all = 1 + people.lifts[~people.on_fresh].sum(axis=0)
        for_fresh = for_all + people.lifts[people.on_fresh].sum(axis=0)
        at = [paths.get(int(unit), "") for unit in self.cell_unit]
        sums = {}
        for key, path in wanted.items():
            mine = np.array([each.startswith(path) for each in at], dtype=bool)
            if mine.any():
                settled = self.cells[mine & ~self.cell_fresh].sum(axis=0, dtype=np.float64)
                fresh = self.cells[mine & self.cell_fresh].sum(axis=0, dtype=np.float64)
                sums[key] = (settled * for_all + fresh * for_fresh) * part
        return sums


def state_of(basis: Basis, inputs: Inputs, seed: int, draws: int = DRAWS) -> State:
    """Draw everything once. The same basis, inputs and seed give the same state.

    Raises BadChannel, BadEstimate, NothingKnown.
    """

    def rng(stream: int) -> np.random.Generator:
        return np.random.default_rng([seed, stream])

    market, resources = market_of(basis), resources_of(inputs)
    columns = columns_of(basis, inputs)
    cells = draw_cells(columns.team, rng(TEAM), draws)
    return State(
        Draws(
            market.draw(rng(MARKET), draws) if market else None,
            _people(basis, inputs, columns, cells, rng, draws) if columns.team.mean.any() else None,
            resources.draw(rng(RESOURCES), draws) if resources else None,
        ),
        cells,
        columns.cell_unit,
        columns.cell_fresh,
    )


@dataclass(frozen=True)
class Columns:
    """The people of a basis as the kernel takes them; `order` leads from its rows to theirs."""

    team: Team
    order: Ints
    cell_unit: Ints
    cell_fresh: np.ndarray


def columns_of(basis: Basis, inputs: Inputs) -> Columns:
    people = basis["people"]
    parent = np.array(people["parent"], dtype=np.int64)
    fresh = np.array(people["fresh"], dtype=bool)
    order = np.lexsort((fresh, parent))
    pairs = np.column_stack([parent[order], fresh[order].astype(np.int64)]).reshape(-1, 2)
    cells, cell = np.unique(pairs, axis=0, return_inverse=True)
    stay = basis["stay"] if inputs["stay"] is None else inputs["stay"]
    team = Team(
        mean=np.array(people["mean"], dtype=np.float64)[order],
        spread=np.array(people["spread"], dtype=np.float64)[order],
        stay=np.full(len(order), float(stay)),
        cell=np.asarray(cell, dtype=np.int64).ravel(),
        branch=np.unique(cells[:, 0], return_inverse=True)[1].astype(np.int64),
        branch_spread=BRANCH_SPREAD,
        company_spread=float(basis["move"]),
    )
    return Columns(team, order, cells[:, 0], cells[:, 1].astype(bool))


def _people(basis: Basis, inputs: Inputs, columns: Columns, cells: Singles, rng, draws: int) -> People:
    chance = rng(LIFTS)
    uplifts = inputs["uplifts"]
    lifts = [draw_pert(chance, *each["amount"], draws) * part_of_year(each) for each in uplifts]
    spread = float(np.hypot(basis["move"], BRANCH_SPREAD))
    return People(
        settled=cells[~columns.cell_fresh].sum(axis=0, dtype=np.float64),
        fresh=cells[columns.cell_fresh].sum(axis=0, dtype=np.float64),
        head=basis["head"] * luck(rng(HEAD), spread, draws),
        lifts=np.array(lifts, dtype=np.float64).reshape(-1, draws),
        on_fresh=np.array([each["who"] == FRESH for each in uplifts], dtype=bool),
    )


@dataclass(frozen=True)
class Persons:
    """Single people in closed form, in the order of the basis: three quantiles each, and the chance of a target."""

    mean: Floats
    spread: Floats
    stay: Floats

    def quantiles(self, at: tuple[float, ...] = (0.1, 0.5, 0.9)) -> Floats:
        return person_quantiles(self.mean, self.spread, self.stay, at)

    def chance(self, targets: Floats) -> Floats:
        return np.asarray(1 - person_cdf(targets, self.mean, self.spread, self.stay), dtype=np.float64)


def persons_of(basis: Basis, inputs: Inputs, part: float = 1.0) -> Persons:
    """Everybody's own year with all chances together; `part`: how much of the team's amount is feasible."""
    people = basis["people"]
    fresh = np.array(people["fresh"], dtype=bool)
    lift = np.ones(len(fresh))
    for each in inputs["uplifts"]:
        low, likely, high = each["amount"]
        mean = (low + 4 * likely + high) / 6 * part_of_year(each)
        lift += np.where(fresh | (each["who"] != FRESH), mean, 0.0)
    own = np.array(people["spread"], dtype=np.float64)
    stay = basis["stay"] if inputs["stay"] is None else inputs["stay"]
    return Persons(
        mean=np.array(people["mean"], dtype=np.float64) * lift * part,
        spread=np.sqrt(own**2 + BRANCH_SPREAD**2 + float(basis["move"]) ** 2),
        stay=np.full(len(fresh), float(stay)),
    )
