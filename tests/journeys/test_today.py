"""A representative's day on the phone: the first page, one action done and taken back, the report sent in two taps;
the leader reads it and comments, the representative is told."""

import pytest


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_day_on_the_phone(demo_product, visit, language):
    seller = visit(demo_product, language, 390)
    seller.enter_as("representative")
    assert "/today/" in seller.page.url
    assert "%" in seller.headline
    seller.check()

    # One tap, and one back.
    row = seller.page.locator("ol.today-list .today-row").first
    about = row.locator(".today-about").inner_text()
    row.locator("button[value=done]").click()
    seller.page.wait_for_load_state()
    with seller.page.expect_navigation():
        seller.page.locator(".toast form button").first.click()
    assert about in seller.page.locator("ol.today-list").inner_text()

    # By keyboard: the second row is put off until tomorrow.
    titles = seller.page.locator("ol.today-list .today-about")
    second = titles.nth(1).inner_text()
    own = seller.page.locator(".today-own .today-row").count()
    for _step in range(own + 2):
        seller.page.keyboard.press("j")
    seller.page.keyboard.press("l")
    with seller.page.expect_navigation():
        seller.page.keyboard.press("Enter")
    assert second not in seller.page.locator("ol.today-list").inner_text()

    # Two taps: the report, and send. In Chinese the day is there already, sent in English: it is corrected.
    with seller.page.expect_navigation():
        seller.page.locator(".today-report a").click()
    seller.check()
    seller.page.locator(".day-send button").click()
    seller.page.locator(".toast").first.wait_for()
    sent = seller.say("as it was sent", "提交的日报")
    with seller.page.expect_navigation():
        seller.page.locator("a[href*='/daily-reports/']").filter(has_text=sent).click()
    address = "/daily-reports/" + seller.page.url.split("/daily-reports/")[1]

    leader = visit(demo_product, language, 390)
    leader.enter_as("leader")
    leader.go("/daily-reports/team/")
    leader.check()
    leader.go(address)
    leader.page.fill("#id_text", f"well done {language}")
    with leader.page.expect_navigation():
        leader.page.locator("form[action$='/comment/'] .button-main").click()
    leader.check()

    seller.go("/notices/")
    seller.check()
    with seller.page.expect_navigation():
        seller.page.locator(".notice-text").first.click()
    assert f"well done {language}" in seller.page.locator(".remarks").inner_text()
