"""Numbers that take a look at very many rows, kept until something changes."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.db import connections, router

#: How many seconds a number is kept at most. Two changes at once may be numbered in one order and seen in the other:
#: a number that was looked up in between is put right after this time.
LONGEST = 10 * 60


def last_change() -> str:
    """What is different after any change of a curated row: the last number in the history of each kind of rows."""
    tables = [model for model in apps.get_app_config("declarations").get_models() if hasattr(model, "instance_type")]
    database = router.db_for_read(tables[0])
    latest = ", ".join(f'(SELECT MAX(history_id) FROM "{model._meta.db_table}")' for model in tables)
    with connections[database].cursor() as cursor:
        cursor.execute(f"SELECT {latest}")
        return "-".join(str(number or 0) for number in cursor.fetchone())


def kept(name: str, user, look_up: Callable[[], Any]) -> Any:
    """What `look_up` gives, or gave since the last change for somebody who may see as much as `user`."""
    sees = "all" if user.has_perm("declarations.view_restricted") else "public"
    return cache.get_or_set(f"kept:{name}:{sees}:{last_change()}", look_up, LONGEST)
