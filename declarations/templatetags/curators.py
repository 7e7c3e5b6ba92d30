"""What the curators' room says on its first page."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from ..following.due import waiting_work

register = template.Library()


@register.inclusion_tag("admin/declarations/waiting.html", takes_context=True)
def waiting(context) -> dict:
    """What waits for the user, each number a link to the list of it."""
    rows = []
    for work in waiting_work(context["request"].user):
        address = reverse(f"admin:declarations_{work.model._meta.model_name}_changelist")
        rows.append((f"{address}?{urlencode(work.filters)}", work.number, work.label))
    return {"rows": rows}
