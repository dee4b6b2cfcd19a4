"""Takes the pictures of the documents from a running product.

    QUOTAMESH_DATA=var/pictures quotamesh demo && QUOTAMESH_DATA=var/pictures quotamesh start --port 8033
    .venv/bin/python docs/tutorial/pictures.py demo http://127.0.0.1:8033

    QUOTAMESH_DATA=var/empty quotamesh start --port 8034
    .venv/bin/python docs/tutorial/pictures.py own http://127.0.0.1:8034 --language en

`demo` walks the demo company in both languages; `own` sets a company up from the tutorial's files in one language, in
an empty data folder. A Chromium is found on the path, or named by QUOTAMESH_BROWSER.
"""

import argparse
import base64
import os
import re
import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).resolve().parents[1]
EXAMPLES, FILES = DOCS / "examples", DOCS / "tutorial" / "files"
TUTORIAL, README = DOCS / "tutorial" / "images", DOCS / "images"
LOCALES = {"en": "en-US", "zh": "zh-CN"}
ENDINGS = {"en": "", "zh": ".zh-CN"}
WIDTH, HEIGHT, COLOURS = 1440, 900, 256
PASSWORD = "correct horse battery"  # noqa: S105 - of a company that lives for its pictures
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)
PIXELS = """async (data) => {
  const image = new Image(); image.src = "data:image/png;base64," + data; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const bytes = pen.getImageData(0, 0, image.width, image.height).data, parts = [];
  for (let at = 0; at < bytes.length; at += 32768)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 32768)));
  return [image.width, image.height, btoa(parts.join(""))];
}"""


@dataclass
class Camera:
    """A page in one language, and a second, empty one that turns pictures into pixels."""

    page: Page
    dark_room: Page
    language: str

    def take(self, name: str, *, until: str = "", height: int = HEIGHT, folder: Path = TUTORIAL) -> None:
        """The window down to `height`, or to the lower edge of the element `until`."""
        self.page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
        self.page.wait_for_timeout(250)
        if until:
            box = self.page.locator(until).first.bounding_box()
            height = min(round(box["y"] + box["height"]) + 16, 1600)
        self.page.set_viewport_size({"width": WIDTH, "height": max(height, HEIGHT)})
        self.page.wait_for_timeout(100)
        shot = self.page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        path = folder / f"{name}{ENDINGS[self.language]}.png"
        path.write_bytes(self.develop(shot))
        print(f"{path.relative_to(DOCS)}  {path.stat().st_size / 1024:.0f} kB")

    def develop(self, shot: bytes) -> bytes:
        width, height, data = self.dark_room.evaluate(PIXELS, base64.b64encode(shot).decode())
        pixels = np.frombuffer(base64.b64decode(data), dtype=np.uint8).reshape(height, width, 4)[:, :, :3]
        return small_png(pixels)


