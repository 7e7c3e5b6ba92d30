"""Links from row to row in the curators' room."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join


def change_address(row) -> str:
    """The address of the page where `row` is looked at and changed."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def change_link(row, words=None) -> str:
    """A link to the row's page, or a dash where there is no row."""
    return format_html('<a href="{}">{}</a>', change_address(row), words or row) if row else "-"


def list_link(model, words: str, **query) -> str:
    """A link to the list of `model`, searched or filtered by `query`."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return format_html('<a href="{}?{}">{}</a>', address, urlencode(query), words)


def add_link(model, words: str, **known) -> str:
    """A link to the form for a new row of `model`, with the `known` fields filled in."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    return format_html('<a class="addlink" href="{}?{}">{}</a>', address, urlencode(known), words)


def in_a_row(*links: str) -> str:
    """The links, side by side, without those that are empty."""
    return format_html_join(" · ", "{}", ((link,) for link in links if link))
