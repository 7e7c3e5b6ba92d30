"""Searching for people as the public pages do: accents, alphabets and the order of names do not matter."""

from django.contrib import admin, messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from ..models.spellings import spelled_like


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


class FoundByNames(admin.ModelAdmin):
    """Finds rows by `search_fields`, and by the people they are about in any spelling or alphabet.

    `about` names the relations to cases or signatories; `printed` the column of a name whose key the row keeps.
    """

    about = ()
    printed = ""

    def get_search_results(self, request, queryset, search_term):
        found, _ = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return found, False
        wanted = Q(pk__in=found.order_by().values("pk"))
        for name in self.about:
            people = self.model._meta.get_field(name).related_model.objects.named_like(search_term)
            wanted |= Q(pk__in=self.model.objects.filter(**{f"{name}__in": people.values("pk")}).values("pk"))
        if self.printed:
            wanted |= spelled_like(search_term, self.printed)
        return queryset.filter(wanted), False
