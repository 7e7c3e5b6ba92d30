"""The log: one JSON object a line on standard error, each with the number of the request that it is about.

Everything that comes from outside stands in a JSON string in ASCII, so it cannot begin a line of its own or change how
a terminal shows one. Neither addresses of readers nor what they searched for are written: who looks for whom is
nobody's business.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

REQUEST_NUMBER = ContextVar("request_number", default=None)

requests = logging.getLogger("tracker.requests")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": REQUEST_NUMBER.get(),
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def log_request(request, response, seconds: float) -> None:
    """One line about a request that was answered: what was asked for, without the query, and how that went."""
    facts = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "milliseconds": round(seconds * 1000),
        "user": getattr(request, "signed_in", None),
    }
    requests.info("answered", extra={"facts": facts})
