"""Readers' pages from replicas, all else from the primary.

A replica is asked only for a page that anybody may read, by somebody who is not signed in and has not sent anything in
the last seconds, and only while it follows the primary closely. Whoever may have written thus reads what was written.
Where the replica does not answer, the page is made from the primary, and the reader notices nothing.

`Routed` is the middleware that decides this for each request, and `Replicas` the router that keeps to it.
"""

import random
import time
from contextvars import ContextVar

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections

PRIMARY = "default"

#: The database that the pages of this request are read from.
READ_FROM: ContextVar[str] = ContextVar("read_from", default=PRIMARY)

#: The cookie of those who have sent something a moment ago.
WROTE = "wrote"

#: How many seconds a replica that did not answer is left alone by this process.
LEFT_ALONE = 5

#: Whether a server still follows a primary, and how many seconds it is behind. One that was promoted follows none. One
#: that has replayed all it received is not behind, however long ago that was.
HOW_FAR_BEHIND = """
    SELECT pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver),
        CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
            ELSE COALESCE(EXTRACT(EPOCH FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0) END
"""


class Replicas:
    """The router: reads go where `Routed` said, and everything else to the primary."""

    def db_for_read(self, model, **hints) -> str:
        return READ_FROM.get()

    def db_for_write(self, model, **hints) -> str:
        return PRIMARY

    def allow_relation(self, one, other, **hints) -> bool:
        # A replica has the same rows.
        return True

    def allow_migrate(self, database: str, *args, **hints) -> bool:
        return database == PRIMARY


class Routed:
    """The middleware: chooses the database for each request, and the primary where a replica fails."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.alone_until: dict[str, float] = {}

    def __call__(self, request):
        token = READ_FROM.set(self._choose() if may_be_behind(request) else PRIMARY)
        try:
            response = self.get_response(request)
        finally:
            READ_FROM.reset(token)
        if settings.REPLICAS and request.method not in ("GET", "HEAD"):
            response.set_cookie(
                WROTE,
                "1",
                # Longer than a replica may be behind, and than it takes to find out that it is.
                max_age=2 * settings.REPLICA_MAX_LAG,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    def process_exception(self, request, exception):
        """Makes a page anew, from the primary, where its replica was lost meanwhile."""
        replica = READ_FROM.get()
        if replica == PRIMARY or not isinstance(exception, DatabaseError | InterfaceError):
            return None
        self._leave_alone(replica)
        READ_FROM.set(PRIMARY)
        return self.get_response(request)

    def _choose(self) -> str:
        """One of the replicas that answer and are not behind, or the primary where there is none."""
        for replica in random.sample(settings.REPLICAS, len(settings.REPLICAS)):
            if self.alone_until.get(replica, 0) > time.monotonic():
                continue
            try:
                if is_close_behind(replica):
                    return replica
            except (DatabaseError, InterfaceError):
                pass
            self._leave_alone(replica)
        return PRIMARY

    def _leave_alone(self, replica: str) -> None:
        connections[replica].close()
        self.alone_until[replica] = time.monotonic() + LEFT_ALONE


def may_be_behind(request) -> bool:
    """Whether the answer may be some seconds old: a page that anybody may read, for somebody who changes nothing.

    Rows of an export are looked up while they are sent, when it is too late to turn to another database.
    """
    is_open = request.method in ("GET", "HEAD") and not request.path.startswith(("/admin/", "/healthz"))
    knows_us = settings.SESSION_COOKIE_NAME in request.COOKIES or WROTE in request.COOKIES
    return is_open and not knows_us and request.GET.get("format", "html") == "html"


def is_close_behind(replica: str) -> bool:
    """Whether the server follows its primary, and closely. Raises DatabaseError where it does not answer."""
    with connections[replica].cursor() as cursor:
        cursor.execute(HOW_FAR_BEHIND)
        follows, seconds = cursor.fetchone()
    return follows and seconds <= settings.REPLICA_MAX_LAG
