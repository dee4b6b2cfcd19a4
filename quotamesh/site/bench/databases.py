"""Where a bench keeps its company: a SQLite file in its data folder, or a database of its own on a given server."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

TEMPLATE = "QUOTAMESH_BENCH_TEMPLATE"


class NoServer(Exception):
    """The server cannot be reached, or does not let this user make a database."""


@contextmanager
def database_on(server: str) -> Iterator[dict[str, str]]:
    """What to add to the environment so that a process works on a new database of this server, dropped afterwards.

    `server`: postgres://user:password@host/database, of a user who may make databases; '' for SQLite.

    Raises:
        NoServer
    """
    if not server:
        yield {}
        return
    name = f"quotamesh_bench_{secrets.token_hex(6)}"
    _tell(server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield {"DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl()}
    finally:
        _tell(server, f"DROP DATABASE {name} WITH (FORCE)")


def _tell(server: str, statement: str) -> None:
    import psycopg

    try:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]
    except psycopg.Error as error:
        raise NoServer(str(error).strip()) from error
