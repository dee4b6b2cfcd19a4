"""Orders through the REST interface: reading under the rule of sight, and making one."""

from datetime import date
from uuid import UUID

from ninja import Field, Query, Router, Schema

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.do.orders import queries
from quotamesh.do.orders.actions.create_order import BadOrder, NewLine, create_order

router = Router(tags=["orders"])
MOST = 1000
LARGEST = 10**15


class CreditOut(Schema):
    person: str
    share_bp: int
    product: str
    quantity_milli: int
    amount: int


class OrderOut(Schema):
    uid: UUID
    number: str
    date: date
    customer: str
    credits: list[CreditOut] = []


class LineIn(Schema):
    """`credit`: share in basis points by person's code, 10000 in all."""

    product: str
    quantity_milli: int = Field(1000, ge=-LARGEST, le=LARGEST)
    amount: int = Field(..., ge=-LARGEST, le=LARGEST)
    cost: int | None = Field(None, ge=-LARGEST, le=LARGEST)
    credit: dict[str, int]


class OrderIn(Schema):
    number: str = Field(..., min_length=1, max_length=64)
    date: date
    customer: str
    lines: list[LineIn] = Field(..., min_length=1, max_length=500)


@router.get("", response={200: list[OrderOut], **PROBLEMS}, summary="Orders in sight, newest first")
def orders(request, limit: int = Query(100, ge=1, le=MOST), offset: int = Query(0, ge=0, le=2**40)):
    rows = queries.visible_orders(request.viewer).select_related("customer")[offset : offset + limit]
    return [{"uid": o.uid, "number": o.number, "date": o.date, "customer": o.customer.code} for o in rows]


@router.get(
    "/{path:number}", response={200: OrderOut, **PROBLEMS}, summary="One order with the credits in sight"
)
def order(request, number: str):
    found = queries.order_in_sight(request.viewer, number)
    if found is None:
        raise ProblemRaised(404, "no_such_order")
    return {
        "uid": found.uid,
        "number": found.number,
        "date": found.date,
        "customer": found.customer.code,
        "credits": [
            {
                "person": c.person.code,
                "share_bp": c.share_bp,
                "product": c.line.product.code,
                "quantity_milli": c.quantity_milli,
                "amount": c.amount,
            }
            for c in queries.lines_in_sight(request.viewer, found)
        ],
    }


@router.post("", response={201: OrderOut, **PROBLEMS}, summary="Make an order; the summary follows at once")
def make(request, body: OrderIn):
    if not request.viewer.can("record_orders"):
        raise ProblemRaised(403, "not_allowed")
    lines = [NewLine(n.product, n.quantity_milli, n.amount, n.cost, n.credit) for n in body.lines]
    try:
        found = create_order(
            request.actor, number=body.number, day=body.date, customer=body.customer, lines=lines
        )
    except BadOrder as error:
        raise ProblemRaised(422, error.code, str(error.words()), {"value": error.value}) from error
    return 201, {"uid": found.uid, "number": found.number, "date": found.date, "customer": body.customer}
