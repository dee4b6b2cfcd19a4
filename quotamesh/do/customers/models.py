"""Those who buy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person
from quotamesh.base.store.fields import Identified


class Customer(Identified):
    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="customers"
    )
    segment = models.CharField(max_length=100, blank=True)
    industry = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    channel = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Contact(Identified):
    """Somebody at a customer's, and what part that person has in a decision to buy."""

    class Part(models.TextChoices):
        DECIDES = "decides", _("Decides")
        INFLUENCES = "influences", _("Influences")
        USES = "uses", _("Uses")
        BUYS = "buys", _("Buys")
        CHAMPIONS = "champions", _("Supports us")
        OTHER = "other", _("Other")

    code = models.CharField(max_length=64, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=100)
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.OTHER)
    title = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
