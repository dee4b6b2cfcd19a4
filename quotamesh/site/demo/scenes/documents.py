"""What lies with a few customers: an offer as a table, the minutes of a visit."""

import csv
import io

import numpy as np
from django.core.files.base import ContentFile

from quotamesh.base.people.models import User
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.actions import add_documents
from quotamesh.do.customers.models import Customer
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

SEED = 91
FEW = 8
OF_THE_SELLER = 4
POINTS = (
    "现场产线两班，停机窗口只有周日，施工分三次进场。",
    "总工要求先看同行业样板，已约下月参观。",
    "采购部按年度框架比价，付款按 3-3-3-1。",
    "设备部希望备件放在当地仓，四小时到场。",
)


def play() -> None:
    rng = np.random.default_rng(SEED)
    products = list(Product.objects.filter(children=None).order_by("code"))
    accounts = dict(User.objects.exclude(person=None).values_list("person_id", "pk"))
    for number, customer in enumerate(_chosen()):
        day = shape.DEMO_DAY - shape.timedelta(days=int(rng.integers(3, 60)))
        actor = acting(customer.owner.name, day, int(rng.integers(9, 18)), accounts.get(customer.owner_id))
        add_documents(actor, customer, [_offer(rng, customer, products)], "报价，含税，三十天有效")
        if number % 2:
            add_documents(actor, customer, [_minutes(rng, customer, day)], "现场考察纪要")
