"""Somebody in front of a browser: goes somewhere, reads the answer, and notices what is wrong with the page."""

import re

from axe_playwright_python.sync_playwright import Axe

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visitor:
    """A page with a memory for what went wrong on it."""

    def __init__(self, context, language: str):
        self.language = language
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.troubles: list[str] = []
        self.page.on("console", lambda message: self._hear(message))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _hear(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.troubles.append(message.text)

    def say(self, english: str, chinese: str) -> str:
        """The words on the page in this visitor's language."""
        return chinese if self.language == "zh" else english

    def go(self, path: str) -> int:
        return self.page.goto(path).status

    def enter_as(self, username: str) -> None:
        """Be somebody of the demo company."""
        self.go("/sign-in/")
        self.page.locator(f'form[action$="/as/{username}/"] button').first.click()
        self.page.wait_for_url(re.compile("/(cockpit|today)/"))

    @property
    def headline(self) -> str:
        return self.page.locator(".headline").inner_text()

    def press(self, english: str, chinese: str) -> None:
        """Press the button of this name, or follow the link."""
        name = self.say(english, chinese)
        found = self.page.get_by_role("button", name=name, exact=True)
        found = found.or_(self.page.get_by_role("link", name=name, exact=True))
        found.first.click()

    def fits(self) -> bool:
        """Whether nothing sticks out sideways; a page without its style sheets would say nothing."""
        self.page.wait_for_load_state("load")
        return self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def violations(self) -> list[str]:
        """What axe finds wrong, each with the places."""
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": WCAG}})
        return [
            f"{violation['id']}: {node['html'][:160]}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]

    def check(self) -> None:
        """The page is whole: no script trouble, nothing that sticks out, accessible."""
        assert self.troubles == [], f"{self.page.url}: {self.troubles}"
        assert self.fits(), f"{self.page.url} is wider than its window"
        found = self.violations()
        assert found == [], f"{self.page.url}: " + "\n".join(found)
