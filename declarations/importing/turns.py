"""Documents are saved one after the other, whatever number of programs import at once."""

from django.db import connection

#: Any number that means nothing else to the database; all programs have to use the same.
TURN = 14876


def take_turn() -> None:
    """Waits until no other transaction imports, and keeps the turn until the end of this one.

    Two imports that make the same signatory at once would each refuse, or wait for, the other. SQLite lets one
    transaction write at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
