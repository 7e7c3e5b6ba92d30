"""The rows of a SQLite file -> a PostgreSQL database whose tables are there and empty: the same rows, in minutes."""

import sqlite3
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction


def copy(path: Path) -> None:
    """Copies every table of the program from the file at `path` into the database of the settings."""
    source = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("TRUNCATE " + ", ".join(f'"{model._meta.db_table}"' for model in models))
        for model in models:
            _copy_table(source, cursor, model)
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy_table(source: sqlite3.Connection, cursor, model) -> None:
    """SQLite holds days, moments, truth values and JSON as PostgreSQL reads them."""
    table = model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in model._meta.local_concrete_fields)
    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as target:
        for row in source.execute(f'SELECT {columns} FROM "{table}"'):
            target.write_row(row)
