"""The rows of a table of opportunities as deals to be: plain values by the fields' names."""

from typing import Any

import numpy as np

from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.pipeline.actions.common import cycle_of
from quotamesh.do.pipeline.check_opportunities import Checked
from quotamesh.do.pipeline.models import Stage
from quotamesh.do.pipeline.reasons import loss_reasons

Row = dict[str, Any]
ALWAYS = {"owner_id", "seat_id", "product_id", "stage_id", "outcome", "cycle"}
MAYBE = ("amount", "opened", "expected", "closed", "reason", "name")


def told_by(checked: Checked) -> set[str]:
    """Which fields the file tells of."""
    has = checked.rows.has
    told = ALWAYS | {name for name in MAYBE if has(name)}
    return told | ({"customer_id"} if has("customer") else set()) | ({"why"} if has("reason") else set())


def wanted_rows(checked: Checked) -> dict[str, Row]:
    """What the file says of each deal, by code."""
    stages = Stage.objects.in_bulk()
    products = dict(Product.objects.values_list("id", "name"))
    customers = dict(Customer.objects.values_list("id", "name"))
    known = loss_reasons()
    reasons = {word: known.read(word) for word in checked.rows.coded("reason").values}
    columns, found = _columns(checked), {}
    for code, *values in zip(checked.rows.coded("code").rows(), *columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        kind = stages[row["stage_id"]].kind
        row["code"], row["outcome"] = code, kind if kind in Stage.ENDS else ""
        if kind == Stage.Kind.LOST:
            row["why"], row["reason"] = reasons.get(row["reason"], ("", row["reason"]))
        else:
            row["why"] = ""
        row["cycle"] = cycle_of(row["opened"], row["closed"])
        named = (customers.get(row["customer_id"]), products[row["product_id"]])
        row["name"] = row["name"] or " · ".join(filter(None, named))[:200]
        found[code] = row
    return found


def _columns(checked: Checked) -> dict[str, list]:
    rows, amounts = checked.rows, checked.rows.numbers("amount")
    values = zip(amounts.values.tolist(), amounts.filled.tolist(), strict=True)
    return {
        "customer_id": _none_below(checked.customer),
        "owner_id": checked.person.tolist(),
        "seat_id": checked.seat.tolist(),
        "product_id": checked.product.tolist(),
        "stage_id": checked.stage.tolist(),
        "amount": [value if filled else None for value, filled in values],
        **{name: rows.coded(name).rows() for name in ("opened", "expected", "closed")},
        **{name: rows.coded(name).rows("") for name in ("reason", "name")},
    }


def _none_below(keys: np.ndarray) -> list[int | None]:
    return [key if key >= 0 else None for key in keys.tolist()]
