"""Where deals come from. Leads stand above the pipeline: the feature that keeps them offers a module with

source_of() -> Expression       the key of a deal's source, or null, to annotate a query of opportunities with
source_names() -> dict          {key: (code, name)} of every source
"""

from importlib import import_module
from types import ModuleType

from django.db.models.expressions import BaseExpression
from django.utils.translation import gettext_lazy as _

NONE = _("no source")
_modules: list[str] = []


def offer(module: str) -> None:
    """Name the module that knows; the last one offered counts."""
    _modules[:] = [module]


def _module() -> ModuleType | None:
    return import_module(_modules[0]) if _modules else None


def expression() -> BaseExpression | None:
    module = _module()
    return module.source_of() if module else None


def names() -> dict[object, tuple[str, str]]:
    module = _module()
    return module.source_names() if module else {}
