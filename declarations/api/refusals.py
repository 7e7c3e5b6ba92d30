"""Every refusal of the API is one sentence under the name `error`."""

from django.http import Http404
from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.views import exception_handler


class Refused(ValidationError):
    """A value that is wrong; the message says which, in a sentence."""


class StrictNegotiation(DefaultContentNegotiation):
    """Refuses a `format` that does not exist in a sentence; the framework's own says that the page is not found."""

    def filter_renderers(self, renderers, format):
        known = [renderer for renderer in renderers if renderer.format == format]
        if not known:
            names = ", ".join(renderer.format for renderer in renderers)
            raise Refused(f"This cannot be shown. format: “{format}” is none of {names}.")
        return known


def in_a_sentence(error, context):
    """The answer to an error, as `{"error": sentence}`; None for one that is ours, which is a fault of the program."""
    answer = exception_handler(error, context)
    if answer is None:
        return None
    if isinstance(error, Refused):
        answer.data = {"error": " ".join(error.detail)}
    elif isinstance(error, Http404):
        answer.data = {"error": "There is no such row or page."}
    else:
        answer.data = {"error": str(error.detail)}
    return answer
