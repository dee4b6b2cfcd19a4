"""When people work, and within how many working hours a lead is to be answered."""

from datetime import time

from django.db import models


class Office(models.Model):
    """The company's office hours, and {kind of source: working hours to answer}: one row, made when first changed."""

    opens = models.TimeField(default=time(9))
    closes = models.TimeField(default=time(18))
    pause_from = models.TimeField(null=True, blank=True, default=time(12))
    pause_to = models.TimeField(null=True, blank=True, default=time(13))
    answer_hours = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
