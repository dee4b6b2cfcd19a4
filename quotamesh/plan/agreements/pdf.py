"""The agreement as PDF. The same content and signatures give the same bytes: fonts are ours, time stands still."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from quotamesh.plan.agreements.content import read
from quotamesh.plan.agreements.models import Agreement, Signature
from quotamesh.plan.agreements.sheet import Sheet, sheet_of

HERE = Path(__file__).parent
ATTACHED = "agreement.json"


def pdf_of(agreement: Agreement, signatures: Sequence[Signature], language: str) -> bytes:
    """The document with its canonical content attached as `agreement.json`."""
    import typst

    sheet = sheet_of(read(agreement.content), agreement.digest, signatures, language)
    made = max([agreement.made_at, *(signature.at for signature in signatures)])
    return typst.compile(
        HERE / "typst" / "agreement.typ",
        root=HERE / "typst",
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        timestamp=int(made.timestamp()),
        sys_inputs={
            "sheet": json.dumps(_shown(sheet, language), ensure_ascii=False),
            "content": agreement.content,
            "year": str(made.year),
            "month": str(made.month),
            "day": str(made.day),
        },
    )


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
                "The content is attached to this file. Whether a file is genuine is told by the page "
                "“Check a document” of the company's Quotamesh."
            ),
        }
    return {**asdict(sheet), "words": words, "language": "zh" if language.startswith("zh") else "en"}
