"""The product's own commands, called in this process on the test's database."""

import csv
import io

from click.testing import CliRunner
from django.utils import translation

from quotamesh.site.cli import main


def quotamesh(*words: object) -> str:
    """What a command prints; it must succeed."""
    with translation.override("en"):
        result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def table(*words: object) -> list[dict[str, str]]:
    """The rows a command prints as csv."""
    return list(csv.DictReader(io.StringIO(quotamesh(*words, "--format", "csv"))))
