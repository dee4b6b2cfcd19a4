"""Public data sets kept beside the project: where they are, and rows of them as the import wants them."""

import csv
import gzip
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent


def shared(name: str) -> Path:
    """The folder of a data set; the test is skipped, and says so, where it is not at hand."""
    folder = Path(os.environ.get("QUOTAMESH_SHARED") or HERE.parent / "shared") / "data" / name
    if not folder.is_dir():
        pytest.skip(f"no {name} beside the project: QUOTAMESH_SHARED names the folder that holds data/{name}")
    return folder


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def write(path: Path, header: tuple[str, ...], rows: Iterable[tuple]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path
