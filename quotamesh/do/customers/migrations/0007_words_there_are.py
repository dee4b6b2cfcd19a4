"""The words of the records that are there already."""

from django.db import migrations

FIELDS = ("segment", "industry", "region", "channel", "city")


def note_words(apps, schema_editor):
    customer, word = apps.get_model("customers", "Customer"), apps.get_model("customers", "Word")
    for field in FIELDS:
        texts = customer.objects.exclude(**{field: ""}).order_by().values_list(field, flat=True).distinct()
        word.objects.bulk_create((word(field=field, text=text) for text in texts), ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("customers", "0006_words")]
    operations = [migrations.RunPython(note_words, migrations.RunPython.noop)]
