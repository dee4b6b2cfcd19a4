"""What lies outside one's branch does not exist: not in lists, records, exports or the interface."""

import io
import zipfile

import pytest

from quotamesh.base.people.actions.accounts import issue_token
from quotamesh.base.people.models import Company
from tests.cast import ACTOR
from tests.doors.probe import knock
from tests.doors.table import Door
from tests.test_access_matrix import DOORS

# Of the north, and of nobody in the east: people, units, an order, a customer without any.
FOREIGN = ("Rena Dahl", "Lars North", "North 1", "SO-004", "Customer C5")
EASTERN = ("rep_e1a", "leader_e1", "region_east")
EXPORTS = [
    Door("GET", route, {}, query=lambda _, form=form, more=more: {"format": form, **more})
    for form in ("csv", "xlsx")
    for route, more in (
        ("orders/", {}),
        ("customers/", {}),
        ("attainment/", {"by": "person"}),
        ("attainment/", {"by": "unit"}),
        ("pipeline/list/", {}),
        ("follow-ups/", {}),
        ("leads/", {}),
        ("tiers/", {}),
        ("projects/", {}),
        ("named-accounts/", {}),
    )
]


@pytest.fixture(autouse=True)
def own_company(things):
    """No demo: that one offers to be anybody, by name, on every page."""
    Company.objects.update(is_demo=False)


def text_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.parametrize("who", EASTERN)
def test_no_page_names_what_is_out_of_sight(who, things):
    client = things.client(who)
    for door in [d for d in DOORS if d.method == "GET"] + EXPORTS:
        status, content = knock(door, things, client)
        if status == 200:
            seen = [name for name in FOREIGN if name in text_of(content)]
            assert not seen, f"{door} shows {seen} to {who}"


def test_the_names_looked_for_are_shown_to_who_may_see_them(things):
    """Else the test above would prove nothing."""
    client = things.client("operations")
    shown = {}
    for door in [d for d in DOORS if d.method == "GET"] + EXPORTS:
        text = text_of(knock(door, things, client)[1])
        shown |= {name: str(door) for name in FOREIGN if name in text}
    assert set(shown) == set(FOREIGN)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exports_hold_the_own_rows(form, things):
    for who, there, missing in (("leader_n1", "SO-004", "SO-001"), ("leader_e1", "SO-001", "SO-004")):
        door = Door("GET", "orders/", {}, query=lambda things: {"format": form})
        text = text_of(knock(door, things, things.client(who))[1])
        assert there in text
        assert missing not in text


@pytest.mark.parametrize("who", EASTERN)
def test_records_out_of_sight_are_not_found(who, things):
    client = things.client(who)
    north = things.unit("NORTH")
    for path in (
        "/orders/SO-004/",
        "/api/v1/orders/SO-004",
        f"/organisation/{things.seat('rep_n1a').uid}/",
        f"/orders/?unit={north.uid}",
        f"/cockpit/?unit={north.uid}",
        f"/attainment/?unit={north.uid}",
    ):
        assert client.get(path).status_code == 404, path


def test_a_shared_order_shows_the_own_part_only(things):
    answer = things.client("leader_n1").get("/api/v1/orders/SO-SHARED").json()
    assert [(c["person"], c["amount"]) for c in answer["credits"]] == [("rep_n1a", 2_000_000)]


def test_a_key_sees_what_its_owner_sees(things):
    key = issue_token(ACTOR, things.user("leader_n1"), "program")
    headers = {"authorization": f"Bearer {key}"}
    client = things.client()
    assert client.get("/api/v1/orders/SO-004", headers=headers).status_code == 200
    assert client.get("/api/v1/orders/SO-001", headers=headers).status_code == 404
    assert (
        client.get("/api/v1/orders/SO-004", headers={"authorization": "Bearer qm_wrong"}).status_code == 401
    )


def test_rows_of_a_plan_out_of_sight_are_none(things):
    path = f"/api/v1/targets/plans/{things.plan('Draft').uid}/rows?unit=NORTH&unit=N1"
    assert things.client("leader_e1").get(path).json()["rows"] == []
    assert things.client("leader_n1").get(path).json()["rows"] != []


@pytest.mark.parametrize("path", ["/demo/as/director/", "/welcome/demo/"])
def test_the_doors_of_the_demo_are_shut_in_ones_own_company(path, things):
    for who in ("anonymous", "rep_e1a", "administrator"):
        assert things.client(who).post(path).status_code == 404


def test_the_welcome_page_is_no_way_into_a_company_that_stands(things):
    answer = things.client().post(
        "/welcome/", {"name": "Mine", "username": "me", "password": "long enough to pass"}
    )
    assert answer.status_code == 302
    assert Company.objects.get().name == "Test Works"
    assert "Rena Dahl" not in things.client().get("/sign-in/").content.decode()
