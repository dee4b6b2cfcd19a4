import pytest

from quotamesh.plan.targets.tests.world import World, small_world


@pytest.fixture
def world(db) -> World:
    return small_world()


@pytest.fixture
def as_user(world, client):
    def sign_in(name: str):
        client.force_login(world.users[name], "django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
