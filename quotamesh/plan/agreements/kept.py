"""Files that were set once are kept: the state of an agreement changes only when somebody signs.

One file an agreement and language lies in the data folder; a newer state takes its place. Whether what lies there is
what was issued is for the caller to check by its digest.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings

from quotamesh.plan.agreements.models import Agreement


def _folder(agreement: Agreement) -> Path:
    name = str(agreement.uid)
    return Path(settings.DATA) / "agreements" / name[-2:] / name


def kept(agreement: Agreement, language: str, key: str) -> bytes | None:
    try:
        return (_folder(agreement) / f"{language}-{key}.pdf").read_bytes()
    except FileNotFoundError:
        return None


def keep(agreement: Agreement, language: str, key: str, data: bytes) -> None:
    """Written aside and moved, so that nobody reads half a file."""
    folder = _folder(agreement)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = folder / f"{secrets.token_hex(8)}.part"
    aside.write_bytes(data)
    os.replace(aside, folder / f"{language}-{key}.pdf")
    for other in folder.glob(f"{language}-*.pdf"):
        if other.name != f"{language}-{key}.pdf":
            other.unlink(missing_ok=True)
