"""Where facts come from, with the copies that are kept."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.html import format_html

from .. import following
from ..models import FollowUpSource, Source
from ..roles import PUBLISH
from .decisions import Button, Decides
from .facts import NewFacts, NewFactsInline
from .inlines import ReadOnlyInline


class CarriedInline(ReadOnlyInline):
    model = FollowUpSource
    fields = ["follow_up", "place", "state"]
    related = ["follow_up__case", "follow_up__demand__declaration", "follow_up__communication"]
    verbose_name_plural = "follow-ups that rest on it"

    @admin.display
    def state(self, link):
        return link.follow_up.get_state_display()


@admin.register(Source)
class SourceAdmin(Decides):
    list_display = ["title", "publisher", "published_on", "seen_on", "address", "kept_copy"]
    list_display_links = ["title", "publisher"]
    list_filter = [("copy", admin.EmptyFieldListFilter)]
    date_hierarchy = "published_on"
    search_fields = ["title", "publisher", "address", "note"]
    search_help_text = "Title, publisher, address or note"
    show_full_result_count = False
    fields = ["address", "title", "publisher", "published_on", "seen_on", "copy", "kept_copy", "note"]
    readonly_fields = ["kept_copy"]
    inlines = [NewFactsInline, CarriedInline]

    def get_buttons(self, row):
        yield Button("publish", "Save and publish the new facts", "They are published.", self.decide_publish, PUBLISH)

    def decide_publish(self, request, source, reason):
        if not request.new_facts:
            raise following.FollowUpRefused("Fill in at least one new fact, or save without publishing.")
        for link in request.new_facts:
            following.publish(link.follow_up, by=request.user, reason=reason)
        return source

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if isinstance(formset, NewFacts):
            request.new_facts = formset.new_objects

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "copy":
            kwargs["widget"] = forms.FileInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_urls(self):
        copy = path("<int:pk>/copy/", self.admin_site.admin_view(self.copy_view), name="declarations_source_copy")
        return [copy, *super().get_urls()]

    def copy_view(self, request, pk: int) -> FileResponse:
        """The kept copy, to be saved and never to be shown by a browser: it comes from elsewhere."""
        source = self.get_object(request, str(pk))
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        try:
            return FileResponse(source.copy.open("rb"), as_attachment=True)
        except (AttributeError, FileNotFoundError, ValueError):
            raise Http404("No copy is kept here.") from None

    @admin.display(description="kept copy")
    def kept_copy(self, source):
        if not source.copy:
            return "-"
        address = reverse("admin:declarations_source_copy", args=[source.pk])
        return format_html('<a href="{}">{}</a>', address, source.copy.name)
