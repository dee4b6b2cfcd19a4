"""What a command needs before it starts: Django, an up-to-date database, a company."""

import os
from datetime import UTC, datetime

import click


def set_up(*, language: str | None = None) -> None:
    """Load Django and bring the database's tables up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotamesh.site.settings")
    import django

    django.setup()
    from django.utils import translation

    from quotamesh.site.fresh import bring_up_to_date

    bring_up_to_date()
    translation.activate(language or _language())


def _language() -> str:
    spoken = os.environ.get("QUOTAMESH_LANGUAGE") or os.environ.get("LANG", "en")
    return "zh-hans" if spoken.lower().startswith("zh") else "en"


def need_company():
    """The company of the data folder, with its tables up to date."""
    set_up()
    from quotamesh.base.people.queries import company

    found = company()
    if found is None:
        raise click.ClickException(
            "There is no company yet: quotamesh init --company NAME, or quotamesh demo"
        )
    return found


def actor():
    """Whoever holds the data folder acts as the command line."""
    from quotamesh.base.trail.actions import Actor

    return Actor("command line", datetime.now(UTC))
