"""What was decided about who is who: by whom, why, what it changed; and undoing it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html_join
from django.views.decorators.http import require_POST

from .. import deciding
from ..models import Change, Decision
from ..roles import VIEW_RESTRICTED
from .decisions import sentences
from .inlines import ReadOnlyInline
from .links import change_address


class ChangesInline(ReadOnlyInline):
    model = Change
    fields = ["model", "label", "was", "became"]
    show_change_link = False
    verbose_name_plural = "what it changed"

    @admin.display
    def was(self, change):
        return told(change.before, "made by this decision")

    @admin.display
    def became(self, change):
        return told(change.after, "removed by this decision")


def told(values: dict | None, otherwise: str) -> str:
    """The values of columns, one a line; the empty ones are left out."""
    if values is None:
        return otherwise
    said = ((name.removesuffix("_id"), value) for name, value in values.items() if value not in ("", None, []))
    return format_html_join("", "<div>{}: {}</div>", said) or "-"


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    """Decisions are read here, and undone. Nothing in them is ever changed."""

    list_display = ["title", "kind", "by", "at", "reason", "is_undone"]
    list_filter = ["kind", ("by", admin.RelatedOnlyFieldListFilter), ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["by"]
    search_fields = ["title", "reason", "changes__label"]
    search_help_text = "A name that it was about, or words of the reason"
    date_hierarchy = "at"
    show_full_result_count = False
    fields = ["title", "kind", "by", "at", "reason", "undone_by", "undone_at", "undone_reason"]
    inlines = [ChangesInline]
    change_form_template = "admin/declarations/desk/decision.html"

    class Media:
        css = {"all": ["declarations/admin.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by", "undone_by")

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_view_permission(self, request, obj=None):
        """Titles name the cases of that day, restricted ones among them."""
        return request.user.has_perm(VIEW_RESTRICTED) and super().has_view_permission(request, obj)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="undone", boolean=True)
    def is_undone(self, decision):
        return decision.undone_at is not None

    def get_urls(self):
        undo = self.admin_site.admin_view(require_POST(self.undo))
        return [path("<int:key>/undo/", undo, name="declarations_decision_undo"), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_undo"] = obj and obj.undone_at is None and deciding.may_undo(request.user, obj)
        context["undo_first"] = deciding.undone_with(obj) if context["may_undo"] else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def undo(self, request, key):
        decision = get_object_or_404(Decision, pk=key)
        if not self.has_view_permission(request, decision) or not deciding.may_undo(request.user, decision):
            raise PermissionDenied
        try:
            stayed = deciding.undo(decision, by=request.user, reason=request.POST.get("why", ""))
        except (ValidationError, IntegrityError) as error:
            for sentence in sentences(error):
                self.message_user(request, sentence, messages.ERROR)
        else:
            self.message_user(request, f"Undone: {decision}.", messages.SUCCESS)
            for sentence in stayed:
                self.message_user(request, sentence, messages.WARNING)
        return redirect(change_address(decision))
