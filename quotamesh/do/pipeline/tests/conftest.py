import pytest

from quotamesh.do.customers import finding
from quotamesh.do.customers.models import Customer
from quotamesh.do.pipeline.actions import open_opportunity
from quotamesh.do.pipeline.flows import flow_book
from tests.cast import ACTOR, TODAY


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def begin(cast):
    """Begins a deal of rep_e1a on pumps."""

    def make(day=TODAY, owner="rep_e1a", **values):
        values = {"name": "Pump station", "product": cast.product("PUMPS"), "amount": 1_000_000} | values
        return open_opportunity(ACTOR, cast.person(owner), day, **values)

    return make


@pytest.fixture
def customer(cast):
    """A customer who never ordered anything."""
    made = Customer.objects.create(code="NEW", name="华新装备", owner=cast.person("rep_e1a"))
    finding.refresh(made)
    return made


@pytest.fixture
def book(cast):
    return flow_book()


@pytest.fixture
def stage(book):
    """The stage of the standard flow with a code."""
    return lambda code: next(each for each in book.of_flow[book.standard] if each.code == code)


@pytest.fixture
def item(book):
    return lambda code: next(each for items in book.items.values() for each in items if each.code == code)
