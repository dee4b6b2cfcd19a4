"""What `make test` and `make check` run, in order of how soon a fault shows: `python -m tests.check all|static`."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

BIN = os.path.dirname(sys.executable)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DATABASE_TESTS = "not browser and not fuzz and not pure and not sqlite"


def tool(name: str) -> str:
    return os.path.join(BIN, name)


def run(title: str, *command: str, **environment: str) -> None:
    """Run one check; the first that fails ends everything with its exit code."""
    print(f"\n== {title}", flush=True)
    began = time.monotonic()
    code = subprocess.run(command, env={**os.environ, **environment}, check=False).returncode
    print(f"== {title}: {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
    if code:
        sys.exit(code)


def static() -> None:
    run("formatting", tool("ruff"), "format", "--check", "quotamesh", "tests", "conftest.py")
    run("lint", tool("ruff"), "check", "quotamesh", "tests", "conftest.py")
    run("types", tool("mypy"))
    run("import contracts", tool("lint-imports"))
    run("messages compile", sys.executable, "-m", "quotamesh.base.shell.translations", "compile")
    with tempfile.TemporaryDirectory() as folder:
        migrate = (sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run")
        settings = {"DJANGO_SETTINGS_MODULE": "quotamesh.site.settings", "QUOTAMESH_DATA": folder}
        run("migrations in step", *migrate, **settings)


def find_browser() -> str:
    """A Chromium on this machine; installed from Debian where there is none and the right to do so."""
    found = next(filter(None, map(shutil.which, BROWSERS)), "")
    if not found and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run("package lists", "apt-get", "update", "-qq", **quiet)
        run("browser", "apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk", **quiet)
        found = shutil.which("chromium") or ""
    if not found and os.environ.get("CI"):
        sys.exit("There is no browser for the journeys, and in CI none may be skipped.")
    return found


def tests() -> None:
    browser = find_browser()
    if not browser:
        print("!! no browser on this machine: the journeys are skipped")
    known = {"QUOTAMESH_BROWSER": browser}
    run("tests on SQLite, journeys, API fuzz", tool("pytest"), "-n", "2", "--dist", "loadfile", **known)
    run(
        "tests on PostgreSQL",
        *(tool("pytest"), "-n", "2", "--dist", "loadfile", "-m", DATABASE_TESTS),
        **known,
        QUOTAMESH_TEST_DATABASE="postgres",
    )


STAGES: dict[str, tuple[Callable[[], None], ...]] = {"all": (static, tests), "static": (static,)}


def main() -> None:
    for stage in STAGES[sys.argv[1] if len(sys.argv) > 1 else "all"]:
        stage()


if __name__ == "__main__":
    main()
