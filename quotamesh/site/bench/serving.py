"""The product served as `quotamesh start` serves it, on this machine alone, and clients that ask it for pages."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

from quotamesh.site.bench.measure import Case, peak_of_tree

START = "from quotamesh.site.cli import main; main()"
PATIENCE = 60


@dataclass(frozen=True)
class Request:
    """What a client asks for, and the status it must get."""

    path: str
    method: str = "GET"
    body: bytes = b""
    expected: int = 200


@dataclass(frozen=True)
class Answers:
    """Seconds each answer took, and how long all clients together were at it."""

    seconds: tuple[float, ...]
    whole: float

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.whole


class Unexpected(Exception):
    """The server gave another status than was expected."""


@contextmanager
def served(case: Case, workers: int = 2) -> Iterator[int]:
    """The port on which the company of this process is served while the block runs.

    The peak of the largest of its processes is noted in the case.
    """
    port = _free_port()
    command = (
        sys.executable,
        "-c",
        START,
        "start",
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--no-jobs",
    )
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)  # noqa: S603
    try:
        _await(port, process)
        case.prepared = peak_of_tree(process.pid)
        yield port
        case.peak = peak_of_tree(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            ask(port, [Request("/health/")], {})
            return
        except OSError:
            time.sleep(0.1)
    raise Unexpected("the server does not answer")


def ask(port: int, requests: list[Request], headers: dict[str, str]) -> list[float]:
    """One client on one kept connection; the seconds of each answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    seconds = []
    for request in requests:
        began = time.perf_counter()
        connection.request(request.method, request.path, request.body, headers)
        answer = connection.getresponse()
        body = answer.read()
        seconds.append(time.perf_counter() - began)
        if answer.status != request.expected:
            raise Unexpected(f"{request.path}: {answer.status} {body[:200]!r}")
    connection.close()
    return seconds


def crowd(port: int, requests: list[list[Request]], headers: dict[str, str]) -> Answers:
    """Several clients at once, each with its own requests."""
    seconds: list[float] = []
    wrong: list[Exception] = []

    def client(mine: list[Request]) -> None:
        try:
            seconds.extend(ask(port, mine, headers))
        except Exception as error:
            wrong.append(error)

    threads = [Thread(target=client, args=(mine,)) for mine in requests]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - began
    if wrong:
        raise wrong[0]
    return Answers(tuple(seconds), whole)
