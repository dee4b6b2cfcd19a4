"""Organisation and products through the REST interface."""

from uuid import UUID

from ninja import Router, Schema

from quotamesh.base.people.queries import visible_people, visible_units
from quotamesh.base.shell.api import PROBLEMS
from quotamesh.do.catalog.queries import products_in_order

router = Router(tags=["catalog"])


class UnitOut(Schema):
    uid: UUID
    code: str
    name: str
    kind: str
    depth: int
    parent: str | None


class PersonOut(Schema):
    uid: UUID
    code: str
    name: str


class ProductOut(Schema):
    uid: UUID
    code: str
    name: str
    depth: int
    parent: str | None


@router.get("/units", response={200: list[UnitOut], **PROBLEMS}, summary="Units and seats in sight")
def units(request):
    return [
        {
            "uid": u.uid,
            "code": u.code,
            "name": u.name,
            "kind": u.kind,
            "depth": u.depth,
            "parent": u.parent and u.parent.code,
        }
        for u in visible_units(request.viewer).select_related("parent")
    ]


@router.get("/people", response={200: list[PersonOut], **PROBLEMS}, summary="People in sight")
def people(request):
    return list(visible_people(request.viewer))


@router.get("/products", response={200: list[ProductOut], **PROBLEMS}, summary="The product tree")
def products(request):
    found = products_in_order()
    codes = {product.pk: product.code for product in found}
    return [
        {"uid": p.uid, "code": p.code, "name": p.name, "depth": p.depth, "parent": codes.get(p.parent_id)}
        for p in found
    ]
