"""Customers learn the days of their first and last orders."""

from django.db import migrations
from django.db.models import Max, Min

BATCH = 500


def note_spans(apps, schema_editor):
    customer, order = apps.get_model("customers", "Customer"), apps.get_model("orders", "Order")
    spans = order.objects.order_by().values("customer_id").annotate(first=Min("date"), last=Max("date"))
    rows = [
        customer(pk=pk, first_order=first, last_order=last)
        for pk, first, last in spans.values_list("customer_id", "first", "last")
    ]
    customer.objects.bulk_update(rows, ["first_order", "last_order"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_initial"), ("customers", "0005_findable")]
    operations = [migrations.RunPython(note_spans, migrations.RunPython.noop)]
