"""Rows that hold a fiscal year: twelve months side by side, so that a year is read and written as one row."""

from django.db import models

MONTHS = tuple(f"m{month:02d}" for month in range(1, 13))
QUARTERS = ("q1", "q2", "q3", "q4")


def with_columns(names: tuple[str, ...]):
    """A class decorator that adds one integer column a name."""

    def add(model):
        for name in names:
            model.add_to_class(name, models.BigIntegerField(default=0))
        return model

    return add
