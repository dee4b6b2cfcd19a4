"""Benches on the database these tests run on, and servers that are not there."""

import os

import pytest
from click.testing import CliRunner

from quotamesh.site.bench.registry import BY_NAME
from quotamesh.site.bench.runner import run_one, why_not
from quotamesh.site.cli import main


@pytest.mark.parametrize("name", ["customers", "field"])
def test_a_bench_measures_on_a_database_of_its_own(name, tmp_path):
    told = run_one(BY_NAME[name], "tiny", 1, tmp_path, os.environ.get("DATABASE_URL", ""))
    assert all(line["ours"]["median"] > 0 for line in told["lines"])


def test_a_server_that_does_not_answer_is_told():
    result = CliRunner().invoke(
        main, ["bench", "customers", "--database", "postgres://nobody@127.0.0.1:1/none"]
    )
    assert result.exit_code == 1
    assert "127.0.0.1" in result.output


def test_what_is_compared_with_sqlite_is_measured_there_only():
    assert why_not(BY_NAME["import"], "postgres://server")
    assert not why_not(BY_NAME["import"], "")
