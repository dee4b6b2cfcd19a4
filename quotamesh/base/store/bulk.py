"""Writing many rows in one go: columns in, no object a row.

One INSERT with `executemany` on SQLite, COPY on PostgreSQL; both inside the caller's transaction.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, models

from quotamesh.base.store.fields import new_uid

Rows = Iterable[Sequence[object]]
MANY = 5_000


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


def column_names(model: type[models.Model], fields: Sequence[str]) -> list[str]:
    return [model._meta.get_field(name).column for name in fields]


def new_uid_value() -> object:
    """A new uid in the form the database's driver takes."""
    uid = new_uid()
    return uid if connection.features.has_native_uuid_field else uid.hex


def reserve_ids(model: type[models.Model], count: int) -> range:
    """Keys for `count` rows about to be inserted with their ids given."""
    table, pk = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE " + connection.ops.quote_name(table) + " IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [f'"{table}"', pk])
            first = cursor.fetchone()[0]
            last = max(first, first + count - 1)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', pk, last])
        else:
            cursor.execute(
                "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0), "
                f"coalesce((SELECT max({connection.ops.quote_name(pk)}) "
                f"FROM {connection.ops.quote_name(table)}), 0)) + 1",
                [table],
            )
            first = cursor.fetchone()[0]
    return range(first, first + count)


def insert(model: type[models.Model], fields: Sequence[str], rows: Rows) -> None:
    """Insert rows whose values stand in the order of `fields`. `rows` must not read the database as it goes."""
    table, columns = connection.ops.quote_name(model._meta.db_table), column_names(model, fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"{table} ({_quoted(columns)})", rows)
            if cursor.rowcount >= MANY:
                # Until it knows its new size PostgreSQL plans for the old one, and a join can take minutes.
                cursor.execute(f"ANALYZE {table}")
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({_quoted(columns)}) VALUES ({marks})", rows)


def copy_rows(
    model: type[models.Model], key: str, source: object, target: object, fields: Sequence[str]
) -> None:
    """Insert a copy of every row whose `key` is `source`, with `target` as its key, inside the database."""
    table, names = connection.ops.quote_name(model._meta.db_table), _quoted(column_names(model, fields))
    own = _quoted(column_names(model, [key]))
    statement = f"INSERT INTO {table} ({own}, {names}) SELECT %s, {names} FROM {table} WHERE {own} = %s"
    with connection.cursor() as cursor:
        cursor.execute(statement, [target, source])


def add(model: type[models.Model], keys: Sequence[str], amounts: Sequence[str], rows: Rows) -> None:
    """Add to the amounts of the rows with these keys, which are made where they do not exist yet.

    `keys` must be those of a unique constraint of the model.
    """
    _upsert(model, keys, amounts, rows, "{table}.{name} + excluded.{name}")


def put(model: type[models.Model], keys: Sequence[str], values: Sequence[str], rows: Rows) -> None:
    """Set the values of the rows with these keys, which are made where they do not exist yet."""
    _upsert(model, keys, values, rows, "excluded.{name}")


def _upsert(model, keys, values, rows, new_value) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    key_columns, columns = column_names(model, keys), column_names(model, [*keys, *values])
    news = ", ".join(
        f"{_quoted([name])} = " + new_value.format(table=table, name=_quoted([name]))
        for name in column_names(model, values)
    )
    into = f"INSERT INTO {table} ({_quoted(columns)}) "
    conflict = f" ON CONFLICT ({_quoted(key_columns)}) DO UPDATE SET {news}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE TEMP TABLE staged ON COMMIT DROP AS SELECT {_quoted(columns)} FROM {table} LIMIT 0"
            )
            _copy(cursor, f"staged ({_quoted(columns)})", rows)
            cursor.execute(f"{into} SELECT {_quoted(columns)} FROM staged {conflict}")
            cursor.execute("DROP TABLE staged")
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"{into} VALUES ({marks}) {conflict}", rows)


def change(model: type[models.Model], values: Sequence[str], rows: Rows) -> None:
    """Set values of rows that are there: each row is the key, then the values in the order of `values`."""
    _update(model, values, rows, "{given}")


def increase(model: type[models.Model], amounts: Sequence[str], rows: Rows) -> None:
    """Add to amounts of rows that are there: each row is the key, then how much, in the order of `amounts`."""
    _update(model, amounts, rows, "{table}.{name} + {given}")


def _update(model: type[models.Model], values: Sequence[str], rows: Rows, new_value: str) -> None:
    found = list(rows)
    table, pk = connection.ops.quote_name(model._meta.db_table), _quoted([model._meta.pk.column])
    columns = column_names(model, values)
    if not found:
        return

    def news(given: str) -> str:
        quoted = map(_quoted, ([name] for name in columns))
        return ", ".join(
            f"{name} = " + new_value.format(table=table, name=name, given=given.format(name=name))
            for name in quoted
        )

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = f"{pk}, {_quoted(columns)}"
            cursor.execute(f"CREATE TEMP TABLE staged ON COMMIT DROP AS SELECT {names} FROM {table} LIMIT 0")
            _copy(cursor, f"staged ({names})", found)
            cursor.execute(
                f"UPDATE {table} SET {news('staged.{name}')} FROM staged WHERE {table}.{pk} = staged.{pk}"
            )
            cursor.execute("DROP TABLE staged")
        else:
            ordered = ([*row[1:], row[0]] for row in found)
            cursor.executemany(f"UPDATE {table} SET {news('%s')} WHERE {pk} = %s", ordered)


def _copy(cursor, target: str, rows: Rows) -> None:
    with cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
