"""A planner reads what can be promised, moves a lever by keyboard, changes an input, and makes a plan of it."""

import re

import pytest


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("zh", 390)])
def test_from_the_wish_to_a_plan(demo_product, visit, language, width):
    visitor = visit(demo_product, language, width)
    visitor.enter_as("operations")
    visitor.go("/calibration/")
    visitor.check()
    page = visitor.page
    page.locator("tbody th a", has_text="1.5").first.click()
    page.wait_for_selector("#answer")
    visitor.check()
    chance = page.locator(".figure-foot").nth(3).inner_text()
    slider = page.locator("#lever-order_value")
    slider.focus()
    for _ in range(3):
        slider.press("PageUp")
    page.locator("[data-told]", has_text="%").wait_for()
    page.locator("#answer:not([aria-busy])").wait_for()
    assert page.locator(".figure-foot").nth(3).inner_text() != chance
    visitor.check()
    page.locator("a[href$='/inputs/']").click()
    page.wait_for_selector("#id_intent")
    visitor.check()
    page.fill("#id_channels-0-conversion", "120 %")
    page.locator(".calibration-form .button-main").click()
    assert page.locator("#id_channels-0-conversion[aria-invalid=true]").count() == 1
    page.fill("#id_channels-0-conversion", "15 % / 20 % / 24 %")
    page.locator(".calibration-form .button-main").click()
    assert page.locator(".errorlist, .notice-bad").all_inner_texts() == []
    page.wait_for_url(re.compile(r"/calibration/[0-9a-f-]+/$"))
    assert page.locator(".calibration-runs li").count() >= 3


def test_a_scenario_begins_with_the_amount_that_can_be_promised(demo_product, visit):
    visitor = visit(demo_product)
    visitor.enter_as("director")
    visitor.go("/calibration/")
    page = visitor.page
    page.locator("tbody th a").first.click()
    page.get_by_role("button", name="Make a plan from this").click()
    page.get_by_role("button", name="Can be promised").click()
    page.wait_for_selector("#id_total")
    assert re.fullmatch(r"[\d,.]+( M)?", page.input_value("#id_total"))
    visitor.check()
