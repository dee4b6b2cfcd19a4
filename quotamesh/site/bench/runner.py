"""Each bench in a process of its own, on a data folder of its own that is thrown away afterwards."""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from quotamesh.site.bench.databases import TEMPLATE, database_on
from quotamesh.site.bench.registry import BY_NAME, Bench

SCALES = {"tiny": 0.001, "small": 0.01, "tenth": 0.1, "full": 1.0}
COMPANY_VARIABLES = ("DATABASE_URL", "QUOTAMESH_DEBUG", "QUOTAMESH_HTTPS", "QUOTAMESH_HOSTS")
Told = dict[str, Any]


class BenchFailed(Exception):
    """The bench `name` ended with an error, or its results differed from the reference's."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name


def run_benches(
    names: Iterable[str], size: str, repeat: int, say: Callable[[str], None], server: str = ""
) -> Iterator[Told]:
    """Benches one after the other, told as each ends; at full size each once more at a tenth, for the growth.

    `server`: the PostgreSQL server to measure on, '' for SQLite.

    Raises:
        BenchFailed, NoServer
    """
    with tempfile.TemporaryDirectory(prefix="quotamesh-bench-") as folder:
        for bench in (BY_NAME[name] for name in names):
            lacking = why_not(bench, server)
            if lacking:
                say(f"{bench.name}: skipped, {lacking}")
                yield {"name": bench.name, "skipped": lacking}
                continue
            say(f"{bench.name} ({size}) …")
            result = run_one(bench, size, repeat, Path(folder), server)
            if size == "full":
                grow(result, run_one(bench, "tenth", repeat, Path(folder), server))
            yield result


def why_not(bench: Bench, server: str) -> str:
    """Why a bench cannot be run here; '' if it can."""
    if bench.needs and importlib.util.find_spec(bench.needs) is None:
        return f"it needs {bench.needs}: pip install quotamesh[bench]"
    return "its reference is of SQLite" if server and bench.sqlite_only else ""


def run_one(bench: Bench, size: str, repeat: int, folder: Path, server: str = "") -> Told:
    """One bench at one size.

    Raises:
        BenchFailed, NoServer
    """
    with tempfile.TemporaryDirectory(dir=folder) as data, database_on(server) as database:
        environment = {key: value for key, value in os.environ.items() if key not in COMPANY_VARIABLES}
        environment |= {
            "QUOTAMESH_DATA": data,
            TEMPLATE: str(folder / "template.sqlite3"),
            "DJANGO_SETTINGS_MODULE": "quotamesh.site.settings",
            **database,
        }
        command = (sys.executable, "-m", "quotamesh.site.bench.child", bench.name, str(SCALES[size]))
        ended = subprocess.run(  # noqa: S603 - our own interpreter and module
            (*command, str(min(repeat, bench.most_repeats))),
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if ended.returncode:
        raise BenchFailed(bench.name, ended.stderr.strip()[-2000:])
    return {"name": bench.name, "says": bench.says, "size": size, **json.loads(ended.stdout.splitlines()[-1])}


def grow(full: Told, tenth: Told) -> None:
    """Write beside every line how much longer it takes than with a tenth of the data."""
    limit = BY_NAME[full["name"]].growth
    before = {line["title"]: line for line in tenth["lines"]}
    for line in full["lines"]:
        known = before.get(line["title"])
        if known:
            line["growth"] = line["ours"]["median"] / known["ours"]["median"]
            line["growth_limit"] = limit
