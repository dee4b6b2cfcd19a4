"""`quotamesh init`, `demo`, `user`"""

import secrets

import click

from quotamesh.site.cli.ready import actor, need_company, set_up


@click.command(
    "init",
    epilog='Example: quotamesh init --company "Adventure Works" --fiscal-start 7 --currency USD --country US',
)
@click.option("--company", "name", required=True, help="the company's name")
@click.option(
    "--fiscal-start", type=click.IntRange(1, 12), default=1, show_default=True, help="first month of the year"
)
@click.option("--currency", default="CNY", show_default=True, help="ISO 4217 code")
@click.option("--country", default="CN", show_default=True, help="whose holidays count; '' for none")
@click.option("--time-zone", default="Asia/Shanghai", show_default=True)
def init_command(name: str, fiscal_start: int, currency: str, country: str, time_zone: str) -> None:
    """Make an empty company. A fiscal year bears the number of the calendar year in which it ends."""
    set_up()
    from quotamesh.base.people.actions.found_company import AlreadyFounded
    from quotamesh.kernel.money import UnknownCurrency
    from quotamesh.site.setup import found

    try:
        found(
            actor(),
            name=name,
            currency=currency.upper(),
            fiscal_start=fiscal_start,
            country=country.upper(),
            time_zone=time_zone,
        )
    except AlreadyFounded as error:
        raise click.ClickException(
            "this data folder holds a company already; QUOTAMESH_DATA names another"
        ) from error
    except UnknownCurrency as error:
        raise click.BadParameter(
            f"{currency!r} is no currency of ISO 4217", param_hint="--currency"
        ) from error
    click.echo(f"{name}: the company is there. Next: quotamesh import units FILE")


@click.command("demo", epilog="Example: quotamesh demo && quotamesh start")
@click.option("--if-empty", is_flag=True, help="do nothing where there is a company already")
@click.option("--seed", type=int, default=2026, show_default=True)
def demo_command(if_empty: bool, seed: int) -> None:
    """Make the demo company: about 60 people, three years of orders, the targets of the year."""
    set_up()
    from quotamesh.base.people.actions.found_company import AlreadyFounded
    from quotamesh.base.people.queries import company
    from quotamesh.site.demo.build import build_demo

    if if_empty and company() is not None:
        return
    try:
        cast = build_demo(actor(), seed=seed, progress=lambda text: click.echo(f"  {text}", err=True))
    except AlreadyFounded as error:
        raise click.ClickException(
            "this data folder holds a company already; QUOTAMESH_DATA names another"
        ) from error
    click.echo("The demo company is there. Sign in with one click on the first page, or as:")
    for member in cast:
        click.echo(f"  {member.username:<12} {member.password}   {member.role}: {member.name}")


@click.command("user", epilog="Example: quotamesh user anna --role administrator")
@click.argument("username")
@click.option(
    "--role", default="", help="administrator, sales_operations, director …; empty for a person with a seat"
)
@click.option("--person", "person_code", default="", help="code of the person who signs in")
@click.option("--password-stdin", is_flag=True, help="read the password from standard input")
def user_command(username: str, role: str, person_code: str, password_stdin: bool) -> None:
    """Make a sign-in, or give an existing one a new password. Without a password, a random one is printed."""
    need_company()
    from django.core.exceptions import ValidationError

    from quotamesh.base.people.actions.accounts import open_account, set_password
    from quotamesh.base.people.models import Person, Role, User

    if role and role not in Role.values:
        raise click.BadParameter(f"{role!r}: one of {', '.join(Role.values)}", param_hint="--role")
    person = Person.objects.filter(code=person_code).first() if person_code else None
    if person_code and person is None:
        raise click.BadParameter(f"no person with the code {person_code!r}", param_hint="--person")
    password = (
        click.get_text_stream("stdin").readline().rstrip("\n")
        if password_stdin
        else secrets.token_urlsafe(12)
    )
    known = User.objects.filter(username=username).first()
    try:
        if known:
            set_password(actor(), known, password)
        else:
            open_account(actor(), username=username, password=password, person=person, role=role)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    click.echo(f"{username}" + ("" if password_stdin else f"  {password}"))
