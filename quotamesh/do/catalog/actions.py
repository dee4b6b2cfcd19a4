"""What can be done to the catalog."""

from django.db import transaction

from quotamesh.base.store.held import once
from quotamesh.base.store.paths import place
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.upserts import Drafts, change, insert, plant, upsert
from quotamesh.do.catalog.models import CalendarDay, ExchangeRate, Product

ROOT_CODE = "all"


def root_product() -> Product:
    """The product that stands for all products; made on first use."""
    return once("root_product", _root_product)


def _root_product() -> Product:
    root = Product.objects.filter(parent=None).first()
    if root is None:
        root = Product.objects.create(code=ROOT_CODE, name="All products")
        root.path, root.depth = place(root.pk, "")
        root.save(update_fields=["path", "depth"])
    return root


@transaction.atomic
def store_products(_actor, drafts: Drafts, _progress) -> Outcome:
    """Make and change products by code; those without a parent stand below the one for all products."""
    root_product()
    return plant(Product, drafts, {"parent_id": None})


@transaction.atomic
def store_rates(_actor, drafts: Drafts, _progress) -> Outcome:
    """Set the rates of currencies from days on. Records that were converted before keep their amounts."""
    known = {(rate.currency, rate.day): rate for rate in ExchangeRate.objects.all()}
    changes = change(ExchangeRate, {key: (known[key], drafts[key]) for key in drafts if key in known})
    fresh = [key for key in drafts if key not in known]
    insert(ExchangeRate, [{"currency": name, "day": day, **drafts[name, day]} for name, day in fresh])
    told = {f"{name} {day}": changes[key] for (name, day) in drafts if (key := str((name, day))) in changes}
    return Outcome(len(fresh), len(changes), len(drafts) - len(fresh) - len(changes), told)


@transaction.atomic
def store_days(_actor, drafts: Drafts, _progress) -> Outcome:
    """Set which days the company works, above the public calendar."""
    return upsert(CalendarDay, drafts, "day", {"note": ""})
