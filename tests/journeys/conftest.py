"""A browser, and the product it visits. Skipped, and said so, where there is no browser."""

import os
import shutil

import pytest

from tests.journeys import product as products
from tests.journeys.visitor import Visitor

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.nodeid:
            item.add_marker(pytest.mark.browser)


def _browser_path() -> str:
    return os.environ.get("QUOTAMESH_BROWSER") or shutil.which("chromium") or ""


@pytest.fixture(scope="module")
def browser():
    """Ends with its module: while it runs, an event loop does, and Django asks no database beside one."""
    path = _browser_path()
    if not path:
        if os.environ.get("CI"):
            pytest.fail("no browser, and in CI no journey may be skipped")
        pytest.skip("no Chromium on this machine: the journeys were not walked")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory):
    """The demo company's data folder, built once."""
    data = tmp_path_factory.mktemp("demo-built")
    products.command(data, "demo")
    return data


@pytest.fixture(scope="module")
def demo_product(demo_data, tmp_path_factory):
    """The demo company, served: each module has a copy of its own."""
    data = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(demo_data, data)
    served = products.start(data)
    yield served
    served.stop()


@pytest.fixture
def empty_product(tmp_path):
    """A fresh data folder, served: the first page of all."""
    served = products.start(tmp_path)
    yield served
    served.stop()


@pytest.fixture
def visit(browser):
    """`visit(product, language="en", width=1440)` opens a browser of one's own at the product's first page."""
    opened = []

    def open_at(product, language: str = "en", width: int = 1440, theme: str = "light") -> Visitor:
        locale = "zh-CN" if language == "zh" else "en-US"
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale=locale,
            color_scheme=theme,
            base_url=product.address,
        )
        opened.append(context)
        return Visitor(context, language)

    yield open_at
    for context in opened:
        context.close()
