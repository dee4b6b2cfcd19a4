"""What stands on an indicator: values, targets and whatever else points to it, on any floor above."""

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.do.catalog.models import Indicator

_names: dict[str, Promise] = {"catalog": gettext_lazy("ratios")}


def name(app: str, words: Promise) -> None:
    """How a feature's rows that point to an indicator are called where they stand in a change's way."""
    _names[app] = words


def standing_on(key: int) -> list[str]:
    """What points to an indicator, in words, in one query for all tables; nothing when nobody does."""
    relations = [each for each in Indicator._meta.get_fields(include_hidden=True) if each.one_to_many]
    asked: dict[str, Exists] = {}
    for number, relation in enumerate(relations):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        asked[f"at{number}"] = Exists(rows)
    found = Indicator.objects.filter(pk=key).values(**asked).first() or {}
    apps = {
        relation.related_model._meta.app_label
        for number, relation in enumerate(relations)
        if found.get(f"at{number}")
    }
    words = [str(_names[app]) for app in _names if app in apps]
    return words or ([_("other records")] if apps else [])
