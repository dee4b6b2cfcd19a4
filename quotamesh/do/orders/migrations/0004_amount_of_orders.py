"""Orders keep the sum of their lines."""

from django.db import migrations, models

SUMS = """
UPDATE orders_order SET amount = (
    SELECT coalesce(sum(line.amount), 0) FROM orders_orderline line WHERE line.order_id = orders_order.id
)
"""


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_spans_of_customers")]
    operations = [
        migrations.AddField(
            "order",
            "amount",
            models.BigIntegerField(
                default=0, db_default=0, help_text="the sum of its lines, kept by the action that stores them"
            ),
        ),
        migrations.RunSQL(SUMS, migrations.RunSQL.noop),
        migrations.RemoveIndex("order", "order_customer_date"),
        migrations.AddIndex(
            "order", models.Index(fields=["customer", "date", "amount"], name="order_of_customer")
        ),
    ]
