"""Every bench at a tiny size: it runs, and the product agrees with its reference. How long it took is not judged."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from quotamesh.site.bench import report
from quotamesh.site.bench.measure import Case, ResultsDiffer, Work
from quotamesh.site.bench.registry import BENCHES, BY_NAME
from quotamesh.site.bench.runner import grow, run_one
from quotamesh.site.cli import main

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("benches")


@pytest.mark.parametrize("bench", BENCHES, ids=lambda bench: bench.name)
def test_every_bench_agrees_with_its_reference(bench, folder):
    if bench.needs:
        pytest.importorskip(bench.needs)
    told = run_one(bench, "tiny", 1, folder)
    assert told["lines"]
    assert told["memory"]["ours"] > 0
    text = report.text_of([told])
    for line in told["lines"]:
        assert line["title"] in text
        assert line["ours"]["runs"] >= 1


def test_results_that_differ_end_the_bench():
    with pytest.raises(ResultsDiffer):
        Case(1, 1).compare("sum", Work(lambda: 2), "by hand", Work(lambda: 3), same=lambda a, b: a == b)


def line_of(**changes) -> dict:
    timing = {"median": 0.02, "min": 0.01, "max": 0.03, "p95": 0.03, "runs": 3}
    return {
        "title": "a", "ours": timing, "other": timing, "reference": "b", "ratio": 2.0, "goals": [], "sizes": {},
        "per_second": 100.0, "queries": 4, "note": "", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "limit", "holds"),
    [
        ("faster", 2, True), ("faster", 3, False), ("within", 0.5, True), ("within", 0.4, False),
        ("ms", 20, True), ("ms", 19, False), ("p95_ms", 30, True), ("p95_ms", 25, False),
        ("per_second", 100, True), ("per_second", 101, False), ("queries", 4, True), ("queries", 3, False),
    ],
)  # fmt: skip
def test_goals_are_judged_at_full_size(kind, limit, holds):
    goal = {"kind": kind, "limit": limit}
    assert report.met(line_of(), goal) is holds
    told = {
        "name": "split",
        "says": "",
        "lines": [line_of(goals=[goal])],
        "memory": {"ours": 1, "prepared": 1},
    }
    assert ("MISSED" in report.text_of([told | {"size": "full"}])) is not holds
    assert "MISSED" not in report.text_of([told | {"size": "small"}])


def test_growth_stands_beside_each_line():
    full = {"name": "split", "lines": [line_of()]}
    tenth = {"name": "split", "lines": [line_of(ours={"median": 0.01})]}
    grow(full, tenth)
    assert (full["lines"][0]["growth"], full["lines"][0]["growth_limit"]) == (2.0, BY_NAME["split"].growth)


def test_an_unknown_name_lists_the_known_ones():
    result = CliRunner().invoke(main, ["bench", "splt"])
    assert result.exit_code == 2
    assert "plan-save" in result.output


def test_help_shows_an_example_and_list_the_benches():
    assert "quotamesh bench split" in CliRunner().invoke(main, ["bench", "--help"]).output
    listed = CliRunner().invoke(main, ["bench", "--list"]).output
    assert all(name in listed for name in BY_NAME)


def test_without_its_reference_a_bench_is_skipped(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    result = CliRunner().invoke(main, ["bench", "rollup", "--json"])
    assert result.exit_code == 0
    [told] = json.loads(result.stdout)
    assert told["name"] == "rollup"
    assert "duckdb" in told["skipped"]
    assert "quotamesh[bench]" in result.stderr


def test_the_list_of_benches_loads_nothing_heavy():
    code = "import quotamesh.site.cli.bench, sys; print('numpy' in sys.modules, 'django' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "False"]
