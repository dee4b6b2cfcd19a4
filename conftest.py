"""Fixtures for every test: the standing cast of `tests/cast.py`, made once and laid down where it is asked for."""

import pytest
from hypothesis import HealthCheck, settings

from tests import cast as standing

# Tests never judge how long something takes: a busy machine must not fail them.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def cast_snapshot(django_db_setup, django_db_blocker):
    """The cast's rows of every table. Most tests begin with an empty database; this costs them nothing."""
    with django_db_blocker.unblock():
        return standing.take_snapshot()


@pytest.fixture
def cast(db, cast_snapshot, settings):
    """The standing cast in the test's own transaction: `cast.user("rep_e1a")`, `cast.client("leader_n1")` …"""
    settings.LANGUAGE_CODE = "en"
    standing.lay_down(cast_snapshot)
    return standing.Cast()


@pytest.fixture
def actor():
    """Somebody who writes, on the cast's day."""
    return standing.ACTOR
