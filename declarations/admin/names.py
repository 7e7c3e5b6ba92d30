"""Searching for people as the public pages do: accents, alphabets and the order of names do not matter."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode


class FoundByName(admin.ModelAdmin):
    """Asks the rows themselves who is named like the words searched for. Two of them can be compared and merged."""

    def get_search_results(self, request, queryset, search_term):
        return (queryset.named_like(search_term), False) if search_term.strip() else (queryset, False)

    @admin.action(description="Compare two, and merge them", permissions=["change"])
    def compare(self, request, queryset):
        """Takes two chosen rows to the desk."""
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            self.message_user(request, "Choose two to compare.", messages.ERROR)
            return None
        item = "-".join(map(str, [self.opts.model_name, *keys]))
        return redirect(f"{reverse('desk')}?{urlencode({'item': item})}")
