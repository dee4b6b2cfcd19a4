"""The one folder that holds a company: database, secret key, uploads, collected static files."""

import os
import secrets
from pathlib import Path


def data_folder() -> Path:
    """The folder named by QUOTAMESH_DATA, by default one under the user's home; made when missing."""
    folder = Path(os.environ.get("QUOTAMESH_DATA") or Path.home() / ".quotamesh").expanduser()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key(folder: Path) -> str:
    """The company's own secret, made on first start and readable by its owner only."""
    path = folder / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
