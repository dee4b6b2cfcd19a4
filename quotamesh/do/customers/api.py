"""Customers through the REST interface."""

from uuid import UUID

from ninja import Query, Router, Schema

from quotamesh.base.shell.api import PROBLEMS
from quotamesh.do.customers.queries import visible_customers

router = Router(tags=["customers"])
MOST = 1000


class CustomerOut(Schema):
    uid: UUID
    code: str
    name: str
    segment: str
    industry: str
    region: str
    channel: str


@router.get(
    "", response={200: list[CustomerOut], **PROBLEMS}, summary="Customers in sight, in order of their codes"
)
def customers(
    request, text: str = "", limit: int = Query(100, ge=1, le=MOST), offset: int = Query(0, ge=0, le=2**40)
):
    return list(visible_customers(request.viewer, text.replace("\x00", ""))[offset : offset + limit])
