"""Both versions of what somebody else changed meanwhile, as one reads them: the field's label, yours ↔ now."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import local_date

MOST, LONGEST = 3, 60
NOTHING = (None, "", "–", [], {})
Fields = Mapping[str, forms.Field]
Show = Callable[[Any], str]


def fields_of(*kinds: type[forms.BaseForm]) -> dict[str, forms.Field]:
    """The fields of forms by name, from which labels and the words of choices are taken."""
    return {name: field for kind in kinds for name, field in kind.base_fields.items()}


def both_versions(
    differing: Mapping[str, Sequence[Any]],
    fields: Fields,
    *,
    labels: Mapping[str, Any] | None = None,
    show: Mapping[str, Show] | None = None,
    most: int | None = MOST,
) -> str:
    """What differs in one clause, '' where nothing does. `differing` maps a field to [mine, theirs]; `labels` adds
    names of fields no form has, `show` says how the values of a field are written."""
    clauses = []
    for name, (mine, theirs) in differing.items():
        field, write = fields.get(name), (show or {}).get(name)
        label = (labels or {}).get(name) or (field and field.label) or name
        values = {"mine": _word(mine, field, write), "theirs": _word(theirs, field, write), "label": label}
        clauses.append(_("%(label)s: %(mine)s ↔ %(theirs)s") % values)
    left = len(clauses) - most if most is not None else 0
    told = _("; ").join(clauses[:most])
    return _("%(pairs)s; and %(count)d more") % {"pairs": told, "count": left} if left > 0 else told


def _word(value: Any, field: forms.Field | None, show: Show | None) -> str:
    if value in NOTHING:
        return "–"
    text = show(value) if show else _choice(value, field) or _plain(value, field)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _choice(value: Any, field: forms.Field | None) -> str:
    """The words of a choice; choices that are rows of a table are named by themselves."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return ""
    known = {str(key): label for key, label in field.choices if not isinstance(label, list | tuple)}
    return str(known.get(str(value), ""))


def _plain(value: Any, field: forms.Field | None) -> str:
    if isinstance(value, list | tuple):
        return _(", ").join(str(each) for each in value)
    if isinstance(field, forms.DateField) and isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return value
    return str(local_date(value)) if isinstance(value, date) else str(value)
