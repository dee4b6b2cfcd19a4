"""Addresses and secrets of robots are sealed."""

from django.db import migrations

from quotamesh.base.store.sealed import SealedField

SEALED = ("address", "secret")


def seal(apps, _schema_editor):
    for channel in apps.get_model("notices", "Channel").objects.order_by("pk"):
        channel.save(update_fields=SEALED)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [
        migrations.AlterField("channel", "address", SealedField()),
        migrations.AlterField("channel", "secret", SealedField(blank=True)),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
