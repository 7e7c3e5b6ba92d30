"""A refusal is one sentence, in the form that was asked for."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import ngettext

from ..saying import number_text

HTML, JSON = "text/html", "application/json"


def refusal(request: HttpRequest, sentence: str, template: str, context: dict, status: int = 400) -> HttpResponse:
    """The template with the `sentence` as `refusal`, or `{"error": sentence}` where JSON is preferred to HTML."""
    if request.get_preferred_type([HTML, JSON]) == JSON:
        answer = JsonResponse({"error": sentence}, status=status)
    else:
        answer = render(request, template, {"refusal": sentence, **context}, status=status)
    patch_vary_headers(answer, ["Accept"])
    return answer


def no_such_page(pages: int) -> str:
    """The sentence for a page behind the last of so many."""
    sentence = ngettext(
        "There is no such page: this list has %(pages)s page.",
        "There is no such page: this list has %(pages)s pages.",
        pages,
    )
    return sentence % {"pages": number_text(pages)}
