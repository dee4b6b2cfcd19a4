"""`quotamesh agreement`"""

from pathlib import Path

import click

from quotamesh.site.cli.ready import need_company


@click.group("agreement")
def agreement_command() -> None:
    """Signed agreements."""


@agreement_command.command("check", epilog="Example: quotamesh agreement check FY2026-HD1.pdf")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Whether a PDF is the one that was issued: who signed what when, or what differs (exit 1)."""
    company = need_company()
    from zoneinfo import ZoneInfo

    from django.utils import timezone

    from quotamesh.base.people.viewer import everyone
    from quotamesh.plan.agreements.checking import LARGEST_FILE
    from quotamesh.plan.agreements.findings import finding

    if file.stat().st_size > LARGEST_FILE:
        raise click.ClickException(f"{file.name}: larger than 20 MB, no agreement is.")
    with timezone.override(ZoneInfo(company.time_zone)):
        found = finding(everyone(), file.read_bytes())
    click.echo(found.headline)
    for line in filter(None, (found.number, *found.signed, *found.changes, found.note)):
        click.echo(line)
    click.echo(f"SHA-256 {found.digest}")
    if not found.good:
        raise SystemExit(1)
