"""`quotamesh split`"""

import csv
import sys

import click

from quotamesh.site.cli.ready import actor, need_company

COLUMNS = ("unit", "person", "product", "period", "amount")


@click.command(
    "split",
    epilog="Example: quotamesh split --plan draft --total 90,000,000 --period FY2021 --weights history --reserve 0.12",
)
@click.option("--plan", "name", required=True, help="name of the plan; made when it is not there")
@click.option("--total", required=True, help="what the company wants")
@click.option("--period", required=True, help="a fiscal year: FY2021")
@click.option(
    "--weights", default="history", show_default=True, help="history, equal, own, or the name of another plan"
)
@click.option("--reserve", default="0", show_default=True, help="share held back, 0.12 for 12 %")
@click.option(
    "--step", default="0", show_default=True, help="growth of each quarter over the one before, 0.05 for 5 %"
)
@click.option("--indicator", default="revenue", show_default=True)
@click.option("--format", "form", type=click.Choice(["csv", "none"]), default="csv", show_default=True)
def split_command(
    name: str, total: str, period: str, weights: str, reserve: str, step: str, indicator: str, form: str
) -> None:
    """Split a target down to every person, product line and month, and print every leaf."""
    company = need_company()
    from quotamesh.base.people.viewer import everyone
    from quotamesh.do.catalog.queries import UnknownIndicator
    from quotamesh.kernel.calendar import NotAPeriod
    from quotamesh.kernel.money import NotAnAmount
    from quotamesh.plan.targets import wording
    from quotamesh.plan.targets.console import leaf_rows, split_named

    try:
        plan, notices = split_named(
            actor(),
            company,
            name=name,
            total=total,
            period=period,
            weights=weights,
            reserve=reserve,
            indicator=indicator,
            step=step,
        )
    except (NotAPeriod, NotAnAmount, UnknownIndicator, *wording.WORDED) as error:
        raise click.ClickException(str(wording.sentence(error, company.currency))) from error
    for notice in notices:
        click.echo(wording.notice(notice), err=True)
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(leaf_rows(everyone(), company, plan, indicator))
