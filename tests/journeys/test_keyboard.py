"""A seller's and a planner's day with the keys alone: nothing is clicked, every stop shows that it has the keys."""

import re

import pytest

MOST = 150
AT = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const ring = (each) => {
    if (!each) return false;
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  return {
    html: at.outerHTML.slice(0, 160),
    shown: [at, at.closest("label"), at.nextElementSibling, at.parentElement].some(ring),
    inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


class Keys:
    """Goes about with Tab; each stop is in sight and shows it."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def has(self, found) -> bool:
        return found.evaluate("each => each === document.activeElement")

    def reach(self, selector: str, *, key: str = "Tab", text: str = ""):
        """Press until the first of these has the keys."""
        wanted = (
            self.page.locator(selector, has_text=text).first if text else self.page.locator(selector).first
        )
        for _time in range(MOST):
            self.press(key)
            at = self.page.evaluate(AT)
            if at is None:
                continue  # the browser's own bar, before the page begins again
            assert at["shown"], f"{self.page.url}: nothing shows that this has the keys: {at['html']}"
            assert at["inSight"], f"{self.page.url}: out of sight with the keys: {at['html']}"
            if self.has(wanted):
                return wanted
        raise AssertionError(f"{self.page.url}: {selector} is not reached by {key}")

    def skip(self) -> None:
        """The first stop of a page leads past everything that stands on all pages."""
        self.press("Tab")
        assert self.has(self.page.locator("a.skip")), self.page.url
        self.press("Enter")

    def follow(self, selector: str, address: str, *, text: str = "") -> None:
        self.reach(selector, text=text)
        self.press("Enter")
        self.page.wait_for_url(re.compile(address))

    def enter_as(self, username: str) -> None:
        self.visitor.go("/sign-in/")
        self.follow(f'main form[action$="/as/{username}/"] button', r"/(today|cockpit)/")


@pytest.fixture
def keys(demo_product, visit):
    def at(language: str = "en", width: int = 1440) -> Keys:
        return Keys(visit(demo_product, language, width))

    return at


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("zh", 390)])
def test_a_follow_up_from_sign_in_to_the_list(keys, language, width):
    hand = keys(language, width)
    hand.enter_as("representative")
    hand.skip()
    hand.follow('main a[href="/follow-ups/new/"]', "/follow-ups/new/")
    hand.skip()
    hand.reach("input[name=customer]")
    hand.press("Space")
    hand.reach("input[name=way]")
    hand.press("ArrowDown")
    hand.reach("#id_summary")
    text = f"Only keys, {language}"
    hand.type(text)
    hand.reach(".fu-end button")
    hand.press("Enter")
    hand.page.wait_for_url("**/follow-ups/")
    assert text in hand.page.locator("#follow-ups tbody tr").first.inner_text()


def test_a_deal_is_moved_and_the_dialog_lets_go(keys):
    hand = keys()
    hand.enter_as("representative")
    hand.visitor.go("/pipeline/")
    hand.skip()
    card = hand.reach("[data-card]")
    name = card.get_attribute("aria-label")
    hand.press("m")
    dialog = hand.page.locator("#move-dialog")
    dialog.wait_for()
    for _time in range(12):  # in the dialog, and nowhere on the page behind it
        hand.press("Tab")
        inside = "() => document.activeElement === document.body || !!document.activeElement.closest('#move-dialog')"
        assert hand.page.evaluate(inside)
    hand.press("Escape")
    dialog.wait_for(state="hidden")
    assert hand.page.evaluate("() => document.activeElement.getAttribute('aria-label')") == name
    hand.press("ArrowDown")
    assert hand.page.evaluate("() => document.activeElement.getAttribute('aria-label')") != name


def test_a_customer_is_changed(keys):
    hand = keys()
    hand.enter_as("representative")
    hand.visitor.go("/customers/")
    hand.skip()
    hand.follow("main tbody th a", r"/customers/[0-9a-f-]{36}/$")
    hand.skip()
    hand.follow("main a[href$='/edit/']", "/edit/")
    hand.skip()
    hand.reach("#id_city")
    hand.press("Control+a")
    hand.type("Keytown")
    hand.reach(".form-end button")
    hand.press("Enter")
    hand.page.wait_for_url(re.compile(r"/customers/[0-9a-f-]{36}/(#main)?$"))
    assert "Keytown" in hand.page.locator("main").inner_text()


def test_a_daily_report_is_sent_and_commented(keys):
    hand = keys()
    hand.enter_as("representative")
    hand.visitor.go("/daily-reports/")
    hand.skip()
    hand.reach("#id_words")
    hand.type("Written with keys alone")
    hand.reach(".day-send button", key="Shift+Tab")
    with hand.page.expect_navigation():
        hand.press("Enter")
    assert "sent" in hand.visitor.headline

    leader = keys()
    leader.enter_as("leader")
    leader.visitor.go("/daily-reports/")
    leader.skip()
    leader.follow("main tbody tr a[href*='/daily-reports/']", r"/daily-reports/[0-9a-f-]{36}/")
    leader.skip()
    leader.reach("main form textarea")
    leader.type("Read with keys alone")
    leader.reach(".form-end button")
    with leader.page.expect_navigation():
        leader.press("Enter")
    assert "Read with keys alone" in leader.page.locator("main").inner_text()


def test_the_grid_of_targets_is_walked_edited_and_left(keys):
    hand = keys()
    hand.enter_as("operations")
    hand.visitor.go("/targets/")
    hand.skip()
    hand.follow("main tbody a[href^='/targets/']", r"/targets/[0-9a-f-]{36}/", text="FY2027")
    hand.page.locator("#book tbody td").first.wait_for()
    hand.reach("#book [tabindex='0']")
    hand.press("ArrowRight", "ArrowRight")
    cell = hand.page.locator("#book td:focus")
    before = cell.inner_text()
    hand.type("7")
    assert hand.page.locator("#book td input").count() == 1
    hand.press("Escape")
    assert hand.page.locator("#book td input").count() == 0
    assert hand.page.locator("#book td:focus").inner_text() == before
    hand.press("Tab")
    assert hand.page.evaluate("() => !document.activeElement.closest('#book')")
