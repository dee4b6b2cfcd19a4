"""A representative plans a month on the phone; the leader approves it with the thumb; it is filed.

In English the draft of the month to come, in Chinese a new version of the month that runs.
"""

import re

import pytest


@pytest.mark.parametrize("language", ["en", "zh"])
def test_from_the_plan_to_the_file(demo_product, visit, language):
    writer = visit(demo_product, language, 390)
    writer.enter_as("representative")
    writer.go("/sales-plans/")
    writer.check()
    if language == "en":
        writer.press("Go on with my plan", "继续填写我的计划")
    else:
        writer.page.locator(".own-plan").first.get_by_role("link").first.click()
        writer.press("New version", "新版本")
    writer.page.locator("#id_visits").fill("40")
    writer.page.locator("#id_visits").press("Enter")
    writer.page.wait_for_load_state()
    fields = writer.page.locator(".plan-weeks tbody tr").nth(2).locator("input")
    writer.page.locator(".plan-weeks tbody tr").nth(2).locator("input").nth(1).fill("12")
    writer.press("Set the weeks", "设定各周")
    writer.page.wait_for_load_state()
    shown = [fields.nth(n) for n in range(fields.count())]
    weeks = [int(f.input_value() or f.get_attribute("placeholder")) for f in shown]
    month = writer.page.locator(".plan-weeks tbody tr").nth(2).locator("td").last.inner_text()
    assert weeks[1] == 12
    assert sum(weeks) == int(month)
    writer.check()
    writer.press("Hand in", "提交")
    writer.page.wait_for_load_state()
    address = re.sub(r"^https?://[^/]+", "", writer.page.url)

    leader = visit(demo_product, language, 390)
    leader.enter_as("leader")
    leader.go("/approvals/")
    leader.check()
    card = leader.page.locator(".request").filter(has=leader.page.locator(f"text={name_on(writer)}")).last
    card.locator("button[value=approve]").click()
    leader.page.wait_for_load_state()
    leader.go(address)
    assert leader.say("Filed", "已归档") in leader.page.locator(".scope").inner_text()
    leader.check()


def name_on(writer) -> str:
    return writer.page.locator(".path [aria-current]").inner_text()
