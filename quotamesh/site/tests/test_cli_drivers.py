"""`quotamesh solve` and `quotamesh paradigm`, as the command line's contract says."""

import json

import pytest
from click.testing import CliRunner

from quotamesh.site.cli import main

pytestmark = pytest.mark.pure
BASE = ["solve", "--set", "conversion=0.15", "--set", "order_value=10000", "--target", "1500000"]


def call(*words: str):
    return CliRunner().invoke(main, list(words))


def test_a_target_becomes_leads():
    answer = json.loads(call(*BASE, "--paradigm", "probability", "--format", "json").output)
    assert (answer["driver"], answer["value"], answer["whole"]) == ("leads", 1000, 1000)
    assert answer["required"]["customers"] == pytest.approx(150)


def test_the_way_goes_on_as_far_as_values_are_set():
    more = [
        f"--set={each}" for each in ("calls_per_lead=8", "people=10", "working_days=250", "visits_per_lead=2")
    ]
    answer = json.loads(call(*BASE, *more, "--format", "json").output)
    assert answer["required"]["calls_per_day"] == pytest.approx(3.2)
    assert answer["follows"] == {"visits": pytest.approx(2000)}
    table = call(*BASE, *more).output
    assert "leads: 1,000.0000, whole: 1,000" in table
    assert "3.2000" in table


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--set", "leads=10", "--driver", "conversion"], "over 100 %"),
        (["--set", "order_value=0"], "does not move the top"),
        (["--set", "order_value=cheap"], "NAME=NUMBER"),
        (["--set", "weather=3"], "no driver weather"),
        (["--driver", "visits"], "not below it"),
        (["--driver", "nothing"], "no driver nothing"),
        (["--set", "conversion=nan"], "not a finite number"),
        (["--target", "-5"], "below zero"),
    ],
)
def test_what_cannot_be_solved_is_said(words, told):
    answer = call(*BASE, *words)
    assert answer.exit_code != 0
    assert told in answer.output


def test_a_missing_value_is_asked_for():
    assert "--set conversion=NUMBER" in call("solve", "--set", "order_value=5", "--target", "10").output


def test_the_fit_is_named():
    words = ["paradigm", "--customers", "30000", "--maturity", "0.9", "--standard", "0.9"]
    answer = json.loads(call(*words, "--in-use", "project", "--format", "json").output)
    assert answer["best"] == "probability"
    assert answer["fits"]["probability"] == pytest.approx(2.8 / 3, abs=1e-6)
    assert answer["misfit"]
    assert "probability  0.93  best" in call(*words).output
    assert "project does not fit" in call(*words, "--in-use", "project").output


def test_what_is_no_share_is_refused():
    answer = call("paradigm", "--customers", "10", "--maturity", "1.2", "--standard", "0")
    assert answer.exit_code != 0
    assert "--maturity: wanted is a share from 0 to 1" in answer.output
