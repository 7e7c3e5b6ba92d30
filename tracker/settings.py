"""Settings, from the environment; unset, they are safe and local.

DATABASE_URL   sqlite:///PATH or postgres://USER:PASSWORD@HOST:PORT/NAME; unset, var/tracker.sqlite3
MEDIA_ROOT     where documents and copies of sources are kept; unset, var/media
REPLICA_URLS   replicas of a PostgreSQL DATABASE_URL that readers' pages are read from, joined by commas; unset, none
SECRET_KEY     unset, a random one is made once and kept in var/secret_key, readable by its owner alone
ALLOWED_HOSTS  names the site answers to, joined by commas; unset, this machine's own
DEBUG          unset, off

For a site that others reach (docs/running.md says how they belong together):

HTTPS            on where readers come by https: plain http is sent there, cookies and browsers keep to it; unset, off
TRUSTED_PROXIES  how many proxies of your own stand before the tracker and add to X-Forwarded-For; unset, 0
STATIC_ROOT      where static files are collected for serving; unset, they are served from where they lie
REPLICA_MAX_LAG  how many seconds a replica may be behind before it is left alone; unset, 10
CACHE_URL        a cache that all processes share, for counting requests; unset, each process counts for itself
RATE_LIMIT       how many searches and exports one address may ask for in a minute; unset, any number
MAX_UPLOAD_MB    how many megabytes may be sent at once; unset, 25
LOG_LEVEL        INFO for a line for each request; unset, WARNING

The command `serve` sets STATIC_ROOT, RATE_LIMIT (300) and LOG_LEVEL (INFO) where they are unset.
"""

import os
import tomllib
from datetime import timedelta
from pathlib import Path

import environ
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / "var"
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]

env = environ.Env()


def local_secret_key() -> str:
    """The key of this copy of the tracker, made on first use."""
    path = LOCAL_DIR / "secret_key"
    LOCAL_DIR.mkdir(exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key()
HTTPS = env.bool("HTTPS", default=False)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "declarations",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "simple_history",
    "axes",
]

MIDDLEWARE = [
    "tracker.middleware.numbered",
    "tracker.middleware.limited",
    "tracker.routers.Routed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tracker.middleware.in_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tracker.middleware.guarded",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{LOCAL_DIR / 'tracker.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers go on while one writer writes; a second writer waits for its turn instead of failing.
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Readers' pages are read from these while they answer and are not behind; tracker/routers.py says which pages.
REPLICA_URLS = env.list("REPLICA_URLS", default=[])
REPLICA_MAX_LAG = env.int("REPLICA_MAX_LAG", default=10)
REPLICAS = [f"replica{number}" for number in range(1, len(REPLICA_URLS) + 1)]
for alias, url in zip(REPLICAS, REPLICA_URLS, strict=True):
    DATABASES[alias] = {
        **env.db_url_config(url),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"MIRROR": "default"},
    }
    # One that does not answer costs a reader two seconds, once in a while.
    DATABASES[alias]["OPTIONS"] = {"connect_timeout": 2, **DATABASES[alias].get("OPTIONS", {})}
DATABASE_ROUTERS = ["tracker.routers.Replicas"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who guesses at a password waits a quarter of an hour after five wrong ones. Both the name and the address count, so
# that nobody can shut a curator out from elsewhere.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "tracker.middleware.client_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

# English or French: what an address asks for with ?lang=, the choice kept in a cookie, or the browser's wish.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
LANGUAGE_COOKIE_NAME = "lang"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HTTPS
TIME_ZONE = "UTC"
USE_TZ = True

# Curators sign in anew each working day.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked for by machines beside this one
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whether browsers shall know the whole domain as https only, before any visit, is for its owner to say.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

MAX_UPLOAD = env.int("MAX_UPLOAD_MB", default=25) << 20
RATE_LIMIT = env.int("RATE_LIMIT", default=0)
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

STATIC_URL = "static/"
# The guides are pages too, and their pictures stand in them.
STATICFILES_DIRS = [("docs", BASE_DIR / "docs" / "images")]
STATIC_ROOT = env.str("STATIC_ROOT", default="") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Collected, a file bears its checksum in its name: browsers keep it for ever.
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(LOCAL_DIR / "media"))()
FIXTURES_DIR = BASE_DIR / "fixtures"

# Mail, for send_due_digest: printed unless EMAIL_URL names a server, such as smtp+tls://USER:PASSWORD@HOST:587.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="tracker@localhost")
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://localhost:8000").rstrip("/")

REST_FRAMEWORK = {
    # Nobody signs in to the API, so it gives what everybody may see.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": [
        "rest_framework.renderers.JSONRenderer",
        "declarations.api.renderers.PageRenderer",
    ],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "declarations.api.refusals.StrictNegotiation",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "declarations.api.refusals.in_a_sentence",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Declaration Tracker",
    "DESCRIPTION": "What has happened since to the people whom members of parliament named in written declarations.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATION_PARAMETERS": False,
    # The key in an address is described as it is, once.
    "SCHEMA_COERCE_PATH_PK": False,
    "POSTPROCESSING_HOOKS": [],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tracker.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "tracker": {"level": env.str("LOG_LEVEL", default="WARNING")},
        # A page that is not found or refused is no fault of ours, and has its line already.
        "django.request": {"level": "ERROR"},
    },
}
