"""A process that is killed in the middle of an import leaves the company as it was."""

import subprocess
import time
from pathlib import Path

import pytest

from tests.journeys.product import CLI, command, environment

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
LINES = 60_000


@pytest.fixture
def company(tmp_path):
    """A company with people, products and customers, and no order yet."""
    command(tmp_path, "init", "--company", "Killed", "--fiscal-start", "1")
    for kind in ("units", "people", "products", "customers"):
        command(tmp_path, "import", kind, str(EXAMPLES / f"{kind}.csv"))
    return tmp_path


def orders_file(folder: Path) -> Path:
    """Many lines like the first one of the example."""
    head, first, *_ = (EXAMPLES / "orders.csv").read_text().splitlines()
    columns, cells = head.split(","), first.split(",")
    number = columns.index("order")
    rows = [",".join([*cells[:number], f"BIG-{i}", *cells[number + 1 :]]) for i in range(LINES)]
    path = folder / "orders.csv"
    path.write_text("\n".join([head, *rows]))
    return path


def test_a_killed_import_leaves_the_old_state(company):
    before = command(company, "report", "attainment", "--period", "FY2025", "--format", "csv")
    process = subprocess.Popen(
        [*CLI, "import", "orders", str(orders_file(company))], env=environment(company)
    )
    written = company / "company.sqlite3-wal"
    size = written.stat().st_size if written.exists() else 0
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if written.exists() and written.stat().st_size > size + 100_000:
            break
        time.sleep(0.01)
    assert process.poll() is None, "the import ended before it could be killed"
    process.kill()
    process.wait()
    assert command(company, "report", "attainment", "--period", "FY2025", "--format", "csv") == before
    assert "unchanged" in command(company, "rebuild")
    assert "unbroken" in command(company, "verify")
