"""The document of an agreement in somebody's hands: downloaded, checked, tampered with."""

from pathlib import Path

from tests.journeys.visitor import Visitor


def downloaded(visitor: Visitor, folder: Path) -> Path:
    """The PDF in the visitor's language, from the agreement's page."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name=visitor.say("PDF English", "PDF 中文")).click()
    file = folder / "agreement.pdf"
    download.value.save_as(file)
    return file


def with_one_byte_changed(file: Path) -> Path:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    return file


def checked(visitor: Visitor, file: Path) -> str:
    """What the page that checks documents says of a file."""
    visitor.go("/agreements/check/")
    visitor.page.set_input_files("[name=document]", file)
    visitor.page.locator("main form .button-main").click()
    visitor.page.locator(".document-digest").wait_for()
    return visitor.headline
