"""`quotamesh rebuild`, `verify`"""

import click

from quotamesh.site.cli.ready import actor, need_company


@click.command("rebuild", epilog="Example: quotamesh rebuild")
def rebuild_command() -> None:
    """Recompute the summary and the totals of all plans, and say whether they had been right."""
    need_company()
    from quotamesh.do.orders.actions import rebuild_facts
    from quotamesh.plan.targets.actions.rebuild import rebuild_totals

    same = all([rebuild_facts(actor()), rebuild_totals(actor())])
    click.echo("The summary was right; it is unchanged." if same else "The summary differed; it is rebuilt.")


@click.command("verify", epilog="Example: quotamesh verify")
def verify_command() -> None:
    """Check the chain of the trail. Exit 1 where an entry was changed, removed or put in."""
    need_company()
    from quotamesh.base.trail.queries import verify

    verdict = verify()
    if not verdict.holds:
        raise click.ClickException(f"entry {verdict.broken_at}: {verdict.reason}")
    click.echo(f"{verdict.length} entries, unbroken. Last digest: {verdict.digest or '–'}")
