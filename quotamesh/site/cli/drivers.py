"""`quotamesh solve` and `quotamesh paradigm`: arithmetic alone, no company is needed."""

import json

import click

PARADIGMS = ("probability", "behaviour", "project")
FORM = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)


def _settings(_context, _option, texts: tuple[str, ...]) -> dict[str, float]:
    """NAME=NUMBER, as often as wanted."""
    found = {}
    for text in texts:
        name, _, value = text.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError as error:
            raise click.BadParameter(f"{text!r}: wanted is NAME=NUMBER, as in conversion=0.15") from error
    return found


@click.command(
    "solve",
    epilog="Example: quotamesh solve --paradigm probability --set conversion=0.15 --set order_value=10000 "
    "--target 1500000 --format json",
)
@click.option("--paradigm", type=click.Choice(PARADIGMS), default="probability", show_default=True)
@click.option("--set", "values", multiple=True, callback=_settings, help="a driver's value: conversion=0.15")
@click.option("--target", type=float, required=True, help="what the top of the tree must come to")
@click.option("--driver", help="what is solved for (default: leads, named accounts or projects)")
@FORM
def solve_command(
    paradigm: str, values: dict[str, float], target: float, driver: str | None, form: str
) -> None:
    """Run the tree of a paradigm backwards: what its drivers must be for a target.

    Below the driver the way goes on as far as values are set; what hangs beside it follows.
    """
    from quotamesh.kernel.drivers_errors import TreeError
    from quotamesh.kernel.drivers_run import run_backwards
    from quotamesh.kernel.drivers_templates import TEMPLATES

    template = TEMPLATES[paradigm]
    unknown = sorted(set(values) - set(template.tree.nodes))
    if unknown:
        known = ", ".join(template.tree.nodes)
        raise click.BadParameter(f"no driver {', '.join(unknown)}; there are: {known}")
    try:
        found = run_backwards(template, values, target, driver)
    except TreeError as error:
        raise click.ClickException(_sentence(error)) from error
    answer = {
        "paradigm": paradigm,
        "target": target,
        "driver": found.driver,
        "value": found.value,
        "whole": found.whole,
        "required": found.required,
        "follows": found.follows,
    }
    click.echo(json.dumps(answer) if form == "json" else _table(answer))


def _table(answer: dict) -> str:
    rows = [*answer["required"].items(), *answer["follows"].items()]
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}  {value:>18,.4f}" for name, value in rows]
    need = f"{answer['driver']}: {answer['value']:,.4f}"
    if answer["whole"] is not None:
        need += f", whole: {answer['whole']:,}"
    return "\n".join([need, "", *lines])


def _sentence(error) -> str:
    """What cannot be, and what to do about it."""
    said = {
        "NoValue": "{0} has no value: give it with --set {0}=NUMBER",
        "NoEffect": "{0} does not move the top: it is not below it, or a driver beside it is zero",
        "BelowZero": "{0} would have to be below zero ({1:g}): the rest alone is above the target",
        "AboveOne": "{0} would have to be {1:.1%}, over 100 %: raise another driver or lower the target",
        "DividesByZero": "{0} divides by zero: set a value other than 0",
        "UnknownNode": "there is no driver {0} in this tree",
        "NotANumber": "{0} is not a finite number",
        "MoreThanOneWay": "{0} reaches the top along more than one way: solve for a driver below it",
    }
    return said[type(error).__name__].format(error.node, getattr(error, "value", None) or 0.0)


@click.command(
    "paradigm", epilog="Example: quotamesh paradigm --customers 30000 --maturity 0.9 --standard 0.9"
)
@click.option("--customers", type=float, required=True, help="number of potential customers")
@click.option("--maturity", type=float, required=True, help="maturity and explicitness of the need, 0 to 1")
@click.option("--standard", type=float, required=True, help="standardisation of the solution, 0 to 1")
@click.option("--in-use", type=click.Choice(PARADIGMS), help="warn where this one does not fit")
@FORM
def paradigm_command(
    customers: float, maturity: float, standard: float, in_use: str | None, form: str
) -> None:
    """Name the fit of the three paradigms, the best one and its margin."""
    from quotamesh.kernel.paradigm import NotAnIndicator, fit

    try:
        found = fit(customers, maturity, standard)
    except NotAnIndicator as error:
        wanted = "a number of at least 1" if error.name == "customers" else "a share from 0 to 1"
        raise click.BadParameter(f"--{error.name}: wanted is {wanted}") from error
    answer = {
        "best": PARADIGMS[int(found.best[0])],
        "margin": round(float(found.margin[0]), 6),
        "fits": dict(zip(PARADIGMS, found.fits[0].round(6).tolist(), strict=True)),
        "misfit": bool(in_use and found.misfit(PARADIGMS.index(in_use))[0]),
    }
    if form == "json":
        click.echo(json.dumps(answer))
        return
    for name, value in answer["fits"].items():
        click.echo(f"{name:<12} {value:.2f}{'  best' if name == answer['best'] else ''}")
    click.echo(f"margin       {answer['margin']:.2f}")
    if answer["misfit"]:
        click.echo(f"{in_use} does not fit: {answer['best']} is clearly better")
