"""A customer on the phone: found by initials, changed beside somebody else, met twice, made one, and two again."""

import pytest


def fill_in(visitor, name: str) -> None:
    """A new customer; one like it is asked about once."""
    visitor.go("/customers/new/")
    page = visitor.page
    page.locator("[name=name]").fill(name)
    visitor.press("Make the customer", "建立客户")


def found(visitor, text: str):
    """The names in the list for what was typed."""
    visitor.go("/customers/")
    page = visitor.page
    page.locator("#text").fill(text)
    with page.expect_navigation():
        page.locator("#text").press("Enter")
    return page.locator("main tbody a")


@pytest.mark.parametrize(("language", "width", "theme"), [("zh", 390, "light")])
def test_found_changed_met_twice_and_made_one(demo_product, visit, language, width, theme):
    city, region = ("Ningbo", "Zhejiang") if language == "en" else ("宁波", "浙江")
    name, initials = ("璇玑泵业", "xjby") if language == "zh" else ("翡翠阀门", "fcfm")
    seller = visit(demo_product, language, width, theme)
    seller.enter_as("representative")
    page = seller.page
    fill_in(seller, name)
    page.wait_for_url("**/customers/*-*/")
    seller.check()

    rows = found(seller, initials)
    assert [name] == rows.all_inner_texts()
    seller.check()
    with page.expect_navigation():
        rows.first.click()
    address = page.url

    page.goto(f"{address}edit/")
    leader = visit(demo_product, language, width, theme)
    leader.enter_as("leader")
    leader.page.goto(f"{address}edit/")
    leader.page.locator("[name=city]").fill(city)
    leader.press("Save", "保存")
    leader.page.wait_for_url(address)
    page.locator("[name=region]").fill(region)
    seller.press("Save", "保存")
    both = page.get_by_role("region", name=seller.say("Both versions", "两个版本"))
    both.wait_for()
    assert city in both.inner_text()
    assert page.locator("[name=region]").input_value() == region
    seller.check()
    page.locator("[name=city]").fill(city)
    seller.press("Save", "保存")
    page.wait_for_url(address)

    double = f"{name}有限公司"
    fill_in(seller, double)
    page.locator(".customer-alike").get_by_text(name, exact=True).wait_for()
    if page.url.endswith("/new/"):
        seller.check()
        seller.press("Make the customer", "建立客户")
    page.wait_for_url("**/customers/*-*/")
    with page.expect_navigation():
        page.locator(".notice-watch a").first.click()
    pair = page.locator(".customer-pair").filter(has_text=double)
    seller.check()
    with page.expect_navigation():
        pair.locator(".button-main").click()
    seller.check()
    with page.expect_navigation():
        seller.press("Merge the two", "合并两家")
    page.locator(".toast form button").wait_for()
    assert found(seller, initials).count() == 1
    with page.expect_navigation():
        page.locator("main tbody a").first.click()
    with page.expect_navigation():
        page.locator(".customer-facts a").filter(has_text=seller.say("formerly", "曾用")).click()
    seller.check()
    with page.expect_navigation():
        seller.press("Take the merge apart", "撤销合并")
    assert sorted(found(seller, initials).all_inner_texts()) == sorted([name, double])
