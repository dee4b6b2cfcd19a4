"""What is on a page leaves as a file: under the same sight, as plain figures."""

import csv
import io

import pytest

PAGES = (
    "/cockpit/",
    "/organisation/",
    "/products/",
    "/indicators/",
    "/trail/",
    "/attainment/",
    "/orders/",
    "/customers/",
)


def rows(answer) -> list[dict]:
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_list_leaves_as_a_file(cast, page, form):
    answer = cast.client("operations").get(page, {"format": form})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_cockpit_leaves_in_plain_decimals(cast):
    page = cast.client("operations").get("/cockpit/", {"period": "FY2025", "format": "csv"})
    found = {row["Unit"]: row for row in rows(page)}
    assert set(found) >= {"East", "North"}
    assert float(found["East"]["Target"]) > 0
    assert found["East"]["State"] in {"on pace", "watch", "behind"}


def test_a_leader_exports_the_own_branch_only(cast):
    found = rows(cast.client("leader_e1").get("/organisation/", {"format": "csv"}))
    assert {row["Code"] for row in found} >= {"E1"}
    assert "NORTH" not in {row["Code"] for row in found}


def test_another_format_does_not_exist(cast):
    for page in PAGES:
        assert cast.client("operations").get(page, {"format": "pdf"}).status_code == 404, page
