"""The rows of each table -> lines of JSON, and back; the same lines on either database.

Values are written and read column by column, without the models' `save`: nothing is derived, dated or recorded anew.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

#: Who is signed in and who mistyped a password is no part of a backup: whoever gets hold of it gets no open door.
LEFT_OUT = {"sessions", "axes"}

#: Rows that every new database has.
FROM_THE_START = {
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "contenttypes.ContentType",
    "declarations.Country",
    "declarations.CountryName",
    "declarations.FormerCountryName",
    "declarations.PoliticalGroup",
}

#: How many rows are held in memory at once.
ROWS_AT_ONCE = 500


def tables() -> dict[str, type]:
    """The models whose rows a backup holds, by name, those of many-to-many relations included."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.label: model
        for model in models
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT
    }


def columns(model) -> list:
    """The fields of a table, but for those that the database computes."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def applied_migrations() -> list[str]:
    return sorted(".".join(migration) for migration in MigrationRecorder(connection).applied_migrations())


def is_new() -> bool:
    """Whether the database holds nothing but what every new one does."""
    return not any(model._base_manager.exists() for label, model in tables().items() if label not in FROM_THE_START)


@contextmanager
def as_of_one_moment():
    """What is read within is the database as it was at the beginning, while others go on writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Not `atomic`, which would shut out those who write.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def lines_of(model) -> Iterator[bytes]:
    """The rows of a table, one a line, in the order of their keys: first the names of the columns."""
    fields = columns(model)
    yield _line([field.column for field in fields])
    rows = model._base_manager.order_by("pk").values_list(*[field.attname for field in fields])
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield _line(row)


def _line(values) -> bytes:
    return json.dumps(list(values), default=_as_text, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _as_text(value) -> str:
    """A date, a time or a number as its field reads it again, to the microsecond."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def empty_all() -> None:
    """Takes all rows away, and with them who is signed in."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def fill(model, lines: Iterable[bytes]) -> None:
    """Puts the rows of `lines_of` into the table. Raises ValueError where the columns are not those of the table."""
    fields, lines = columns(model), iter(lines)
    if json.loads(next(lines)) != [field.column for field in fields]:
        raise ValueError(f"The columns of {model._meta.label} are others than in the backup.")
    quote = connection.ops.quote_name
    names, places = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"
    with connection.cursor() as cursor:
        # What a trigger wrote here for the rows of another table is among the lines.
        cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")
        while batch := list(islice(lines, ROWS_AT_ONCE)):
            cursor.executemany(insert, [_values(fields, json.loads(line)) for line in batch])


def _values(fields: list, row: list) -> list:
    return [
        field.get_db_prep_save(field.to_python(value), connection) for field, value in zip(fields, row, strict=True)
    ]


# The last key that each table gave. A key is never given twice, since the history still names rows that are gone.


def last_keys() -> dict[str, int]:
    """The last key that each table gave by itself, by table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
            return {name: last for model in tables().values() if (last := given.get(name := model._meta.db_table))}
        return {table: last for table, sequence in _sequences(cursor).items() if (last := _last_of(cursor, sequence))}


def set_last_keys(keys: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table, last in keys.items():
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
            return
        for table, sequence in _sequences(cursor).items():
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, keys.get(table, 1), table in keys])


def _sequences(cursor) -> dict[str, str]:
    """The sequence that gives the keys of each table on PostgreSQL."""
    found = {}
    for model in tables().values():
        table = model._meta.db_table
        cursor.execute(
            "SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table), model._meta.pk.column]
        )
        if sequence := cursor.fetchone()[0]:
            found[table] = sequence
    return found


def _last_of(cursor, sequence: str) -> int | None:
    cursor.execute(f"SELECT last_value, is_called FROM {sequence}")
    last, is_called = cursor.fetchone()
    return last if is_called else None
