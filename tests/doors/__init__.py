"""Every address and what it answers to whom: `table.py` says how; each module beside it holds the doors of a part."""

import pkgutil
from importlib import import_module

from tests.doors.table import Door

TOOLS = ("table", "records", "probe")


def all_doors() -> list[Door]:
    """The doors of every module here."""
    names = sorted(each.name for each in pkgutil.iter_modules(__path__) if each.name not in TOOLS)
    return [door for name in names for door in import_module(f"{__name__}.{name}").DOORS]
