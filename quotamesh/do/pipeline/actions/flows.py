"""The company's stages and gates: one verb a function; every change leaves its trail and a new revision."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from quotamesh.base.store.fields import new_uid
from quotamesh.base.store.ordering import number, shifted
from quotamesh.base.store.paths import below
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline.actions.stats import renew_stats
from quotamesh.do.pipeline.errors import LastStage, NoName, StageInUse, StaleFlow, WrongAnswer
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.models import Flow, GateAnswer, GateItem, Opportunity, Stage, StageMove

NAMED_AT_MOST = 3


def _held(flow: Flow, seen: int | None) -> Flow:
    """
    Raises:
        StaleFlow
    """
    now = Flow.objects.select_for_update().get(pk=flow.pk)
    if seen is not None and seen != now.revision:
        raise StaleFlow
    return now


def _note(actor: Actor, flow: Flow, verb: str, change: dict[str, Any]) -> Flow:
    flow.revision += 1
    flow.save(update_fields=["revision", "name"])
    record(actor, f"flow.{verb}", subject="flow", key=str(flow.uid), label=flow.name, change=change)
    return flow


def _named(names: dict[str, Any]) -> None:
    if not (names.get("name_zh") or names.get("name_en")):
        raise NoName


@transaction.atomic
def make_flow(actor: Actor, product: Product) -> Flow:
    """Give a line a flow of its own: as the one it had so far, with its deals, their ways and answers."""
    book = flow_book()
    old = book.flow_for(product.path)
    if old.product_id == product.pk:
        return old
    flow = Flow.objects.create(name=product.name, product=product)
    for stage in Stage.objects.filter(flow=old):
        _take_over(flow, stage, product)
    renew_stats()
    return _note(actor, flow, "make", {"product": [None, product.code], "like": [None, old.name]})


def _take_over(flow: Flow, old: Stage, product: Product) -> None:
    items = list(old.items.all())
    stage = Stage.objects.get(pk=old.pk)
    stage.pk, stage.uid, stage.flow = None, new_uid(), flow
    stage.save(force_insert=True)
    line = below(product.path, "product__path")
    deals = Opportunity.objects.filter(line)
    StageMove.objects.filter(opportunity__in=deals, from_stage=old).update(from_stage=stage)
    StageMove.objects.filter(opportunity__in=deals, to_stage=old).update(to_stage=stage)
    deals.filter(stage=old).update(stage=stage)
    for item in items:
        known = item.pk
        item.pk, item.uid, item.stage = None, new_uid(), stage
        item.save(force_insert=True)
        GateAnswer.objects.filter(item=known, opportunity__in=deals).update(item=item)


@transaction.atomic
def add_stage(actor: Actor, flow: Flow, *, seen: int | None = None, **names: str) -> Stage:
    """Put a stage behind the last open one.

    Raises:
        StaleFlow, NoName
    """
    now = _held(flow, seen)
    _named(names)
    last = _open(now).aggregate(Max("order"))["order__max"] or 0
    code = f"stage-{new_uid().hex[-8:]}"
    stage = Stage.objects.create(flow=now, code=code, order=last + 1, **names)
    _note(actor, now, "add_stage", {"stage": [None, code], "name": [None, str(stage)]})
    return stage


def _open(flow: Flow):
    return Stage.objects.filter(flow=flow, retired=False).exclude(kind__in=Stage.ENDS).order_by("order", "id")


@transaction.atomic
def change_stage(actor: Actor, stage: Stage, *, seen: int | None = None, **values: Any) -> Stage:
    """Change name_zh, name_en, minimum.

    Raises:
        StaleFlow, NoName
    """
    flow = _held(stage.flow, seen)
    now = Stage.objects.get(pk=stage.pk)
    change = differences({name: getattr(now, name) for name in values}, values)
    for name, value in values.items():
        setattr(now, name, value)
    _named({"name_zh": now.name_zh, "name_en": now.name_en})
    if change:
        now.save(update_fields=list(values))
        _note(actor, flow, "change_stage", {"stage": [now.code, now.code], **change})
    return now


@transaction.atomic
def shift_stage(actor: Actor, stage: Stage, by: int, *, seen: int | None = None) -> None:
    """Bring a stage one place ahead (-1) or back (+1) among the open ones.

    Raises:
        StaleFlow
    """
    flow = _held(stage.flow, seen)
    stages = list(_open(flow))
    after = shifted(stages, stage, by)
    if after is None:
        return
    number(Stage, after)
    _note(actor, flow, "order", {"stages": [[each.code for each in rows] for rows in (stages, after)]})


@transaction.atomic
def remove_stage(actor: Actor, stage: Stage, *, seen: int | None = None) -> None:
    """Take a stage out of its flow. One through which deals went is kept for their history.

    Raises:
        StaleFlow, StageInUse: deals stand in it; LastStage
    """
    flow = _held(stage.flow, seen)
    standing = Opportunity.objects.filter(stage=stage)
    if count := standing.count():
        some = standing.order_by("-amount", "id").values_list("name", flat=True)[:NAMED_AT_MOST]
        raise StageInUse(str(stage), count, list(some))
    if stage.is_end or _open(flow).count() < 2:
        raise LastStage
    passed = StageMove.objects.filter(from_stage=stage) | StageMove.objects.filter(to_stage=stage)
    if passed.exists() or GateAnswer.objects.filter(item__stage=stage).exists():
        Stage.objects.filter(pk=stage.pk).update(retired=True)
    else:
        stage.items.all().delete()
        Stage.objects.filter(pk=stage.pk).delete()
    _note(actor, flow, "remove_stage", {"stage": [stage.code, None], "name": [str(stage), None]})


@transaction.atomic
def add_item(actor: Actor, stage: Stage, *, seen: int | None = None, **values: Any) -> GateItem:
    """Let a gate ask for one thing more: what, field, name_zh, name_en, demanded, points.

    Raises:
        StaleFlow, NoName, WrongAnswer: an item of kind field names none
    """
    flow = _held(stage.flow, seen)
    what = values["what"]
    if what == GateItem.What.FIELD:
        if values.get("field") not in GateItem.Field.values:
            raise WrongAnswer(str(values.get("name_en") or values.get("name_zh") or ""), what)
    else:
        values["field"] = ""
        _named(values)
    order = (stage.items.aggregate(Max("order"))["order__max"] or 0) + 1
    item = GateItem.objects.create(stage=stage, code=f"item-{new_uid().hex[-8:]}", order=order, **values)
    _note(actor, flow, "add_item", {"stage": [stage.code] * 2, "item": [None, item.label]})
    return item


@transaction.atomic
def change_item(actor: Actor, item: GateItem, *, seen: int | None = None, **values: Any) -> GateItem:
    """Change name_zh, name_en, demanded, points.

    Raises:
        StaleFlow
    """
    flow = _held(item.stage.flow, seen)
    now = GateItem.objects.get(pk=item.pk)
    change = differences({name: getattr(now, name) for name in values}, values)
    if change:
        for name, value in values.items():
            setattr(now, name, value)
        now.save(update_fields=list(values))
        _note(actor, flow, "change_item", {"item": [now.code, now.code], **change})
    return now


@transaction.atomic
def shift_item(actor: Actor, item: GateItem, by: int, *, seen: int | None = None) -> None:
    """Bring an item one place ahead (-1) or back (+1) in its gate.

    Raises:
        StaleFlow
    """
    flow = _held(item.stage.flow, seen)
    items = list(GateItem.objects.filter(stage=item.stage_id, retired=False))
    after = shifted(items, item, by)
    if after is None:
        return
    number(GateItem, after)
    codes = [[each.code for each in rows] for rows in (items, after)]
    _note(actor, flow, "order_items", {"stage": [item.stage.code] * 2, "items": codes})


@transaction.atomic
def retire_item(actor: Actor, item: GateItem, *, seen: int | None = None) -> None:
    """Ask for an item no longer; what was answered stays with the deals.

    Raises:
        StaleFlow
    """
    flow = _held(item.stage.flow, seen)
    GateItem.objects.filter(pk=item.pk).update(retired=True)
    _note(actor, flow, "retire_item", {"item": [item.code, None], "name": [item.label, None]})
