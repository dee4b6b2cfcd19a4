"""When people work, and within how many working hours a lead is to be answered."""

from datetime import time

from django.db import models

from quotamesh.do.leads.models.source import Source


class Office(models.Model):
    """The company's office hours: one row, made when they are first changed."""

    opens = models.TimeField(default=time(9))
    closes = models.TimeField(default=time(18))
    pause_from = models.TimeField(null=True, blank=True, default=time(12))
    pause_to = models.TimeField(null=True, blank=True, default=time(13))


class AnswerTime(models.Model):
    """Working hours within which leads of a kind of source are to be answered."""

    kind = models.CharField(max_length=11, primary_key=True, choices=Source.Kind.choices)
    hours = models.PositiveSmallIntegerField()
