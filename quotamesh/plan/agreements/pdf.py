"""The agreement as PDF. The same content and signatures give the same bytes: fonts are ours, time stands still."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from quotamesh.plan.agreements.content import read
from quotamesh.plan.agreements.models import Agreement, Signature
from quotamesh.plan.agreements.sheet import Sheet, sheet_of

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Page:
    """All that a document is made of beside template and fonts."""

    inputs: dict[str, str]
    timestamp: int

    @property
    def key(self) -> str:
        """The same key, the same bytes: also of the template, the fonts and what sets them."""
        told = json.dumps([self.inputs, self.timestamp, _edition()], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def page_of(agreement: Agreement, signatures: Sequence[Signature], language: str) -> Page:
    sheet = sheet_of(read(agreement.content), agreement.digest, signatures, language)
    made = max([agreement.made_at, *(signature.at for signature in signatures)])
    inputs = {
        "sheet": json.dumps(_shown(sheet, language), ensure_ascii=False),
        "content": agreement.content,
        "year": str(made.year),
        "month": str(made.month),
        "day": str(made.day),
    }
    return Page(inputs, int(made.timestamp()))


def pdf_of(page: Page) -> bytes:
    """The document with its canonical content attached as `agreement.json`."""
    import typst

    return typst.compile(
        HERE / "typst" / "agreement.typ",
        root=HERE / "typst",
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        timestamp=page.timestamp,
        sys_inputs=page.inputs,
    )


@lru_cache(maxsize=1)
def _edition() -> str:
    import typst

    fonts = [[font.name, font.stat().st_size] for font in sorted((HERE / "fonts").glob("*.ttf"))]
    template = hashlib.sha256((HERE / "typst" / "agreement.typ").read_bytes()).hexdigest()
    return json.dumps([typst.__version__, template, fonts])


def _shown(sheet: Sheet, language: str) -> dict:
    with override(language):
        words = {
            "parties": _("Parties and period"),
            "targets": _("Targets"),
            "months": _("Targets by month"),
            "terms": _("Standard of completion, reward and penalty"),
            "validity": _("Validity"),
            "signatures": _("Signatures"),
            "signed_at": _("Signed at"),
            "seal": _("Seal"),
            "not_signed": _("not signed"),
            "number": pgettext("document", "Number"),
            "digest": _("Digest of the content (SHA-256)"),
            "check": _(
                "The content is attached to this file. Whether a file is genuine is told to anybody, without "
                "signing in, by the page “Check a document” of the company's Quotamesh."
            ),
        }
    return {**asdict(sheet), "words": words, "language": "zh" if language.startswith("zh") else "en"}
