import pytest
from django.utils.translation import override

from quotamesh.base.exchange.tests.bringing import ACTOR
from quotamesh.base.people.actions.found_company import found_company


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def company(db):
    return found_company(ACTOR, name="Acme", currency="CNY")
