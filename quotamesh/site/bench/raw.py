"""The reference for stored things: the same rows through the driver alone, in a second file beside the company."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection, models


class RawFile:
    """A SQLite file with the tables of some models, as they are in the company's: columns, keys, indexes."""

    def __init__(self, *tables: type[models.Model]):
        place = Path(settings.DATA) / "raw.sqlite3"
        place.unlink(missing_ok=True)
        self.connection = sqlite3.connect(place, isolation_level=None)
        for pragma in settings.SQLITE_OPTIONS["init_command"].split(";"):
            self.connection.execute(pragma)
        self.connection.execute("PRAGMA foreign_keys=OFF")
        self.names = [model._meta.db_table for model in tables]
        for statement in self._statements():
            self.connection.execute(statement)

    def _statements(self) -> list[str]:
        marks = ", ".join(["%s"] * len(self.names))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL "  # noqa: S608
                "ORDER BY type DESC",
                self.names,
            )
            return [row[0] for row in cursor.fetchall()]

    def empty(self) -> None:
        for name in self.names:
            self.connection.execute(f"DELETE FROM {name}")  # noqa: S608 - a model's table

    def insert(self, table: type[models.Model], columns: Sequence[str], rows: list[tuple]) -> None:
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table._meta.db_table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        self.connection.executemany(statement, rows)

    def __enter__(self) -> "RawFile":
        self.connection.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.execute("COMMIT")


def rows_of(model: type[models.Model], columns: Sequence[str]) -> list[tuple]:
    """All stored rows, in the order of their keys."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {model._meta.db_table} ORDER BY id")  # noqa: S608
        return cursor.fetchall()


def columns_of(model: type[models.Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]
