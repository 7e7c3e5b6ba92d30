"""What is done for every request, whatever page it is for.

numbered       a number for each request, one line about it in the log
limited        how much may be sent, and how often may be asked for what is dear to answer
in_language    the language of the pages, English or French
guarded        headers that tell a browser what a page may do, and what may be kept of it
"""

import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from .logs import REQUEST_NUMBER, log_request

#: Our pages run no script and take no style but from files of their own. Forms go nowhere else, and no other site may
#: show a page inside its own.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def client_address(request: HttpRequest) -> str:
    """The address of who asks. Each proxy that we trust adds the address that it saw at the end of the header, so what
    stands before those was written by the client and is not believed.
    """
    addresses = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.TRUSTED_PROXIES and len(addresses) >= settings.TRUSTED_PROXIES:
        return addresses[-settings.TRUSTED_PROXIES].strip()
    return request.META.get("REMOTE_ADDR", "")


def numbered(get_response: Callable) -> Callable:
    """Gives each request a number, which the answer and every line of the log bear."""

    def middleware(request):
        request.number = uuid.uuid4().hex
        token = REQUEST_NUMBER.set(request.number)
        began = time.perf_counter()
        try:
            response = get_response(request)
            log_request(request, response, time.perf_counter() - began)
        finally:
            REQUEST_NUMBER.reset(token)
        response["X-Request-ID"] = request.number
        return response

    return middleware


def limited(get_response: Callable) -> Callable:
    """Refuses what is too big to be read (413), and who asks too often for what is dear to answer (429)."""

    def middleware(request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.MAX_UPLOAD:
            size = settings.MAX_UPLOAD >> 20
            return _refusal(request, 413, f"This is too big: at most {size} megabytes can be sent at once.")
        if settings.RATE_LIMIT and is_dear(request) and _is_too_often(request):
            sentence = f"You asked too often: {settings.RATE_LIMIT} searches and exports a minute are answered. Wait."
            return _refusal(request, 429, sentence, {"Retry-After": "60"})
        return get_response(request)

    return middleware


def is_dear(request: HttpRequest) -> bool:
    """Whether the answer costs more than a page: a search, an export, the programming interface."""
    is_search = request.path.startswith(("/search", "/api/")) or "q" in request.GET
    return is_search or request.GET.get("format", "html") != "html"


def _is_too_often(request: HttpRequest) -> bool:
    key = f"dear:{client_address(request)}:{int(time.time() // 60)}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > settings.RATE_LIMIT
    except ValueError:  # the cache forgot it in this very moment
        return False


def _refusal(request: HttpRequest, status: int, sentence: str, headers=None) -> HttpResponse:
    if request.path.startswith("/api/") or request.GET.get("format") == "json":
        return JsonResponse({"error": sentence}, status=status, headers=headers)
    return HttpResponse(f"{sentence}\n", status=status, headers=headers, content_type="text/plain; charset=utf-8")


def in_language(get_response: Callable) -> Callable:
    """Answers in the language that the address asks for with ?lang=, which is then kept, or else in the one that was
    kept, or that the browser wishes. Addresses are the same in every language, and so is data: it is in English.
    """

    def middleware(request):
        if is_in_english(request):
            with translation.override(settings.LANGUAGE_CODE):
                return get_response(request)
        asked = request.GET.get("lang", "")
        is_asked = asked in dict(settings.LANGUAGES)
        language = asked if is_asked else translation.get_language_from_request(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        if is_asked:
            keep_language(response, language)
        return response

    return middleware


def is_in_english(request: HttpRequest) -> bool:
    """Whether what is asked for has one language only: data, the programming interface, the curators' room."""
    return request.path.startswith(("/api/", "/admin/")) or request.GET.get("format", "html") not in ("html", "")


def keep_language(response: HttpResponse, language: str) -> None:
    """Keeps the language that was chosen; the cookie says nothing else."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


def guarded(get_response: Callable) -> Callable:
    """Tells the browser what the page may do. What somebody who is signed in sees is kept by nobody."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if request.user.is_authenticated:
            request.signed_in = request.user.pk
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware
