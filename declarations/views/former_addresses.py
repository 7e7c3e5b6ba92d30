"""Addresses that pages once had lead to the pages of today: who cites a page must find it for years."""

from django.http import Http404
from django.shortcuts import redirect

from ..models import FormerAddress


class HasFormerAddresses:
    """A page of one row under its slug. A slug that the row had before it was merged redirects there for good."""

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            row = row_formerly_at(kwargs["slug"], self.get_visible())
            if row is None:
                raise
        query = request.META["QUERY_STRING"]
        return redirect(row.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)


def row_formerly_at(slug: str, rows):
    """The one of `rows`, a QuerySet of what the visitor may see, whose page was once at `slug`; None for none."""
    former = FormerAddress.objects.filter(slug=slug).values(rows.model._meta.model_name)
    return rows.filter(pk__in=former).first()
