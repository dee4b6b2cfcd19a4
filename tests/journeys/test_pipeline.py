"""A deal does not leave discovery before it is understood; a leader lets one through, and everybody can read why."""

import pytest

ASKED = (("Pain points", "痛点"), ("Decision weights", "决策权重"), ("Budget cycle", "预算周期"))


def begin(visitor, name: str) -> None:
    """A new deal, from the phone or the desk."""
    visitor.go("/pipeline/add/")
    visitor.check()
    page = visitor.page
    page.locator("[name=name]").fill(name)
    page.locator("[name=product]").select_option(index=3)
    page.locator("[name=amount]").fill("12.5万")
    visitor.press("Open the deal", "新建商机")
    page.locator("#gate").wait_for()


def answer(visitor, asked: tuple[str, str], text: str) -> None:
    field = visitor.page.get_by_label(visitor.say(*asked), exact=True)
    field.fill(text)
    with visitor.page.expect_navigation():
        field.locator("xpath=..").get_by_role("button").first.click()


@pytest.mark.parametrize(("language", "width", "theme"), [("zh", 390, "light"), ("en", 1440, "dark")])
def test_a_deal_is_understood_before_it_goes_on(demo_product, visit, language, width, theme):
    visitor = visit(demo_product, language, width, theme)
    visitor.enter_as("representative")
    name = f"Gate {language}"
    begin(visitor, name)
    page = visitor.page
    visitor.check()
    onward = page.locator(".deal-move button")
    for place, asked in enumerate(ASKED):
        with page.expect_navigation():
            onward.click()
        told = page.locator(".toast").first.inner_text()
        assert visitor.say(*ASKED[-1]) in told
        assert (visitor.say(*ASKED[0]) in told) == (place == 0)
        answer(visitor, asked, f"{asked[0]} <b>known</b>")
    with page.expect_navigation():
        onward.click()
    assert visitor.say("Proposal", "方案呈现") in page.locator(".way-here").inner_text()
    visitor.check()


@pytest.mark.parametrize(("language", "width"), [("zh", 1440), ("en", 1440)])
def test_a_leader_lets_a_deal_through_with_a_reason_that_stays(demo_product, visit, language, width):
    seller = visit(demo_product, language, width)
    seller.enter_as("representative")
    name, reason = f"Tender {language}", f"The tender closes on Friday ({language})"
    begin(seller, name)
    seller.go("/pipeline/")
    card = seller.page.locator("[data-card]").filter(has_text=name)
    card.focus()
    seller.page.keyboard.press("Shift+ArrowRight")
    dialog = seller.page.locator("#move-dialog")
    dialog.get_by_role("alert").wait_for()
    assert seller.say("Pain points", "痛点") in dialog.inner_text()
    assert dialog.locator("[name=override]").count() == 0
    seller.check()

    leader = visit(demo_product, language, width)
    leader.enter_as("leader")
    leader.go("/pipeline/")
    page = leader.page
    page.locator("[data-card]").filter(has_text=name).focus()
    page.keyboard.press("Shift+ArrowRight")
    page.locator("[name=override]").fill(reason)
    leader.check()
    page.locator("#move-dialog .button-main").click()
    moved = page.locator("[data-stage=proposal] [data-card]").filter(has_text=name)
    moved.wait_for()
    page.evaluate("scrollTo(0, 0)")
    leader.check()
    with page.expect_navigation():
        moved.get_by_role("link").first.click()
    page.locator(".notice-watch").filter(has_text=reason).wait_for()

    operations = visit(demo_product, language, width)
    operations.enter_as("operations")
    operations.go("/trail/")
    assert reason in operations.page.locator("main").inner_text()


def test_a_card_is_dragged_to_a_loss_that_asks_why(demo_product, visit):
    visitor = visit(demo_product, "en", 1440)
    visitor.enter_as("representative")
    begin(visitor, "Dragged away")
    visitor.go("/pipeline/")
    page = visitor.page
    card = page.locator("[data-card]").filter(has_text="Dragged away")
    card.hover()
    page.mouse.down()
    page.mouse.move(600, 400, steps=5)
    end = page.locator(".board-end-lost")
    end.wait_for()
    end.hover()
    end.hover()
    page.mouse.up()
    page.locator("[name=why]").select_option("price")
    page.locator("#move-dialog .button-main").click()
    card.wait_for(state="detached")
    visitor.go("/pipeline/list/?outcome=lost&text=Dragged")
    assert "Price" in page.locator("main").inner_text()
    visitor.check()
