"""Orders, who is credited for them, and what was paid: the truth from which every figure comes."""

from django.db import models
from django.db.models import Q

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer


class Order(Identified):
    number = models.CharField(max_length=64, unique=True)
    date = models.DateField(db_index=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField(
        default=0, db_default=0, help_text="the sum of its lines, kept by the action that stores them"
    )

    class Meta:
        ordering = ["-date", "-id"]
        # With the amount: what all customers bought is read from the index alone.
        indexes = [models.Index(fields=["customer", "date", "amount"], name="order_of_customer")]

    def __str__(self) -> str:
        return self.number


class OrderLine(models.Model):
    """One product of an order. Amounts are in the company's currency, in its smallest unit; a return is negative."""

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    line = models.CharField(max_length=20)
    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    quantity_milli = models.BigIntegerField(help_text="quantity in thousandths")
    amount = models.BigIntegerField()
    amount_original = models.BigIntegerField(help_text="in the order's own currency")
    cost = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "line"], name="one_line_a_number")]


class Credit(models.Model):
    """The part of a line that counts for one seat. The parts of a line add up to the line."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT)
    share_bp = models.PositiveIntegerField(help_text="share in 1/10000")
    quantity_milli = models.BigIntegerField()
    amount = models.BigIntegerField()
    cost = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share_bp__range=(0, 10000)), name="share_within_the_whole")
        ]


class Payment(Identified):
    """Money received for an order."""

    number = models.CharField(max_length=64, unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    date = models.DateField(db_index=True)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    amount_original = models.BigIntegerField()

    class Meta:
        ordering = ["-date", "-id"]
