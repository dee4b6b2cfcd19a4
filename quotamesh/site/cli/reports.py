"""`quotamesh report`"""

from datetime import UTC, date, datetime

import click

from quotamesh.site.cli.ready import need_company


@click.group("report")
def report_command() -> None:
    """Figures as table, csv or json."""


@report_command.command(
    "attainment", epilog="Example: quotamesh report attainment --period FY2020 --by person --format csv"
)
@click.option("--period", required=True, help="FY2020, 2020-Q1, 2020-03 or 2020-W10")
@click.option("--by", type=click.Choice(["unit", "person", "product"]), default="unit", show_default=True)
@click.option("--indicator", default="revenue", show_default=True)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="look at it on this day (default: today)")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
def attainment(period: str, by: str, indicator: str, as_of: datetime | None, form: str) -> None:
    """Target, actual, attainment and pace of a period."""
    company = need_company()
    from quotamesh.base.people.viewer import everyone, today_of
    from quotamesh.check.attainment import report
    from quotamesh.do.catalog.own import definitions
    from quotamesh.do.catalog.queries import UnknownIndicator
    from quotamesh.kernel.calendar import NotAPeriod

    day: date = as_of.date() if as_of else today_of(company, datetime.now(UTC))
    try:
        lines = report.attainment(everyone(), company, period=period, by=by, indicator=indicator, as_of=day)
    except NotAPeriod as error:
        raise click.BadParameter(f"{period!r}: wanted is FY2020, 2020-Q1, 2020-03 or 2020-W10") from error
    except UnknownIndicator as error:
        raise click.BadParameter(
            f"no indicator {indicator!r}; there are: {', '.join(definitions())}"
        ) from error
    click.echo(report.render(lines, company.currency, form), nl=False)


@report_command.command("pipeline", epilog="Example: quotamesh report pipeline --by person --format csv")
@click.option(
    "--by", type=click.Choice(["person", "unit", "product", "source"]), default="person", show_default=True
)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
def pipeline(by: str, form: str) -> None:
    """Deals won, lost and open, win rate, cycle and weighted amount."""
    company = need_company()
    from quotamesh.base.people.viewer import everyone, today_of
    from quotamesh.base.shell.plain_tables import render
    from quotamesh.do.pipeline import report

    lines = report.pipeline(everyone(), by, today_of(company, datetime.now(UTC)))
    rows = [report.values(line, company.currency) for line in lines]
    click.echo(render(report.COLUMNS, rows, form), nl=False)


@report_command.command("tiers", epilog="Example: quotamesh report tiers --as-of 2025-06-30 --format csv")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="look at it on this day (default: today)")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
def tiers(as_of: datetime | None, form: str) -> None:
    """Every customer's scores, value, potential and tier."""
    company = need_company()
    from quotamesh.base.people.viewer import everyone, today_of
    from quotamesh.do.tiers import report

    day: date = as_of.date() if as_of else today_of(company, datetime.now(UTC))
    for piece in report.render(report.lines(everyone(), day), company, form):
        click.echo(piece, nl=False)
