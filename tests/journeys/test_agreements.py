"""From the talk about a target to the signed agreement and its check; and the story of the adjustments."""


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


def test_what_waits_is_signed_and_its_document_checked(demo_product, visit, tmp_path):
    leader = visit(demo_product, "zh")
    leader.enter_as("leader")
    leader.go("/agreements/?year=2026")
    leader.check()
    leader.page.locator(".choice").first.click()
    leader.check()
    leader.page.locator(".sign-box button").click()
    leader.page.locator(".sign-box").wait_for(state="detached")
    leader.go("/agreements/?year=2026&state=signed")
    leader.page.locator("tbody th a").first.click()
    leader.check()
    with leader.page.expect_download() as download:
        leader.page.locator("a[href*='/pdf/']").first.click()
    file = tmp_path / "agreement.pdf"
    download.value.save_as(file)
    assert "真实有效" in checked(leader, file)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert "真实有效" not in checked(leader, file)
    leader.check()


def checked(visitor, file) -> str:
    visitor.go("/agreements/check/")
    visitor.page.set_input_files("[name=document]", file)
    visitor.page.locator("main form .button-main").click()
    visitor.page.locator(".document-digest").wait_for()
    return visitor.headline


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
