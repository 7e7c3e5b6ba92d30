"""Gets the database ready for a command, so that a new one needs no step of its own."""

from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def prepare_database(stderr) -> None:
    """Makes the tables where the database is empty; says what to do where it is of another version.

    Raises CommandError where the database cannot be reached or its tables are not those of this version.
    """
    try:
        executor = MigrationExecutor(connection)
        is_empty = not connection.introspection.table_names()
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise CommandError(f"The database cannot be reached: {' '.join(str(error).split())}") from error
    if is_empty:
        stderr.write("The database is empty: making its tables.")
        call_command("migrate", verbosity=0, interactive=False)
    elif missing:
        raise CommandError("The database is of another version than this program; run “./run migrate” first.")
