"""`quotamesh`: commands are listed here and loaded only when one is called, so that help is instant."""

import importlib

import click

COMMANDS = {
    "start": ("quotamesh.site.cli.serve", "Serve the product, with its worker beside it."),
    "init": ("quotamesh.site.cli.found", "Make an empty company in the data folder."),
    "demo": ("quotamesh.site.cli.found", "Make the demo company."),
    "import": (
        "quotamesh.site.cli.exchange",
        "Bring in units, people, products, customers, orders, payments, targets.",
    ),
    "split": ("quotamesh.site.cli.targets", "Split a target down to person, product line and month."),
    "calibrate": (
        "quotamesh.site.cli.calibrate",
        "What people and units can reach in a year, with the probability of their targets.",
    ),
    "agreement": ("quotamesh.site.cli.agreements", "Check a signed agreement's PDF."),
    "report": (
        "quotamesh.site.cli.reports",
        "Attainment and pace, the pipeline, or tiers of customers.",
    ),
    "solve": ("quotamesh.site.cli.drivers", "Run a driver tree backwards: what a target needs."),
    "paradigm": ("quotamesh.site.cli.drivers", "Name the sales paradigm that fits a business line."),
    "value": ("quotamesh.site.cli.value", "Lifetime value from a file of purchases."),
    "user": ("quotamesh.site.cli.found", "Make a sign-in, or give it a new password."),
    "rebuild": ("quotamesh.site.cli.upkeep", "Recompute the summary from the records."),
    "verify": ("quotamesh.site.cli.upkeep", "Check the trail's chain of hashes."),
    "bench": ("quotamesh.site.cli.bench", "Measure the hot paths against a reference in the same run."),
}


class Lazy(click.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[name][0])
        return getattr(module, f"{name}_command")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in COMMANDS.items()])


@click.group(
    cls=Lazy, epilog="The data folder is named by QUOTAMESH_DATA (default: .quotamesh in the home folder)."
)
@click.version_option(package_name="quotamesh")
def main() -> None:
    """Sales targets that can be reached: split, watched and explained to the cent."""
