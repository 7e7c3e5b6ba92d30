"""Searching for people as the public pages do: accents, alphabets and the order of names do not matter."""

from django.contrib import admin


class FoundByName(admin.ModelAdmin):
    """Asks the rows themselves who is named like the words searched for."""

    def get_search_results(self, request, queryset, search_term):
        return (queryset.named_like(search_term), False) if search_term.strip() else (queryset, False)
