"""Finding customers while one types, and only those in sight."""

import pytest

from quotamesh.do.customers.actions import change_customer, make_customer, reassign, share_with, unshare
from quotamesh.do.customers.search import find_customers
from tests.cast import ACTOR


@pytest.fixture
def made(cast):
    owner = cast.person("rep_e1a")
    return [
        make_customer(ACTOR, owner=owner, code="HX-1", name="上海华新装备有限公司"),
        make_customer(ACTOR, owner=owner, code="NW-7", name="Northwind Power Co., Ltd."),
        make_customer(ACTOR, owner=None, name="重庆长江银行"),
    ]


def names(cast, text, who="operations"):
    return [each.name for each in find_customers(cast.viewer(who), text)]


@pytest.mark.parametrize(
    "text", ["华新", "上海华", "装备", "hxzb", "HX", "shhx", "huaxinz", "hx1", "ＨＸ－１", "上海 华新"]
)
def test_a_chinese_name_is_found(made, cast, text):
    assert "上海华新装备有限公司" in names(cast, text)


@pytest.mark.parametrize("text", ["north", "NORTHWIND  power", "power", "nw7"])
def test_a_latin_name_is_found(made, cast, text):
    assert "Northwind Power Co., Ltd." in names(cast, text)


@pytest.mark.parametrize("text", ["cqcj", "cjyh", "chongqing"])
def test_readings_that_depend_on_the_word(made, cast, text):
    assert names(cast, text) == ["重庆长江银行"]


@pytest.mark.parametrize("text", ["有限公司", "wind", "😀", "%", "\u202e", "x" * 100_000])
def test_what_is_not_found(made, cast, text):
    assert "上海华新装备有限公司" not in names(cast, text)
    assert "Northwind Power Co., Ltd." not in names(cast, text)


def test_the_exact_code_comes_first(made, cast):
    make_customer(ACTOR, owner=None, code="HX-10", name="A")
    assert next(each.code for each in find_customers(cast.viewer("operations"), "HX-1")) == "HX-1"


def test_only_what_is_in_sight(made, cast):
    assert names(cast, "华新", "rep_e1a") == names(cast, "华新", "leader_e1") == ["上海华新装备有限公司"]
    assert names(cast, "华新", "rep_n1a") == names(cast, "华新", "leader_n1") == []
    assert names(cast, "长江", "leader_e1") == []


def test_keys_follow_names_owners_and_shares(made, cast):
    found = change_customer(ACTOR, made[0], name="上海腾云装备有限公司")
    assert names(cast, "华新") == []
    assert names(cast, "腾云") == ["上海腾云装备有限公司"]
    reassign(ACTOR, found, cast.person("rep_n1a"), "moves")
    assert names(cast, "腾云", "rep_e1a") == []
    assert names(cast, "腾云", "rep_n1a")
    share_with(ACTOR, found, [cast.person("rep_e1a")])
    assert names(cast, "腾云", "rep_e1a")
    assert names(cast, "腾云") == ["上海腾云装备有限公司"]
    unshare(ACTOR, found, cast.person("rep_e1a"))
    assert names(cast, "腾云", "rep_e1a") == []


def test_nothing_typed_gives_ones_own(made, cast):
    assert {"上海华新装备有限公司", "Northwind Power Co., Ltd."} <= set(names(cast, "", "rep_e1a"))
    assert "重庆长江银行" not in names(cast, "", "rep_e1a")


def test_the_address_answers_json(made, cast):
    answer = cast.client("rep_e1a").get("/customers/search/?text=hxzb").json()
    assert [(row["code"], row["owner"]) for row in answer["customers"]] == [("HX-1", made[0].owner.name)]
    assert answer["customers"][0]["url"] == f"/customers/{made[0].uid}/"


def test_two_questions_to_the_database(made, cast, django_assert_max_num_queries):
    viewer = cast.viewer("rep_e1a")
    with django_assert_max_num_queries(3):
        find_customers(viewer, "h")
