"""The product as a user starts it: its own process, its own data folder, a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

CLI = (sys.executable, "-c", "from quotamesh.site.cli import main; main()")
PATIENCE = 60.0


@dataclass(frozen=True)
class Product:
    """A served product; `start` begins one, `stop` ends it."""

    address: str
    data: Path
    process: subprocess.Popen

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def run(self, *arguments: str) -> str:
        """Run a command of the command line on this product's data; returns what it printed."""
        return command(self.data, *arguments)


def environment(data: Path) -> dict[str, str]:
    """A user's environment: nothing of the test run's own database or queue."""
    own = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return {**own, "QUOTAMESH_DATA": str(data), "QUOTAMESH_JOBS_INLINE": "0", "LANG": "en_US.UTF-8"}


def command(data: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*CLI, *arguments], env=environment(data), capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode:
        raise AssertionError(f"{arguments}: {done.stdout}\n{done.stderr}")
    return done.stdout


def start(data: Path) -> Product:
    """Serve a data folder on a free port and wait until it answers."""
    port = _free_port()
    log = (data / "server.log").open("w")
    process = subprocess.Popen(
        [*CLI, "start", "--port", str(port), "--workers", "1"],
        env=environment(data),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    product = Product(f"http://127.0.0.1:{port}", data, process)
    _wait_for(product)
    return product


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(product: Product) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{product.address}/health/", timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            if product.process.poll() is not None:
                break
            time.sleep(0.2)
    raise AssertionError("the product did not start:\n" + (product.data / "server.log").read_text())
