"""CDNOW: the published parameters come out of the public purchases, by the command line alone."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from quotamesh.kernel.lifetime import Histories, Rhythm
from quotamesh.site.cli import main
from tests.command_line import quotamesh
from tests.shared_data import shared, write

PUBLISHED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "log_likelihood": -9582.4}
SPENDING = {"p": 6.25, "q": 3.74, "v": 15.44}


@pytest.fixture(scope="module")
def purchases(tmp_path_factory):
    lines = (line.split() for line in (shared("cdnow") / "CDNOW_sample.txt").read_text().splitlines())
    rows = ((master, f"{day[:4]}-{day[4:6]}-{day[6:]}", amount) for master, _id, day, _n, amount in lines)
    return write(tmp_path_factory.mktemp("cdnow") / "sample.csv", ("customer", "date", "amount"), rows)


@pytest.fixture(scope="module")
def told(purchases, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        answer = quotamesh("value", purchases, "--until", "1997-09-30", "--horizon", "39", "--format", "json")
    return json.loads(answer)


def test_the_parameters_are_those_published(told):
    for name, figure in (PUBLISHED | SPENDING).items():
        assert told["parameters"][name] == pytest.approx(figure, rel=0.01), name


def test_every_customer_has_a_row(told):
    rows = told["customers"]
    assert len(rows) == 2357
    assert sum(row["frequency"] for row in rows) == 2457
    assert sum(row["purchases"] for row in rows) == pytest.approx(1653.95, rel=0.01)


def test_the_published_example():
    rhythm = Rhythm(0.243, 4.414, 0.793, 2.426, 0)
    one = Histories(np.array([2]), np.array([30.43]), np.array([38.86]), np.array([20.0]))
    assert rhythm.expected(one, 39)[0] == pytest.approx(1.226, abs=5e-4)
    assert rhythm.alive(one)[0] == pytest.approx(0.7266, abs=5e-5)


def test_what_cannot_be_read_is_named(tmp_path, db):
    bad = write(
        tmp_path / "bad.csv", ("customer", "date", "amount"), [("A", "1997-01-01", "5"), ("B", "soon", "x")]
    )
    answer = CliRunner().invoke(main, ["value", str(bad)])
    assert answer.exit_code == 1
    assert "soon" in answer.output
    few = write(tmp_path / "few.csv", ("customer", "date", "amount"), [("A", "1997-01-01", "5")])
    assert "at least ten" in CliRunner().invoke(main, ["value", str(few)]).output
