"""Segments from a file: read as people and spreadsheets write them, refused with row and column, kept as edits."""

import csv
import io

import pytest
from django.utils.translation import override

from quotamesh.base.exchange.actions import run_import
from quotamesh.plan.market.models import Entry, Version
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db
HEAD = "product,period,name,customers,growth,need,reach,win,order_value,as_of,source"
MILLS = "ENERGY,FY2025,Mills,1000,0,30 %,0.5,20 %,10万,2025-09-01,survey"
FARMS = "ENERGY,FY2025,Farms,200,-5 %,40%,50%,25%,20000,2025-09-01,survey"
FILE = "/market/?year=2025&product=ENERGY&of=segments&format="


def brought(*rows: str, head: str = HEAD):
    return run_import(ACTOR, "market_segments", [("segments.csv", "\n".join([head, *rows]).encode())])


def with_cell(row: str, column: str, value: str) -> str:
    cells = dict(zip(HEAD.split(","), row.split(","), strict=True)) | {column: value}
    return ",".join(cells.values())


def test_rows_become_segments_with_a_history(cast):
    result = brought(MILLS, FARMS)
    assert (result.created, result.changed, result.unchanged) == (2, 0, 0), result.errors
    mills = Entry.objects.get(name="Mills")
    assert mills.values["need"] == [3000] * 3
    assert mills.values["reach"] == [5000] * 3
    assert mills.values["order_value"] == [100_000_00] * 3
    assert Entry.objects.get(name="Farms").values["growth"] == [-500] * 3
    assert Version.objects.count() == 2
    assert (
        "most likely" in cast.client("operations").get("/market/?year=2025&product=ENERGY").content.decode()
    )


def test_again_changes_nothing_and_a_change_is_a_version(cast):
    brought(MILLS, FARMS)
    assert brought(MILLS, FARMS).unchanged == 2
    result = brought(with_cell(MILLS, "win", "30 %"))
    assert (result.changed, result.unchanged) == (1, 0), result.errors
    mills = Entry.objects.get(name="Mills")
    assert (mills.number, mills.values["win"]) == (2, [3000] * 3)
    assert [version.number for version in mills.versions.all()] == [2, 1]


def test_what_the_file_does_not_bring_stays(cast):
    head = f"{HEAD},need_low,industry,owner"
    brought(f"{MILLS},20 %,Paper,operations", head=head)
    brought(MILLS)
    mills = Entry.objects.get(name="Mills")
    assert mills.values["need"] == [2000, 3000, 3000]
    assert (mills.values["industry"], mills.owner.code) == ("Paper", "operations")
    brought(f"{MILLS},,,", head=head)
    mills = Entry.objects.get(name="Mills")
    assert (mills.values["need"], mills.values["industry"], mills.owner) == ([3000] * 3, "", None)


@override("en")
@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("product", "NOTHING", "is not the code of a product"),
        ("product", "PUMPS", "is no product line of the first level"),
        ("period", "2025-03", "is not a whole fiscal year"),
        ("need", "1", "Write 1 % or 0.01"),
        ("growth", "5", "Write 5 % or 0.05"),
        ("win", "120 %", "at most 100 %"),
        ("reach", "some", "is not a share"),
        ("customers", "-3", "not below zero"),
        ("order_value", "10,5", "more than one way"),
        ("as_of", "2099-01-01", "calendar"),
        ("as_of", "2049-01-01", "is in the future"),
        ("name", "", "is missing"),
    ],
)
def test_a_cell_that_cannot_be_is_named_and_nothing_is_stored(cast, column, value, words):
    quoted = f'"{value}"' if "," in value else value
    result = brought(FARMS, with_cell(MILLS, column, quoted))
    assert [(error.row, error.column) for error in result.errors] == [(3, column)], result.errors
    assert words in result.errors[0].text
    assert not Entry.objects.exists()


@override("en")
def test_rows_hold_together_as_they_will_stand(cast):
    head = f"{HEAD},industry"
    twice = brought(f"{MILLS},Paper", f"{FARMS},Paper", head=head)
    assert {error.column for error in twice.errors} == {"name"}
    brought(f"{MILLS},Paper", f"{FARMS},Food", head=head)
    swapped = brought(f"{MILLS},Food", f"{FARMS},Paper", head=head)
    assert swapped.changed == 2, swapped.errors
    doubled = brought(MILLS, MILLS.replace("Mills", "mills"))
    assert "row 2" in doubled.errors[0].text


@override("en")
def test_an_owner_signs_in(cast):
    result = brought(f"{MILLS},nobody", head=f"{HEAD},owner")
    assert [(error.row, error.column) for error in result.errors] == [(2, "owner")]


def test_chinese_headers_are_known(cast):
    head = "产品线,财年,细分市场,客户数,增长率,需求比例,触达比例,赢单率,客单价,数据日期,来源"
    assert brought(MILLS, head=head).created == 1
    assert brought(f"{MILLS},900", head=f"{head},客户数下限").changed == 1
    assert Entry.objects.get().values["customers"] == [900, 1000, 1000]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_of_the_page_comes_in_again(cast, form):
    brought(f"{MILLS},20 %,Paper,operations", FARMS + ",,,", head=f"{HEAD},need_low,industry,owner")
    data = cast.client("operations").get(FILE + form).getvalue()
    result = run_import(ACTOR, "market_segments", [(f"segments.{form}", data)])
    assert result.ok, [str(error) for error in result.errors]
    assert (result.created, result.changed, result.unchanged) == (0, 0, 2)
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert rows[0]["need_low"] == "20 %"