def small_png(pixels: np.ndarray) -> bytes:
    """uint8 [height, width, 3] as a PNG with at most 256 of its colours; the others take the nearest of them."""
    packed = pixels.astype(np.uint32) @ np.array([65536, 256, 1], dtype=np.uint32)
    colours, at, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = chosen(colours, counts)
    one, two = ((c[:, None] >> np.array([16, 8, 0]) & 255).astype(np.int32) for c in (colours, kept))
    nearest = np.array([np.abs(two - colour).sum(axis=1).argmin() for colour in one], dtype=np.uint8)
    lines = nearest[at].reshape(packed.shape)
    body = np.concatenate([np.zeros((len(lines), 1), dtype=np.uint8), lines], axis=1).tobytes()
    head = struct.pack(">IIBBBBB", packed.shape[1], packed.shape[0], 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"PLTE", two.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(body, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def chosen(colours: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The commonest of every kind of colour first, so that a small red sign stays red, then the commonest of all."""
    order = np.argsort(-counts, kind="stable")
    _, first = np.unique(colours[order] & 0xE0E0E0, return_index=True)
    rest = np.setdiff1d(np.arange(len(order)), first)
    return colours[order[np.concatenate([first, rest])[:COLOURS]]]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@contextmanager
def camera(browser: Browser, address: str, language: str) -> Iterator[Camera]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        locale=LOCALES[language],
        base_url=address,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield Camera(page, context.new_page(), language)
    context.close()


def be(page: Page, username: str) -> None:
    """Somebody of the demo company."""
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.locator(f'form[action$="/as/{username}/"] button').first.click()
    page.wait_for_url("**/cockpit/**")


def demo(shots: Camera) -> None:
    page = shots.page
    page.goto("/sign-in/")
    shots.take("sign-in", until="main, .plain-main", height=HEIGHT)
    be(page, "director")
    shots.take("cockpit", folder=README, height=1100)
    shots.take("cockpit-director", height=HEIGHT)
    page.goto("/attainment/?by=person&sort=pace")
    shots.take("attainment", height=700)
    be(page, "leader")
    shots.take("cockpit-leader", height=HEIGHT)
    be(page, "representative")
    shots.take("cockpit-representative", height=HEIGHT)
    be(page, "operations")
    page.goto("/targets/")
    shots.take("plans", height=560)
    page.locator("tbody th a").first.click()
    page.locator("#book tbody tr").nth(2).wait_for()
    shots.take("workbench-demo", height=760)
    page.goto("/targets/")
    page.locator("button[form=compare]").click()
    page.locator("main table").first.wait_for()
    shots.take("compare", height=620)


@dataclass
class Setup:
    """The five steps, as the tutorial tells them."""

    shots: Camera

    @property
    def page(self) -> Page:
        return self.shots.page

    def company(self) -> None:
        self.page.goto("/")
        self.page.wait_for_url("**/welcome/**")
        self.page.fill("[name=name]", "Acme Instruments")
        self.page.fill("[name=username]", "ada")
        self.shots.take("first-page", until="form[data-keep=welcome]")
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("form[data-keep=welcome] button").click()
        self.page.wait_for_url("**/setup/**")

    def go_on(self) -> None:
        self.page.goto("/setup/")
        self.page.locator("main form[method=post] button").last.click()
        self.page.wait_for_load_state()

    def paste(self, kind: str, picture: str = "") -> None:
        self.page.goto(f"/imports/{kind}/")
        self.page.fill("[name=pasted]", (EXAMPLES / f"{kind}.csv").read_text("utf-8-sig").replace(",", "\t"))
        if picture:
            self.page.locator("[name=pasted]").evaluate("box => box.scrollTop = 0")
            self.shots.take(picture, height=HEIGHT)
        self.bring_in()

    def upload(self, kind: str, picture: str = "", done: str = "") -> None:
        self.page.goto(f"/imports/{kind}/")
        self.page.set_input_files("[name=file]", (FILES if kind == "orders" else EXAMPLES) / f"{kind}.csv")
        self.bring_in(picture, done)

    def bring_in(self, picture: str = "", done: str = "") -> None:
        self.page.locator("main form .button-main").click()
        self.page.wait_for_url("**/imports/runs/**")
        if picture:
            self.shots.take(picture, height=1080)
        self.page.locator("main form .button-main").click()
        self.page.locator(".figures").wait_for()
        if done:
            self.shots.take(done, height=520)

    def split(self) -> None:
        self.page.goto("/targets/")
        self.page.locator("[commandfor=new-plan]").first.click()
        self.page.fill("#new-plan [name=name]", "FY2026")
        self.page.fill("#new-plan [name=fiscal_year]", "2026")
        self.page.locator("#new-plan .button-main").click()
        self.page.wait_for_url(re.compile("/split/"))
        self.page.fill("[name=total]", "7,000,000")
        self.page.fill("[name=reserve]", "12")
        self.shots.take("split", height=760)
        self.page.locator("main form .button-main").click()
        self.page.locator("#book tbody tr").nth(2).wait_for()
        self.shots.take("workbench", height=640)

    def unfold(self, unit: str) -> None:
        self.row(unit).locator("button").first.click()
        self.page.wait_for_load_state("networkidle")

    def row(self, unit: str):
        rows = self.page.locator("#book tbody tr")
        return rows.filter(has=self.page.get_by_role("rowheader", name=unit)).first

    def cell(self, unit: str, column: int):
        return self.row(unit).locator("[role=gridcell], td").nth(column)

    def edit(self, unit: str, column: int, amount: str) -> None:
        self.cell(unit, column).click()
        with self.page.expect_response(lambda answer: "/edit" in answer.url):
            self.page.keyboard.type(amount)
            self.page.keyboard.press("Enter")

    def put_in_force(self) -> None:
        self.page.locator("a[href$='/smart/']").first.click()
        self.page.locator("[name=why]").fill({"en": "The first plan.", "zh": "首个方案。"}[self.shots.language[:2]])
        self.shots.take("put-in-force", height=640)
        self.page.locator("[action$='/put-in-force/'] button").click()
        self.page.wait_for_load_state()


def own(shots: Camera) -> None:
    steps, page = Setup(shots), shots.page
    steps.company()
    shots.take("setup-people", height=560)
    steps.upload("units")
    steps.paste("people", "paste-people")
    steps.go_on()
    steps.upload("products")
    steps.go_on()
    steps.upload("customers")
    steps.upload("orders", "orders-mapping", "orders-done")
    steps.go_on()
    steps.split()
    steps.unfold("East region")
    steps.edit("East region", 0, "270万")
    steps.edit("North region", 2, "120000")
    shots.take("workbench-edited", height=720)
    steps.put_in_force()
    page.goto("/cockpit/?period=FY2026")
    shots.take("cockpit-own", height=HEIGHT)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("which", choices=["demo", "own"])
    options.add_argument("address")
    options.add_argument("--language", choices=list(LOCALES), help="demo: both when left out")
    wanted = options.parse_args()
    walk = {"demo": demo, "own": own}[wanted.which]
    languages = [wanted.language] if wanted.language else list(LOCALES) if wanted.which == "demo" else ["en"]
    path = os.environ.get("QUOTAMESH_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for language in languages:
            with camera(browser, wanted.address, language) as shots:
                walk(shots)
        browser.close()


if __name__ == "__main__":
    main()
