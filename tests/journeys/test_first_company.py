"""The main journey: from nothing to a target in force that everybody sees from where they stand."""

import re
from dataclasses import dataclass

import pytest

PASSWORD = "correct horse battery"

UNITS = """code\tname\tparent
HQ\tNorthwind Pumps\t
E\tEast\tHQ
W\tWest\tHQ
"""
PEOPLE = """code\tname\tunit\trole
dir\tDora Director\tHQ\tdirector
lea\tLeo Leader\tE\tleader
ann\tAnn Seller\tE\trepresentative
bob\tBob Seller\tE\trepresentative
cid\tCid Seller\tW\trepresentative
"""
PRODUCTS = """code\tname\tparent
pumps\tPumps\t
valves\tValves\t
"""
CUSTOMERS = """code\tname\towner
c1\tFirst Mills\tann
c2\tSecond Mills\tcid
"""


def orders() -> str:
    """Two years of orders: every month every seller sells a pump and, in turns, a valve."""
    rows = ["order,line,date,person,product,customer,quantity,amount"]
    for year in (2024, 2025):
        for month in range(1, 13):
            for place, person in enumerate(("lea", "ann", "bob", "cid")):
                number = f"SO-{year}{month:02d}-{person}"
                customer = "c2" if person == "cid" else "c1"
                amount = 10_000 + 700 * month + 1_111.11 * place
                rows.append(f"{number},1,{year}-{month:02d}-15,{person},pumps,{customer},2,{amount:.2f}")
                rows.append(f"{number},2,{year}-{month:02d}-15,{person},valves,{customer},1,{amount / 4:.2f}")
    return "\n".join(rows)


@dataclass
class Walk:
    """The steps of the journey, for one visitor."""

    visitor: object

    @property
    def page(self):
        return self.visitor.page

    def found(self) -> None:
        self.visitor.go("/")
        self.visitor.check()
        self.page.fill("[name=name]", "Northwind Pumps")
        self.page.select_option("[name=country]", "CN")
        self.page.fill("[name=username]", "ada")
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("form[data-keep=welcome] .button-main").click()
        self.page.wait_for_url("**/setup/**")
        self.visitor.check()

    def go_on(self) -> None:
        self.visitor.go("/setup/")
        self.page.locator("main form.section button, main form[method=post] button").last.click()
        self.page.wait_for_load_state()

    def paste(self, kind: str, text: str) -> None:
        self.visitor.go(f"/imports/{kind}/")
        self.page.fill("[name=pasted]", text)
        self._bring_in()

    def upload(self, kind: str, name: str, text: str) -> None:
        self.visitor.go(f"/imports/{kind}/")
        file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
        self.page.set_input_files("[name=file]", files=[file])
        self._bring_in()

    def _bring_in(self) -> None:
        self.page.locator("main form .button-main").click()
        self.page.wait_for_url("**/imports/runs/**")
        self.visitor.check()
        self.page.locator("main form .button-main").click()
        self.page.locator(".figures").wait_for(timeout=30_000)

    def plan(self, name: str, total: str) -> None:
        self.visitor.go("/targets/")
        self.page.locator("[commandfor=new-plan]").click()
        self.page.fill("#new-plan [name=name]", name)
        self.page.locator("#new-plan .button-main").click()
        self.page.wait_for_url("**/targets/**")
        if "/split" not in self.page.url:
            self.page.locator("a[href*='/split/']").first.click()
        self.page.fill("[name=total]", total)
        self.page.fill("[name=reserve]", "12")
        self.page.locator("main form .button-main").click()
        self.page.locator("#book tbody tr").nth(2).wait_for(timeout=30_000)
        self.visitor.check()

    def cell(self, unit: str, column: int):
        row = (
            self.page.locator("#book tbody tr")
            .filter(has=self.page.get_by_role("rowheader", name=unit))
            .first
        )
        return row.locator("[role=gridcell], td").nth(column)

    def edit(self, unit: str, column: int, amount: str) -> None:
        self.cell(unit, column).click()
        with self.page.expect_response(lambda answer: "/edit" in answer.url):
            self.page.keyboard.type(amount)
            self.page.keyboard.press("Enter")

    def open_account(self, username: str, person: str) -> None:
        self.visitor.go("/accounts/")
        self.page.fill("[name=username]", username)
        self.page.locator("[name=person]").select_option(label=person)
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("form[data-keep=account] .button-main").click()
        self.page.wait_for_load_state()

    def sign_in(self, username: str) -> None:
        self.visitor.go("/sign-in/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("main form .button-main").click()
        self.page.wait_for_url(re.compile("/(cockpit|today)/"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_from_nothing_to_a_target_in_force(empty_product, visit, language):
    walk = Walk(visit(empty_product, language))
    walk.found()
    walk.paste("units", UNITS)
    walk.paste("people", PEOPLE)
    walk.go_on()
    walk.paste("products", PRODUCTS)
    walk.go_on()
    walk.paste("customers", CUSTOMERS)
    walk.upload("orders", "orders.csv", orders())
    walk.go_on()

    walk.plan("FY2026 first", "2,000,000")
    total = walk.cell("Northwind Pumps", 0).inner_text()
    walk.edit("East", 0, "1300000")
    walk.edit("West", 1, "50000")
    assert walk.cell("Northwind Pumps", 0).inner_text() == total, "the whole stays when siblings give"
    walk.page.locator("a[href$='/smart/']").first.click()
    walk.page.locator("[name=why]").fill("The first plan; calibrated later.")
    walk.visitor.check()
    walk.page.locator("[action$='/put-in-force/'] button").click()
    walk.page.wait_for_load_state()
    walk.go_on()

    for username, person in (("dora", "Dora Director"), ("leo", "Leo Leader"), ("ann", "Ann Seller")):
        walk.open_account(username, person)
    seen = {name: people_seen(visit(empty_product, language), name) for name in ("dora", "leo", "ann")}
    assert seen["ann"] == {"Ann Seller"}
    assert seen["leo"] == {"Leo Leader", "Ann Seller", "Bob Seller"}
    assert seen["dora"] == seen["leo"] | {"Dora Director", "Cid Seller"}
    assert "unbroken" in empty_product.run("verify")
    assert "unchanged" in empty_product.run("rebuild")


def people_seen(visitor, username: str) -> set[str]:
    walk = Walk(visitor)
    walk.sign_in(username)
    visitor.check()
    visitor.go("/attainment/?by=person&period=FY2026")
    return set(visitor.page.locator("tbody th").all_inner_texts())
