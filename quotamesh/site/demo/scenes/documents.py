"""What lies with a few customers: the orders of a year to be checked against each other's books, minutes of a visit."""

import csv
import io
from datetime import date, timedelta

import numpy as np
from django.core.files.base import ContentFile

from quotamesh.base.people.models import User
from quotamesh.do.customers.actions import add_documents
from quotamesh.do.customers.models import Customer
from quotamesh.do.orders.models import OrderLine
from quotamesh.kernel.money import format_plain
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

SEED = 91
STRATEGIC, OF_THE_SELLER = 6, 5
SELLER = "representative"
HEADERS = ("订单", "日期", "产品", "金额（元）")
POINTS = (
    "现场两班生产，停机窗口只有周日，施工须分三次进场。",
    "总工要求先看同行业样板，约定下月参观。",
    "采购部按年度框架比价，付款按 3-3-3-1。",
    "设备部希望备件放在当地仓，四小时内到场。",
)


def play() -> None:
    rng = np.random.default_rng(SEED)
    chosen = _chosen()
    bought = _bought(chosen)
    accounts = dict(User.objects.exclude(person=None).values_list("person_id", "pk"))
    for number, customer in enumerate(chosen):
        assert customer.owner
        day = shape.DEMO_DAY - timedelta(days=int(rng.integers(3, 60)))
        actor = acting(customer.owner.name, day, int(rng.integers(9, 18)), accounts.get(customer.owner_id))
        if lines := [line for line in bought.get(customer.pk, []) if line.order.date <= day]:
            add_documents(actor, customer, [_statement(lines)], "今年订单对账，请客户财务核对")
        if number % 2 == 0 or not lines:
            add_documents(actor, customer, [_minutes(rng, customer, day)], "现场考察纪要")


def _chosen() -> list[Customer]:
    """Strategic ones, and some of whom the demo's seller looks after."""
    rows = Customer.objects.select_related("owner").exclude(owner=None).order_by("code")
    strategic = rows.filter(segment=shape.SEGMENTS[0].name)[:STRATEGIC]
    sellers = rows.filter(owner__user__username=SELLER).exclude(last_order=None)[:OF_THE_SELLER]
    return list({each.pk: each for each in (*strategic, *sellers)}.values())


def _bought(customers: list[Customer]) -> dict[int, list[OrderLine]]:
    found: dict[int, list[OrderLine]] = {}
    rows = OrderLine.objects.filter(order__customer__in=customers, order__date__year=shape.DEMO_DAY.year)
    for line in rows.select_related("order", "product").order_by("order__date", "pk"):
        found.setdefault(line.order.customer_id, []).append(line)
    return found


def _statement(lines: list[OrderLine]) -> ContentFile:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    for line in lines:
        writer.writerow((line.order.number, line.order.date, line.product.name, format_plain(line.amount)))
    # With the mark by which spreadsheets know the encoding.
    return ContentFile(text.getvalue().encode("utf-8-sig"), f"对账单 {shape.DEMO_DAY.year}.csv")


def _minutes(rng: np.random.Generator, customer: Customer, day: date) -> ContentFile:
    points = rng.permutation(len(POINTS))[:3]
    lines = [f"{customer.name} 现场考察纪要", day.isoformat(), "", *(f"· {POINTS[n]}" for n in points), ""]
    return ContentFile("\n".join(lines).encode(), f"考察纪要 {day:%Y%m%d}.txt")
