"""The desk where doubts about documents are settled: each next to its passage, with the fact that it asks for."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from .. import correcting
from ..models import Country, PoliticalGroup, ReadingWarning, Signatory, Signature
from .decisions import Button, Decides
from .history import FormWithReason, reason_of
from .links import change_link
from .passages import in_paragraph, nearby

#: The facts of a signature that the desk lets a curator choose.
FACTS = ("country", "group", "signatory")


class IsResolved(admin.SimpleListFilter):
    """What waits is shown unless something else is asked for."""

    title = "resolved"
    parameter_name = "resolved"

    def lookups(self, request, model_admin):
        return [("yes", "Yes"), ("all", "All")]

    def choices(self, changelist):
        choices = list(super().choices(changelist))
        choices[0]["display"] = "No"
        return choices

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(resolved_at__isnull=self.value() != "yes")


class OfDeclaration(admin.SimpleListFilter):
    """A box for the number: there are hundreds of declarations."""

    title = "declaration"
    parameter_name = "declaration"
    template = "admin/declarations/number_filter.html"

    def lookups(self, request, model_admin):
        return [("", "")]

    def choices(self, changelist):
        kept = [(name, value) for name, value in changelist.params.items() if name != self.parameter_name]
        return [{"name": self.parameter_name, "value": self.value() or "", "kept": kept}]

    def queryset(self, request, queryset):
        number = (self.value() or "").strip()
        if not number:
            return queryset
        if not number.isdecimal() or len(number) > 9:
            return queryset.none()
        return queryset.filter(edition__declaration__number=number)


class DoubtForm(FormWithReason):
    """Choices for the one fact that the doubt asks for, as it stands, and words for everything else."""

    country = forms.ModelChoiceField(Country.objects.all(), required=False)
    group = forms.ModelChoiceField(PoliticalGroup.objects.all(), required=False)
    signatory = forms.ModelChoiceField(
        Signatory.objects.all(),
        required=False,
        widget=admin.widgets.AutocompleteSelect(Signature._meta.get_field("signatory"), admin.site),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        signature = self.instance.signature
        for name in FACTS:
            self.fields[name].initial = getattr(signature, f"{name}_id") if signature else None


@admin.register(ReadingWarning)
class ReadingWarningAdmin(Decides):
    """What was unclear in a document. A curator looks, puts it right where it is wrong, and writes what was found."""

    form = DoubtForm
    list_display = ["message", "in_context", "code", "declaration", "country", "is_resolved"]
    list_filter = [IsResolved, OfDeclaration, "code", ("signature__country", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["message", "=edition__declaration__number", "resolution"]
    search_help_text = "Words of the warning or of what was found, or the number of the declaration"
    list_per_page = 50
    show_full_result_count = False
    readonly_fields = ["message", "code", "declaration", "fact", "shown_paragraph", "resolved_by", "resolved_at"]

    def get_queryset(self, request):
        related = ["edition__declaration", "signature__country", "signature__signatory", "resolved_by"]
        return super().get_queryset(request).select_related(*related).defer("edition__reading")

    def get_sections(self, request, obj=None):
        asked = correcting.asked_of(obj) if obj else None
        return [
            ("What is doubtful", {"fields": ["message", "code", "declaration", "fact", "shown_paragraph"]}),
            ("What was found", {"fields": [*([asked] if asked else []), "resolution", "resolved_by", "resolved_at"]}),
        ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_buttons(self, row):
        return [Button("next", "Save and go to the next", "Saved.", self.next_one)] if row else []

    def next_one(self, request, warning, reason):
        """The next doubt that waits, in the order of the documents; from the last on, the first again."""
        waiting = ReadingWarning.objects.unresolved().exclude(pk=warning.pk)
        return waiting.filter(edition__gte=warning.edition_id, pk__gt=warning.pk).first() or waiting.first()

    def revise(self, request, form):
        warning, said = form.instance, form.cleaned_data
        asked = correcting.asked_of(warning)
        by = {"by": request.user, "reason": reason_of(form)}
        if asked and asked in form.changed_data:
            reason = said["resolution"] or by["reason"]
            correcting.correct_signature(warning.signature, by=request.user, reason=reason, **{asked: said[asked]})
            warning.refresh_from_db()
        elif said["resolution"]:
            correcting.settle(warning, resolution=said["resolution"], **by)
        elif "resolution" in form.changed_data:
            correcting.reopen(warning, **by)
        else:
            raise ValidationError("Correct what is asked for, or write what was found.")

    @admin.display(description="passage")
    def in_context(self, warning):
        return nearby(warning.edition.text, warning.start, warning.end)

    @admin.display(description="passage")
    def shown_paragraph(self, warning):
        return in_paragraph(warning.edition, warning.start, warning.end)

    @admin.display(ordering="edition__declaration")
    def declaration(self, warning):
        return change_link(warning.edition.declaration)

    @admin.display(description="where it is put right")
    def fact(self, warning):
        if warning.signature:
            return format_html("the signature {}", change_link(warning.signature))
        if warning.code in set().union(*correcting.SETTLED_BY_FIELD.values()):
            return format_html("the declaration {}", change_link(warning.edition.declaration))
        return format_html("in nothing but the words below; the document is {}", change_link(warning.edition))

    @admin.display(ordering="signature__country")
    def country(self, warning):
        return warning.signature and warning.signature.country

    @admin.display(description="resolved", boolean=True)
    def is_resolved(self, warning):
        return warning.resolved_at is not None
