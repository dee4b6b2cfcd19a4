"""The reference for what is stored: the same rows into the same tables through the driver, and nothing else."""

import sqlite3
from collections.abc import Sequence

from django.conf import settings
from django.db import connection, models


class Driver:
    """A connection of its own to the company's file, with the product's settings; foreign keys are checked too."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
        for pragma in settings.SQLITE_OPTIONS["init_command"].split(";"):
            self.connection.execute(pragma)

    def insert(self, model: type[models.Model], columns: Sequence[str], rows: list[tuple]) -> None:
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        self.connection.executemany(statement, rows)

    def __enter__(self) -> "Driver":
        self.connection.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.execute("COMMIT")


def rows_of(model: type[models.Model], columns: Sequence[str], condition: str = "1 = 1") -> list[tuple]:
    """Stored rows in the order of their keys."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns)} FROM {model._meta.db_table} WHERE {condition} ORDER BY id"  # noqa: S608
        )
        return cursor.fetchall()


def columns_of(model: type[models.Model]) -> list[str]:
    """All columns but the key, which the table gives."""
    return [field.column for field in model._meta.concrete_fields if not field.primary_key]
