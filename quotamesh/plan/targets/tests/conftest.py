import pytest

from quotamesh.plan.targets.tests.world import World, small_world


@pytest.fixture
def world(db) -> World:
    return small_world()
