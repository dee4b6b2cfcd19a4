"""Making room: the demo company goes, the trail keeps that it was there."""

from django.apps import apps
from django.db import connection, models, transaction

from quotamesh.base.people.queries import company
from quotamesh.base.trail.actions import Actor, record

KEPT = {"trail"}


def clear_demo(actor: Actor) -> None:
    """Empty every table of a demo company. A company of one's own is never touched."""
    demo = company()
    if demo is None or not demo.is_demo:
        return
    with transaction.atomic():
        record(actor, "demo.clear", subject="company", key=str(demo.uid), label=demo.name, change={})
        for model in _children_first():
            model._base_manager.all()._raw_delete(connection.alias)


def _children_first() -> list[type[models.Model]]:
    """The product's own tables, each before those it points to."""
    ours = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("quotamesh.") and model._meta.app_label not in KEPT
    ]
    ordered: list[type[models.Model]] = []

    def visit(model: type[models.Model]) -> None:
        if model in ordered or model not in ours:
            return
        for other in ours:
            if other is not model and any(
                f.related_model is model for f in other._meta.get_fields() if f.many_to_one
            ):
                visit(other)
        ordered.append(model)

    for model in ours:
        visit(model)
    return ordered
