"""The examples in the rules are run, so that the prose stays true."""

import doctest
from pathlib import Path

import pytest

RULES = Path(__file__).parents[2] / "docs" / "rules"


NAMES = sorted(path.stem for path in RULES.glob("*.md") if not path.stem.endswith(".zh-CN"))


@pytest.mark.parametrize("name", NAMES)
def test_examples_hold(name):
    result = doctest.testfile(str(RULES / f"{name}.md"), module_relative=False)
    assert result.attempted > 0
    assert result.failed == 0
    assert (RULES / f"{name}.zh-CN.md").exists()
