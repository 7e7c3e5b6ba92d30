"""How gunicorn serves the tracker; `manage.py serve` starts it with this."""

import os

wsgi_app = "tracker.wsgi:application"
# One request at a time in each process: the PDF reader is not made for threads.
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# A request that takes longer is ended, and its process replaced.
timeout = 60
# Told to stop, it takes no new requests and finishes those it has.
graceful_timeout = 30
# Now and then a process is replaced, so that what leaks does not grow.
max_requests = 5000
max_requests_jitter = 500
# Nothing but signals controls it.
control_socket_disable = True
# The tracker writes its own line for each request.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tracker.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False}},
}
