"""An answer of the API for people in a browser."""

import json

from django.template.loader import render_to_string
from rest_framework.renderers import BaseRenderer
from rest_framework.utils.encoders import JSONEncoder


class PageRenderer(BaseRenderer):
    """An answer of the API as one of our pages: the data as it is, with its addresses as links."""

    media_type = "text/html"
    format = "api"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        request, response = renderer_context["request"], renderer_context["response"]
        context = {
            "data": json.dumps(data, cls=JSONEncoder, ensure_ascii=False, indent=2),
            "status": response.status_code,
            "reason": response.reason_phrase,
            "address": request.get_full_path(),
            "as_json": self.address_of_json(request),
        }
        # Without the request: nothing of the page depends on who asks.
        return render_to_string("declarations/api_answer.html", context)

    @staticmethod
    def address_of_json(request) -> str:
        query = request.GET.copy()
        query["format"] = "json"
        return f"?{query.urlencode()}"
