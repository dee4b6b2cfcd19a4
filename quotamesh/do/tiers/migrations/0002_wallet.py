"""Estimates get a key of their own, so that they can move with a customer that is merged, and back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0004_records"), ("tiers", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="Wallet"),
        migrations.CreateModel(
            name="Wallet",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount", models.BigIntegerField()),
                ("noted_on", models.DateField()),
                ("noted_by", models.CharField(max_length=200)),
                (
                    "customer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wallet",
                        to="customers.customer",
                    ),
                ),
            ],
        ),
    ]
