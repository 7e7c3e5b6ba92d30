"""Why a change was made, and who made it when."""

from itertools import pairwise

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.forms.models import _get_foreign_key
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from simple_history.admin import SimpleHistoryAdmin

from .inlines import ReadOnlyInline
from .visibility import ShowsVisiblePage

#: Columns that follow from others, and tell nobody anything.
UNTOLD = {"key", "known_on", "source_count"}


class FormWithReason(forms.ModelForm):
    """Asks why. `refusal` is what a rule said when the form was saved; it is shown as the form's error."""

    why = forms.CharField(
        required=False,
        widget=admin.widgets.AdminTextInputWidget,
        help_text="The reason for this change, kept in the history beside your name",
    )
    refusal = None

    def clean(self):
        if self.refusal:
            raise self.refusal
        return super().clean()


def reason_of(form) -> str:
    return form.cleaned_data.get("why", "")


class KeepsHistory(ShowsVisiblePage, SimpleHistoryAdmin):
    """Keeps the reason with every change, those of the inlines too, and shows it in the history.

    Old versions are there to be read. Nothing is brought back by a click, since that would get round the rules.
    """

    form = FormWithReason
    object_history_template = "admin/declarations/history.html"
    version_template = "admin/declarations/version.html"

    class Media:
        css = {"all": ["declarations/admin.css"]}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def get_sections(self, request, obj=None):
        """The fieldsets of the page without the reason, which `get_fieldsets` adds."""
        return super().get_fieldsets(request, obj)

    def get_fieldsets(self, request, obj=None):
        reason = [("Reason", {"fields": ["why"]})] if self.may_save(request, obj) else []
        return [*self.get_sections(request, obj), *reason]

    def get_fields(self, request, obj=None):
        return [field for field in super().get_fields(request, obj) if field != "why"]

    def may_save(self, request, obj=None) -> bool:
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def save_model(self, request, obj, form, change):
        obj._change_reason = reason_of(form) or None
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            row.instance._change_reason = reason_of(form) or None
        super().save_formset(request, form, formset, change)

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        for record, older in pairwise(historical_records):
            many = [field.name for field in record._history_m2m_fields]
            delta = record.diff_against(older, included_fields=many, foreign_keys_are_objs=True)
            of_many = self.get_historical_record_context_helper(request, record).context_for_delta_changes(delta)
            record.history_delta_changes = [*changes_between(record, older), *of_many]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def revert_disabled(self, request, obj=None):
        return True

    def history_view(self, request, object_id, extra_context=None):
        records = self._history_of_inlines(request, unquote(object_id))
        return super().history_view(request, object_id, {"records_of_inlines": records, **(extra_context or {})})

    def _history_of_inlines(self, request, object_id) -> list:
        """What was added, changed and removed in the inlines of a row, newest first."""
        records = []
        for inline in self.get_inline_instances(request):
            if hasattr(inline.model, "history") and not isinstance(inline, ReadOnlyInline):
                owner = _get_foreign_key(self.model, inline.model).attname
                of_row = inline.model.history.filter(**{owner: object_id})
                records += of_row.select_related("history_user")._select_related_history_tracked_objs()
        return sorted(records, key=lambda record: record.history_date, reverse=True)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        key = self.opts.pk.attname
        record = get_object_or_404(self.model.history, **{key: unquote(object_id), "history_id": version_id})
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"{record.history_object}, as it was",
            "opts": self.opts,
            "record": record,
            "values": [(field.verbose_name, shown(record, field)) for field in record.tracked_fields],
            **(extra_context or {}),
        }
        return self.render_history_view(request, self.version_template, context)


def changes_between(record, older) -> list[dict]:
    """What differs between two versions, column by column, those included that only the program writes."""
    return [
        {"field": field.verbose_name, "old": shown(older, field), "new": shown(record, field)}
        for field in record.tracked_fields
        if field.name not in UNTOLD and getattr(record, field.attname) != getattr(older, field.attname)
    ]


def shown(record, field):
    """The value of a column of a version, as people read it."""
    value = getattr(record, field.attname)
    if field.is_relation and value is not None:
        try:
            return getattr(record, field.name)
        except ObjectDoesNotExist:
            return f"{value} (deleted)"
    if isinstance(value, list):
        return ", ".join(value)
    return dict(field.flatchoices).get(value, value) if field.flatchoices else value
