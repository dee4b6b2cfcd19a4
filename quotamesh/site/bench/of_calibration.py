"""A calibration of many people against drawing as many random numbers; and a moved slider, in a browser."""

import importlib.util
import os
import shutil
from collections.abc import Iterator

import numpy as np

from quotamesh.kernel.capacity import Team, draw_cells
from quotamesh.kernel.feasible import Draws, Moves, People
from quotamesh.kernel.smart import Limits
from quotamesh.site.bench.measure import SMALL, Case, Goal, Line, Timing, Work

TEAM_SIZE, SEED = 25, 20
SURENESS = {"commit": 0.7, "target": 0.5, "stretch": 0.2}
MOVES = 60
ADDRESS = "http://127.0.0.1:{port}"
# From the slider's event to the frame in which the answer is painted.
ASK = """async (value) => {
  const slider = document.querySelector("#lever-budget");
  const box = document.querySelector("#answer");
  const began = performance.now();
  slider.value = value;
  const answered = new Promise((done) => new MutationObserver((_, watch) => {
    if (!box.hasAttribute("aria-busy")) { watch.disconnect(); requestAnimationFrame(() => done()); }
  }).observe(box, { attributes: true, attributeFilter: ["aria-busy"] }));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await answered;
  return performance.now() - began;
}"""


def run(case: Case) -> None:
    people, draws = case.many(10_000, 10), 10_000 if case.scale >= SMALL else 100
    team = team_of(people)
    case.compare(
        "people's years drawn and summed by team",
        Work(lambda: draw_cells(team, np.random.default_rng(SEED), draws)),
        "as many normal random numbers by NumPy",
        Work(lambda: drawn_alone(people, draws)),
        goals=(Goal("within", 3),),
        sizes={"people": people, "draws": draws},
    )
    answer(case, team)
    if case.scale >= SMALL:
        browser(case)


def team_of(people: int) -> Team:
    chance = np.random.default_rng(SEED)
    cell = np.arange(people, dtype=np.int64) // TEAM_SIZE
    return Team(
        mean=chance.uniform(1e8, 5e8, people),
        spread=chance.uniform(0.2, 0.6, people),
        stay=np.full(people, 0.9),
        cell=cell,
        branch=np.arange(int(cell[-1]) + 1, dtype=np.int64),
    )


def drawn_alone(people: int, draws: int) -> None:
    """In the product's own precision and a row at a time, so that the reference too stays near the processor."""
    chance, row = np.random.default_rng(SEED), np.empty(draws, dtype=np.float32)
    for _ in range(people):
        chance.standard_normal(dtype=np.float32, out=row)


def answer(case: Case, team: Team) -> None:
    """What the server computes for one moved slider, whatever the number of people."""
    from quotamesh.site.bench.ground import open_database

    open_database()
    from quotamesh.plan.calibration.result import answer_of
    from quotamesh.plan.calibration.simulate import DRAWS, State

    cells = draw_cells(team, np.random.default_rng(SEED), DRAWS)
    total = cells.sum(axis=0, dtype=np.float64)
    people = People(total, np.zeros(DRAWS), total / len(team), np.zeros((0, DRAWS)), np.zeros(0, dtype=bool))
    state = State(Draws(total * 1.1, people, None), cells, team.branch, np.zeros(len(cells), dtype=bool))
    moves = Moves(heads=5, uplift=0.1)
    case.alone(
        "answer to a moved slider, computed",
        Work(lambda: answer_of(state.outcome(moves), int(total.mean()), SURENESS, Limits())),
        times=10,
        goals=(Goal("p95_ms", 150),),
        sizes={"people": len(team)},
    )


def browser(case: Case) -> None:
    """On the demo company, as somebody feels it; left out where there is no browser."""
    path = os.environ.get("QUOTAMESH_BROWSER") or shutil.which("chromium") or ""
    if not path or importlib.util.find_spec("playwright") is None:
        return
    from quotamesh.site.bench.serving import served

    address, session = demo()
    kernel = case.prepared, case.peak
    with served(case) as port:
        seconds = tuple(moved(path, ADDRESS.format(port=port), address, session))
    case.prepared, case.peak = kernel  # the memory told is the drawing's, not the server's
    title = "answer to a moved slider, in the browser on the demo company"
    # The first answer draws the cases; the server begins with it after every start.
    case.add(Line(title, Timing(seconds[1:]), goals=(Goal("p95_ms", 150),)))


def demo() -> tuple[str, str]:
    """The demo company in this process's data folder: the calibration's address, and somebody's session."""
    from quotamesh.site.bench.ground import actor
    from quotamesh.site.bench.visitor import Visitor
    from quotamesh.site.demo.build import build_demo

    build_demo(actor(), seed=1)
    from quotamesh.plan.calibration.models import Calibration

    calibration = Calibration.objects.order_by("fiscal_year").first()
    session = Visitor().session["Cookie"].partition("=")[2]
    return f"/calibration/{calibration.uid}/", session


def moved(path: str, base: str, address: str, session: str) -> Iterator[float]:
    """Seconds of each move of a slider."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_context().new_page()
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        page.goto(base + address)
        for move in range(MOVES):
            yield page.evaluate(ASK, 55 + 5 * (move % 40)) / 1000
        chromium.close()
