"""An empty database gets all its tables at once: the same ones that all migrations, one after the other, would make."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

MAKE = "import django; django.setup(); from quotamesh.site.fresh import bring_up_to_date; bring_up_to_date()"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A data folder whose tables were made at once."""
    folder = tmp_path_factory.mktemp("fresh")
    surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    surroundings |= {"QUOTAMESH_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "quotamesh.site.settings"}
    for _twice in range(2):  # the second time there is nothing to do
        subprocess.run([sys.executable, "-c", MAKE], check=True, env=surroundings, timeout=120)
    base = sqlite3.connect(folder / "company.sqlite3")
    yield base
    base.close()


def _described(rows) -> set[tuple]:
    """Tables as the set of what stands in them: columns that came later stand last, which changes nothing."""
    return {
        (kind, name, frozenset(_parts(sql)) if kind == "table" else sql)
        for kind, name, sql in rows
        if sql and not name.startswith("sqlite_")
    }


def _parts(sql: str) -> list[str]:
    """What stands between the outer brackets of a CREATE TABLE, piece by piece."""
    inside, depth, parts = sql[sql.index("(") + 1 : sql.rindex(")")], 0, [""]
    for character in inside:
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


@pytest.mark.sqlite
def test_tables_indexes_and_triggers_are_those_of_the_migrations(db, fresh):
    asked = "SELECT type, name, sql FROM sqlite_master"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        migrated = _described(cursor.fetchall())
    made = _described(fresh.execute(asked).fetchall())
    assert made - migrated == set()
    assert migrated - made == set()
    assert any(kind == "trigger" for kind, _name, _sql in made)


def test_every_migration_is_noted_as_done(db, fresh):
    asked = "SELECT app, name FROM django_migrations ORDER BY app, name"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert fresh.execute(asked).fetchall() == cursor.fetchall()


def test_content_types_and_permissions_are_there(fresh):
    assert fresh.execute("SELECT count(*) FROM django_content_type").fetchone()[0] > 100
    assert fresh.execute("SELECT count(*) FROM auth_permission").fetchone()[0] > 400
