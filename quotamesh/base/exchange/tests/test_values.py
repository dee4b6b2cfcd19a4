"""A value written otherwise is named once, mapped for all rows, and remembered for the next file of that form."""

import pytest

from quotamesh.base.exchange.models import ImportRun, RememberedMapping
from quotamesh.base.exchange.tests.bringing import bring, take
from quotamesh.base.exchange.tests.test_pages import send, signed_in  # noqa: F401 (a fixture)
from quotamesh.base.people.models import Unit
from quotamesh.base.trail.models import Entry

pytestmark = pytest.mark.django_db
ROWS = "code,name,parent\nA,a,East\nB,b,East\nC,c,EAST\n"


@pytest.fixture
def east(company):
    take("units", "code,name\nEAST,East\n")


def test_an_unknown_value_is_named_once_with_its_rows(east):
    result = bring("units", ROWS)
    (unknown,) = result.unknown
    assert (unknown.column, unknown.value, unknown.rows, unknown.first) == ("parent", "East", 2, 2)
    assert unknown.likely == ["EAST"]
    assert result.error_count == 2


def test_a_mapped_value_is_taken_so_in_all_rows(east):
    result = bring("units", ROWS, values={"parent": {"East": "EAST", "West": "EAST"}})
    assert result.ok
    notices = [str(notice) for notice in result.notices]
    assert "parent: East is taken for EAST in 2 rows." in notices
    assert "parent: West is mapped to EAST, but does not occur." in notices
    assert Unit.objects.filter(parent__code="EAST").count() == 3
    assert Entry.objects.latest("id").change["values"] == {"parent": {"East": "EAST", "West": "EAST"}}


def test_a_value_of_a_column_that_is_not_there_is_refused(east):
    assert bring("units", ROWS, values={"region": {"East": "EAST"}}).failure.code == "unknown_column"


def test_the_page_offers_it_and_remembers(east, signed_in, django_capture_on_commit_callbacks):  # noqa: F811
    client = signed_in()
    address = send(client, "units", ROWS)
    page = client.get(address).content.decode()
    assert 'name="value:parent:East"' in page
    assert '<option value="EAST">' in page
    asked = {"map-code": "code", "map-name": "name", "map-parent": "parent", "value:parent:East": "EAST"}
    assert "Every row can be taken." in client.get(address, asked).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address}start/", asked)
    assert ImportRun.objects.latest("id").state == ImportRun.State.DONE
    assert RememberedMapping.objects.get().values == {"parent": {"East": "EAST"}}
    again = client.get(send(client, "units", ROWS.replace("A,a", "D,d"))).content.decode()
    assert 'name="value:parent:East" value="EAST"' in again
    assert "Every row can be taken." in again
