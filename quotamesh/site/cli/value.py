"""`quotamesh value`"""

import csv
import json
import sys
from datetime import datetime
from pathlib import Path

import click

from quotamesh.site.cli.ready import set_up

SHOWN = 20


@click.command("value", epilog="Example: quotamesh value purchases.csv --until 1997-09-30 --horizon 39")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), help="last day looked at (default: last in the file)"
)
@click.option(
    "--horizon", type=click.FloatRange(min=0, min_open=True), default=52.0, show_default=True, help="weeks"
)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
def value_command(file: Path, until: datetime | None, horizon: float, form: str) -> None:
    """Fit lifetime value to purchases (customer, date, amount): the parameters, and a row per customer.

    As csv the parameters come first, each on a line that begins with '#'.
    """
    set_up()
    from quotamesh.base.tables.problems import TableError
    from quotamesh.do.customers.value import PurchasesRefused, value_of
    from quotamesh.kernel.lifetime import NoFit, TooFewReturning

    try:
        found = value_of(file, until=until.date() if until else None, horizon=horizon)
    except TableError as error:
        raise click.ClickException(str(error)) from error
    except PurchasesRefused as error:
        for each in error.errors[:SHOWN]:
            click.echo(str(each), err=True)
        raise click.ClickException(f"{error.count} rows cannot be read") from error
    except TooFewReturning as error:
        raise click.ClickException(
            f"only {error.found} customers came back; at least ten are needed to tell anything"
        ) from error
    except NoFit as error:
        raise click.ClickException("no parameters fit these purchases") from error
    _print(found, form)


def _print(found, form: str) -> None:
    parameters = {name: round(figure, 6) for name, figure in found.parameters().items()}
    if form == "json":
        click.echo(
            json.dumps({"parameters": parameters, "customers": list(found.rows())}, ensure_ascii=False)
        )
        return
    for name, figure in parameters.items():
        click.echo(f"# {name}={figure}")
    rows = list(found.rows())
    writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
