"""From a product line's tree to what each does in a day, in both languages; the tree by keyboard on the phone."""

import re

import pytest


@pytest.mark.parametrize(("language", "width", "theme"), [("en", 1440, "light"), ("zh", 390, "dark")])
def test_from_the_tree_to_the_plan(demo_product, visit, language, width, theme):
    visitor = visit(demo_product, language, width, theme)
    visitor.enter_as("operations")
    visitor.go("/paradigms/?year=2027")
    visitor.check()
    visitor.page.locator("tbody th a").first.click()
    visitor.page.wait_for_url("**/2027/")
    visitor.check()
    before = visitor.headline
    visitor.page.locator("summary", has_text=visitor.say("Try other values", "换个数值试算")).press("Enter")
    visitor.page.locator("#set-conversion").fill("28 %")
    visitor.page.wait_for_function(
        "text => document.querySelector('.headline').innerText !== text", arg=before
    )
    assert visitor.say("nothing is stored", "没有保存") in visitor.page.locator("#answer").inner_text()
    visitor.check()
    visitor.page.go_back()
    visitor.press("Process targets", "过程目标")
    visitor.page.wait_for_url("**/targets/")
    visitor.check()
    assert re.search(r"[0-9.]+", visitor.headline)
    visitor.press("Put into the plan", "写入方案")
    visitor.page.wait_for_url("**/targets/?plan=*")
    visitor.check()


def test_a_driver_is_changed_by_keyboard_and_taken_back(demo_product, visit):
    visitor = visit(demo_product, "en", 390)
    visitor.enter_as("operations")
    visitor.go("/paradigms/?year=2027")
    visitor.page.locator("tbody th a").first.press("Enter")
    visitor.page.locator(".driver-name a", has_text="Lead conversion").first.press("Enter")
    visitor.page.wait_for_url("**/nodes/conversion/")
    visitor.check()
    visitor.page.get_by_label("Value", exact=False).first.fill("20 %")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/2027/")
    assert "20.0 %" in visitor.page.locator("#answer").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    visitor.press("Undo", "撤销")
    visitor.page.wait_for_load_state()
    assert "20.0 %" not in visitor.page.locator("#answer").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def test_an_account_without_a_next_step_gets_one(demo_product, visit):
    visitor = visit(demo_product, "zh", 390)
    visitor.enter_as("operations")
    visitor.go("/named-accounts/")
    visitor.check()
    before = visitor.headline
    row = visitor.page.locator("tbody tr", has_text="没有下一步").first
    row.locator("th a").click()
    visitor.check()
    visitor.page.locator("#id_next_step").fill("周三拜访设备部")
    visitor.press("Save", "保存")
    visitor.page.wait_for_url("**/named-accounts/?year=*")
    assert visitor.headline != before
    visitor.go("/named-accounts/plan/")
    visitor.check()
    visitor.go("/named-accounts/add/")
    visitor.check()
