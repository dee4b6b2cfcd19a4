"""Those who buy."""

from django.db import models

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
