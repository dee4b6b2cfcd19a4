"""`quotamesh bench`"""

import json

import click

from quotamesh.site.bench.registry import BENCHES, BY_NAME


def _known(_context: click.Context, _parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in BY_NAME:
            raise click.BadParameter(f"there is no bench {name!r}; there are: {', '.join(BY_NAME)}")
    return names or tuple(BY_NAME)


@click.command("bench", epilog="Example: quotamesh bench split rollup --size full --json")
@click.argument("names", nargs=-1, callback=_known, metavar="[NAME]…")
@click.option(
    "--size", type=click.Choice(["small", "full"]), default="small", show_default=True,
    help="full: as large as the goals say; small: about a hundredth",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="for machines: seconds and bytes")
@click.option("--repeat", type=click.IntRange(1), default=5, show_default=True, help="runs of each")
@click.option(
    "--database", "server", default="", metavar="URL",
    help="a PostgreSQL server to measure on, postgres://…; a database is made there for each bench and dropped",
)  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="say what there is, and measure nothing")
def bench_command(
    names: tuple[str, ...], size: str, as_json: bool, repeat: int, server: str, listing: bool
) -> None:
    """Measure the hot paths, each beside a reference in the same run, on a data folder made for it.

    Without a NAME all of them. Your company's data is neither read nor written.
    """
    if listing:
        click.echo("\n".join(f"{bench.name:<16} {bench.says}" for bench in BENCHES))
        return
    from quotamesh.site.bench import report, runner
    from quotamesh.site.bench.databases import NoServer

    def say(text: str) -> None:
        click.echo(text, err=True)

    results = []
    try:
        for result in runner.run_benches(names, size, repeat, say, server):
            results.append(result)
            if not as_json:
                click.echo(report.text_of([result]))
    except (runner.BenchFailed, NoServer) as error:
        raise click.ClickException(str(error)) from error
    finally:
        if as_json:
            click.echo(json.dumps(results, indent=1))
