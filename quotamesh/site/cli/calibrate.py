"""`quotamesh calibrate`"""

import csv
import sys

import click

from quotamesh.site.cli.ready import need_company


@click.command(
    "calibrate",
    epilog="Example: quotamesh calibrate --period FY2020 --history FY2018,FY2019 --by person --format csv",
)
@click.option("--period", required=True, help="the fiscal year to look ahead to: FY2020")
@click.option("--history", required=True, help="the fiscal years it stands on, up to three: FY2018,FY2019")
@click.option("--by", type=click.Choice(["person", "unit"]), default="person", show_default=True)
@click.option("--format", "form", type=click.Choice(["csv"]), default="csv", show_default=True)
def calibrate_command(period: str, history: str, by: str, form: str) -> None:
    """What everybody can reach in a year, from the years before alone: range, target in force, probability."""
    company = need_company()
    from quotamesh.kernel.calendar import NotAPeriod
    from quotamesh.plan.calibration.console import COLUMNS, NobodySells, calibrated

    writer = csv.writer(sys.stdout, lineterminator="\n")
    try:
        rows = list(calibrated(company, period=period, history=history, by=by))
    except NotAPeriod as error:
        raise click.ClickException(
            f"{error}: name fiscal years, and a history before the period: --period FY2020 --history FY2018,FY2019"
        ) from error
    except NobodySells as error:
        raise click.ClickException(
            "Nobody sold anything in these years: bring in people and orders first, or name other years."
        ) from error
    writer.writerow(COLUMNS)
    writer.writerows(rows)
