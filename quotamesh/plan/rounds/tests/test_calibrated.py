"""What the step of the calibration says to whom, and that it tells when things have changed since."""

import pytest

from quotamesh.base.people.queries import company, root_unit
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.models import Fact
from quotamesh.plan.calibration.actions import Wanted, create_calibration
from quotamesh.plan.rounds.step import ATTENTION, DONE, Ground
from quotamesh.plan.rounds.steps.calibration import step
from tests.cast import ACTOR


@pytest.fixture
def asked(cast):
    wanted = Wanted("Wish", 2026, root_unit(), root_product(), KEYS["revenue"], 1_000_000_00, {})
    create_calibration(ACTOR, company(), wanted, cast.today)
    return lambda who: step(Ground(cast.viewer(who), company(), 2026, cast.today))


def test_planners_read_the_answer_and_leaders_where_theirs_is(asked):
    assert "can be promised" in asked("director").told
    leader = asked("leader_e1")
    assert leader.state == DONE
    assert "your units" in leader.told
    assert leader.url == asked("director").url


def test_what_has_changed_since_wants_attention(asked):
    assert asked("director").state == DONE
    Fact.objects.filter(indicator=KEYS["revenue"], fiscal_year=2024).update(year=1)
    assert asked("director").state == ATTENTION
    assert "different now" in asked("director").told
