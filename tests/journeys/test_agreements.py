"""A talk about a target with a counter-proposal; and the story of the adjustments. Signing is in the story."""


def test_a_talk_on_the_phone_comes_to_an_agreement(demo_product, visit):
    """The representative counters by keyboard on the phone, the leader accepts at the desk."""
    owner = visit(demo_product, "zh", 390)
    owner.enter_as("representative")
    owner.go("/agreements/?year=2027")
    owner.check()
    owner.page.locator(".choice").first.click()
    owner.check()
    owner.page.locator(".talk-other summary").first.focus()
    owner.page.keyboard.press("Enter")
    owner.page.fill("[name=revenue-1]", "120万")
    owner.page.locator("[name=text]").first.fill("二月有两周停产")
    owner.page.locator("form[action$='/offer/'] .button-main").click()
    owner.page.locator(".thread-owner").wait_for()
    assert "提出了不同的数字" in owner.headline
    assert "二月有两周停产" in owner.page.locator(".thread").inner_text()
    owner.check()
    leader = visit(demo_product, "en", 1440, "dark")
    leader.enter_as("leader")
    leader.go(owner.page.url)
    leader.check()
    leader.press("Accept these numbers", "接受这些数字")
    leader.page.locator(".talk-accept").wait_for(state="detached")
    assert "have agreed" in leader.headline
    leader.check()


def test_the_story_of_the_adjustments_leads_to_effect_and_agreements(demo_product, visit):
    visitor = visit(demo_product, "en", 390, "dark")
    visitor.enter_as("director")
    visitor.go("/adjustments/")
    visitor.check()
    visitor.page.locator(".story-item h2 a").last.click()
    visitor.check()
    assert visitor.page.locator("tbody tr").count() > 3
    visitor.page.locator(".story-documents a").first.click()
    visitor.check()
    assert "version 2" in visitor.page.locator(".page-title").inner_text()
