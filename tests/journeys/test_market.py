"""From what is known of a market to what it gives, and an expert's answer in a minute on the phone."""

import pytest


@pytest.mark.parametrize(("language", "width", "theme"), [("zh", 1440, "light"), ("en", 390, "dark")])
def test_a_segment_moves_the_market(demo_product, visit, language, width, theme):
    visitor = visit(demo_product, language, width, theme)
    visitor.enter_as("operations")
    visitor.go("/market/?year=2027&product=NE")
    visitor.check()
    before = visitor.page.locator(".bars-total td").last.inner_text()
    visitor.go("/market/new/segment/?year=2027&product=NE")
    page = visitor.page
    name = f"Harbours {language}"
    typed = {
        "name": name, "customers_likely": "400", "growth_likely": "0", "need_likely": "50 %",
        "reach_likely": "50 %", "win_likely": "120 %", "order_value_likely": "100万", "source": "survey",
    }  # fmt: skip
    for field, text in typed.items():
        page.locator(f"[name={field}]").fill(text)
    page.locator("[name=source]").press("Enter")
    assert "120" in page.locator(".errorlist").inner_text()
    assert page.locator("[name=name]").input_value() == name
    visitor.check()
    page.locator("[name=win_likely]").fill("20 %")
    page.locator("[name=win_likely]").press("Enter")
    page.wait_for_url("**/market/?year=2027**")
    assert page.locator(".bars-total td").last.inner_text() != before
    page.get_by_role("link", name=name).click()
    page.locator("[name=win_likely]").wait_for()
    visitor.check()
    visitor.press("Take out", "移除")
    page.wait_for_url("**/market/?year=2027**")
    assert page.locator(".bars-total td").last.inner_text() == before


def test_an_expert_answers_on_the_phone(demo_product, visit):
    visitor = visit(demo_product, "zh", 390)
    visitor.enter_as("representative")
    visitor.go("/experts/")
    visitor.check()
    page = visitor.page
    page.locator("tbody a").first.click()
    page.locator("[name=likely]").wait_for()
    visitor.check()
    page.locator("[name=likely]").fill("1.7亿")
    for key, text in (("low", "1.5亿"), ("high", "2亿")):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == key
        page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.type("框架合同在谈")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".toast").first.wait_for()
    assert "3" in visitor.headline
    assert page.locator("[name=likely]").input_value() == "170,000,000"
