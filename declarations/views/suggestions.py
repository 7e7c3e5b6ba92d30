"""/search/suggest/: names of cases, signatories and declarations for what somebody is typing in the search box."""

from django import forms
from django.http import JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.generic import View

from .. import search
from ..filters.fields import LONGEST_WORDS
from ..models import SearchEntry
from .search import hits_of

#: How many names are suggested.
MOST = 10


class Typed(forms.Form):
    q = forms.CharField(max_length=LONGEST_WORDS, required=False)


class Suggestions(View):
    """`?q=` -> `{"suggestions": [{"name", "kind", "address"}, …]}`, the likeliest first; a wrong value is a 400."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        typed = Typed(request.GET)
        if not typed.is_valid():
            return JsonResponse(
                {"error": " ".join([gettext("Nothing can be suggested."), "q:", typed.errors["q"][0]])}, status=400
            )
        found = search.suggest(SearchEntry.objects.visible_to(request.user), typed.cleaned_data["q"], MOST)
        suggestions = [
            {"name": hit.heading, "kind": hit.kind_label, "address": hit.get_absolute_url()} for hit in hits_of(found)
        ]
        answer = JsonResponse({"suggestions": suggestions})
        patch_cache_control(answer, private=True)
        return answer
