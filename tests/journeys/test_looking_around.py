"""Everybody of the demo company opens what they may, in both languages, on desk and phone."""

import pytest

PAGES = (
    "/cockpit/",
    "/cockpit/?period=2026-Q4",
    "/attainment/",
    "/attainment/?by=person&indicator=gross_margin_rate",
    "/targets/",
    "/calibration/",
    "/orders/",
    "/customers/",
    "/organisation/",
    "/products/",
    "/indicators/",
    "/calendar/",
    "/imports/",
    "/imports/orders/",
    "/jobs/",
    "/trail/?check=1",
    "/keys/",
    "/api/v1/docs",
    "/styleguide",
)


@pytest.mark.parametrize(("language", "width", "theme"), [("en", 1440, "light"), ("zh", 390, "dark")])
def test_every_page_is_whole(demo_product, visit, language, width, theme):
    visitor = visit(demo_product, language, width, theme)
    visitor.go("/sign-in/")
    visitor.check()
    visitor.enter_as("operations")
    for path in PAGES:
        assert visitor.go(path) == 200, path
        visitor.check()


def test_each_sees_only_their_branch(demo_product, visit):
    def units(username: str) -> set[str]:
        visitor = visit(demo_product)
        visitor.enter_as(username)
        visitor.go("/attainment/?by=person")
        return set(visitor.page.locator("tbody th").all_inner_texts())

    director, leader, representative = units("director"), units("leader"), units("representative")
    assert len(director) > len(leader) > len(representative) == 1
    assert representative < leader < director


def test_a_figure_leads_to_its_rows(demo_product, visit):
    """The revenue on the card is the sum of the rows behind it, to the cent."""
    visitor = visit(demo_product)
    visitor.enter_as("director")
    visitor.go("/attainment/?period=2026-Q3")
    told = visitor.page.locator("tbody tr").first.locator("td").nth(2).inner_text()
    visitor.go("/cockpit/?period=2026-Q3")
    visitor.page.locator(".figure .explain").first.click()
    visitor.page.locator(".definition:popover-open a").click()
    assert told in visitor.headline
