"""A stranger asks by the public form; the team answers in time, and it becomes a customer with a deal."""

import pytest


@pytest.mark.parametrize(("language", "width", "theme"), [("zh", 390, "light"), ("en", 1440, "dark")])
def test_a_stranger_asks_and_becomes_a_customer(demo_product, visit, language, width, theme):
    company = f"上海云溪包装{language}"
    office = visit(demo_product, language)
    office.enter_as("operations")
    office.go("/leads/sources/")
    office.check()
    office.page.get_by_role("link", name="官网与内容").click()
    address = office.page.locator("#address").input_value()
    office.check()

    stranger = visit(demo_product, language, width, theme)
    stranger.page.goto(address)
    stranger.check()
    page = stranger.page
    page.locator("[name=contact]").fill("林女士")
    page.locator("[name=company]").fill(company)
    page.locator("[name=region]").fill("上海")
    page.locator("[name=need]").fill("包装线要换伺服 <b>20</b> 套")
    stranger.press("Send", "发送")
    # Nobody could answer: the form says so, and keeps what was typed.
    page.locator("[role=alert]").wait_for()
    assert page.locator("[name=company]").input_value() == company
    stranger.check()
    page.locator("[name=phone]").fill("13911112222" if language == "zh" else "13911113333")
    page.locator("[name=consent]").check()
    stranger.press("Send", "发送")
    page.wait_for_url("**/thanks/")
    stranger.check()

    seller = visit(demo_product, language, width, theme)
    seller.enter_as("representative")
    name = seller.page.request.get("/api/v1/me").json()["name"]
    leader = visit(demo_product, language)
    leader.enter_as("leader")
    leader.go(f"/leads/?text={company}")
    leader.check()
    leader.page.get_by_role("link", name=company, exact=True).click()
    leader.press("Give to somebody", "分配给他人")
    leader.check()
    leader.page.get_by_label(name).first.check()
    leader.press("Give", "分配")
    leader.page.locator(".page-side").get_by_text(name).first.wait_for()

    seller.go("/leads/")
    seller.check()
    page = seller.page
    row = page.locator(".lead-row", has_text=company)
    assert row.locator(".lead-ring-left").count() == 1
    row.get_by_role("link", name=company, exact=True).click()
    assert "<b>20</b>" in page.locator(".lead-words").inner_text()
    page.locator("[name=text]").fill("已电话，下周看现场")
    seller.press("Note the answer", "记录响应")
    page.locator(".lead-notes li").first.wait_for()
    assert seller.say("answered", "已响应") in seller.headline
    seller.check()
    seller.press("Make it a customer", "转为客户")
    page.locator("[name=deal_name]").wait_for()
    seller.check()
    page.locator("[name=customer][value=new]").check()
    page.locator("[name=product]").select_option("IA-SV")
    page.locator("[name=amount]").fill("72万")
    seller.press("Make it a customer", "转为客户")
    page.get_by_role("link", name=company, exact=True).first.wait_for()
    assert company in seller.headline
    seller.check()
