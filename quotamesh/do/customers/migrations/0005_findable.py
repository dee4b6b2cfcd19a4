"""Customers that are there already are found while one types, and compared by their cores."""

from django.db import migrations

from quotamesh.do.customers.finding import keys_of
from quotamesh.kernel.names import read

BATCH = 2000


def make_findable(apps, schema_editor):
    customer, key = apps.get_model("customers", "Customer"), apps.get_model("customers", "SearchKey")
    batch = []
    for row in customer.objects.only("id", "code", "name", "owner_id").iterator(chunk_size=BATCH):
        row.core = read(row.name).core[:200]
        batch.append(row)
        if len(batch) == BATCH:
            _write(customer, key, batch)
            batch = []
    _write(customer, key, batch)


def _write(customer, key, batch):
    customer.objects.bulk_update(batch, ["core"], batch_size=500)
    rows = (
        key(key=text, customer_id=row.pk, holder_id=row.owner_id)
        for row in batch
        for text in keys_of(row.code, row.name)
    )
    key.objects.bulk_create(rows, batch_size=5000)


class Migration(migrations.Migration):
    dependencies = [("customers", "0004_records")]
    operations = [migrations.RunPython(make_findable, migrations.RunPython.noop)]
