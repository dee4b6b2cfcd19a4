"""`quotamesh import`"""

import click

from quotamesh.site.cli.ready import need_company


@click.command(
    "import", epilog="Example: quotamesh import orders orders.csv --map amount=SalesAmount --dry-run"
)
@click.argument("kind")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--map", "mapping", multiple=True, metavar="OUR=THEIRS", help="which of their columns is ours")
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="COLUMN:THEIRS=OURS",
    help="take a value for another in all rows",
)
@click.option("--dry-run", is_flag=True, help="check everything, store nothing")
@click.option("--errors", type=click.Path(dir_okay=False), help="where rejected rows are written")
def import_command(
    kind: str,
    files: tuple[str, ...],
    mapping: tuple[str, ...],
    values: tuple[str, ...],
    dry_run: bool,
    errors: str | None,
) -> None:
    """Bring in units, people, products, customers, orders, payments or targets: all or nothing."""
    need_company()
    from quotamesh.base.exchange.console import import_from_command_line

    raise SystemExit(
        import_from_command_line(
            kind, files, mapping, values=values, dry_run=dry_run, errors=errors, say=click.echo
        )
    )
