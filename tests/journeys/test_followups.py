"""A follow-up on the phone: at most six taps and one text from opening the page; without a connection it waits and
arrives once; signing out takes the page from the phone, not what waits."""

import re

import pytest

PHONE = 390
MOST_TAPS = 6


class Thumb:
    """Counts its taps; a target is at least 44 pixels high and in reach."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, found) -> None:
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        assert box["height"] >= 43.5, found
        assert box["x"] >= 0, found
        assert box["x"] + box["width"] <= PHONE, found
        found.click()
        self.taps += 1


def become(visitor, username) -> None:
    """Be somebody else of the demo company."""
    visitor.page.locator(f'form[action$="/as/{username}/"]').first.evaluate("form => form.requestSubmit()")
    visitor.page.wait_for_url(re.compile(r"/(today|cockpit)/"))


def is_kept(page) -> bool:
    return page.evaluate("async () => !!(await caches.match('/follow-ups/new/'))")


def wait_until_kept(page) -> None:
    """Until the service worker has the page of the form."""
    for _time in range(100):
        if is_kept(page):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the form was not kept")


def opened(visit, demo_product, language):
    visitor = visit(demo_product, language, PHONE)
    visitor.enter_as("representative")
    visitor.go("/follow-ups/new/")
    return visitor


def fill(visitor, thumb, text) -> str:
    """Customer, way, one text, next step and its date: five taps."""
    page = visitor.page
    customer = page.locator("[data-customer-list] .fu-chip").first
    name = customer.inner_text().removeprefix("✓").strip()
    thumb.tap(customer)
    thumb.tap(page.locator(".fu-way", has_text=visitor.say("Visit", "拜访")))
    thumb.tap(page.locator("#id_summary"))
    page.keyboard.type(text)
    thumb.tap(page.locator("button[data-step]").first)
    thumb.tap(page.locator("button[data-due]").nth(1))
    return name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_six_taps_and_one_text(demo_product, visit, language):
    visitor = opened(visit, demo_product, language)
    visitor.check()
    thumb = Thumb(visitor.page)
    text = visitor.say("They like the robots", "客户看好机器人")
    name = fill(visitor, thumb, text)
    thumb.tap(visitor.page.get_by_role("button", name=visitor.say("Save", "保存"), exact=True))
    visitor.page.wait_for_url("**/follow-ups/")
    assert thumb.taps <= MOST_TAPS, thumb.taps
    row = visitor.page.locator("#follow-ups tbody tr").first
    assert name in row.inner_text()
    assert text in row.inner_text()
    visitor.check()
    row.get_by_role("link").first.click()
    visitor.page.wait_for_url(re.compile(r"/follow-ups/[0-9a-f-]{36}/"))
    visitor.check()
    visitor.go("/follow-ups/steps/")
    visitor.check()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_a_connection_it_waits_and_arrives_once(demo_product, visit, language):
    visitor = opened(visit, demo_product, language)
    page, context = visitor.page, visitor.page.context
    wait_until_kept(page)
    text = visitor.say("Written in the tunnel", "在隧道里写的")

    context.set_offline(True)
    page.reload()
    thumb = Thumb(page)
    fill(visitor, thumb, text)
    thumb.tap(page.get_by_role("button", name=visitor.say("Save", "保存"), exact=True))
    box = page.locator("[data-outbox-box]")
    box.get_by_text(visitor.say("1 waits on this phone.", "本机有 1 条待发送。")).wait_for()
    assert page.locator("#id_summary").input_value() == ""
    visitor.troubles.clear()  # the browser tells of each address it could not reach
    visitor.check()

    context.set_offline(False)
    box.get_by_text(visitor.say("1 that waited was sent.", "等待中的 1 条已发送。")).wait_for()
    visitor.go("/follow-ups/")
    assert page.locator("#follow-ups tbody tr", has_text=text).count() == 1
    visitor.go("/follow-ups/")
    assert page.locator("#follow-ups tbody tr", has_text=text).count() == 1
    page.locator("#follow-ups tbody tr", has_text=text).get_by_role("link").first.click()
    page.get_by_text(visitor.say("without a connection; the time of arrival counts", "离线填写")).wait_for()


def test_what_waits_is_its_authors_and_survives_signing_out(demo_product, visit):
    visitor = opened(visit, demo_product, "en")
    page, context = visitor.page, visitor.page.context
    wait_until_kept(page)
    page.route(
        "**/follow-ups/new/",
        lambda route: route.abort() if route.request.method == "POST" else route.fallback(),
    )
    thumb = Thumb(page)
    fill(visitor, thumb, "Mine alone")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("[data-outbox-words]", has_text="1 waits on this phone.").wait_for()
    page.unroute_all()

    become(visitor, "leader")
    page.locator("[data-outbox-words]", has_text="1 of another person waits here").wait_for()
    page.wait_for_timeout(500)
    assert not is_kept(page)
    visitor.go("/follow-ups/")
    assert page.locator("#follow-ups", has_text="Mine alone").count() == 0

    become(visitor, "representative")
    page.locator("[data-outbox-words]", has_text="1 that waited was sent.").wait_for()
    visitor.go("/follow-ups/")
    assert page.locator("#follow-ups tbody tr", has_text="Mine alone").count() == 1
    context.clear_cookies()


def test_what_was_half_typed_is_offered_to_the_same_user_after_signing_out(demo_product, visit):
    visitor = opened(visit, demo_product, "en")
    page = visitor.page
    page.locator("#id_summary").fill("Half a thought")
    page.locator("[data-customer-list] .fu-chip").nth(1).click()
    page.wait_for_timeout(500)
    page.locator("form[data-forget]").first.evaluate("form => form.requestSubmit()")
    page.wait_for_url("**/sign-in/**")
    visitor.enter_as("leader")
    visitor.go("/follow-ups/new/")
    assert page.locator("[data-restore]").count() == 0
    become(visitor, "representative")
    visitor.go("/follow-ups/new/")
    page.locator("[data-restore]").click()
    assert page.locator("#id_summary").input_value() == "Half a thought"
    assert page.locator("[data-customer-list] input:checked").count() == 1
