"""Declarations, the documents they came in, what was doubtful in those, and what they demand."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from .. import following, matching
from ..models import Citation, Declaration, Demand, Edition, ReadingWarning, Signature, StatedFigure
from .decisions import Decides
from .fields import bodies_field
from .history import FormWithReason
from .inlines import ReadOnlyInline
from .links import add_link, change_link, in_a_row, list_link
from .passages import in_paragraph, nearby


def document_link(edition: Edition) -> str:
    """A link to the document as it was received."""
    address = reverse("edition", args=[edition.declaration.number, edition.sha256])
    return format_html('<a href="{}">{}</a>', address, edition.filename or edition.sha256)


class EditionsInline(ReadOnlyInline):
    model = Edition
    fields = ["language", "ordinal", "dated", "layout", "download"]
    related = ["declaration"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("text", "reading")

    @admin.display(description="document")
    def download(self, edition):
        return document_link(edition)


class SignaturesInline(ReadOnlyInline):
    model = Signature
    fields = ["position", "printed", "signatory", "country", "group"]
    related = ["signatory", "country", "group"]


class DemandsInline(ReadOnlyInline):
    model = Demand
    fields = ["summary", "kind", "addressee", "passage", "response"]
    related = ["edition"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("edition__reading")


@admin.register(Declaration)
class DeclarationAdmin(Decides):
    """Declarations come by importing a document; what was read wrong in one is put right here."""

    list_display = ["number", "doc_number", "tabled_on", "title", "signatures", "cases"]
    list_display_links = ["number", "title"]
    list_filter = ["kind"]
    date_hierarchy = "tabled_on"
    search_fields = ["=number", "=doc_number", "title"]
    search_help_text = "Number, document number, or words of the title"
    show_full_result_count = False
    fields = ["kind", "number", "doc_number", "tabled_on", "title", "see_also"]
    readonly_fields = ["see_also"]
    inlines = [DemandsInline, EditionsInline, SignaturesInline]

    def get_queryset(self, request):
        return super().get_queryset(request).with_counts(request.user)

    def has_add_permission(self, request):
        return False

    def revise(self, request, form):
        super().revise(request, form)
        if "tabled_on" in form.changed_data:
            following.refresh_cited(form.instance)

    @admin.display(ordering="signature_count")
    def signatures(self, declaration):
        return declaration.signature_count

    @admin.display(description="cited cases", ordering="case_count")
    def cases(self, declaration):
        return declaration.case_count

    @admin.display(description="See also")
    def see_also(self, declaration):
        edition = declaration.editions.only("pk").last()
        return in_a_row(
            list_link(Citation, "people named", q=declaration.number),
            list_link(ReadingWarning, "doubts", q=declaration.number),
            list_link(Signature, "undecided signatures", q=declaration.number, undecided="yes"),
            add_link(Citation, "cite a person", edition=edition.pk) if edition else "",
            add_link(Demand, "add a demand", edition=edition.pk) if edition else "",
            add_link(StatedFigure, "add a number it states", edition=edition.pk) if edition else "",
        )


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    """Documents as they were received. Nothing in them is ever changed."""

    list_display = ["declaration", "language", "ordinal", "dated", "layout", "received_at", "download"]
    list_filter = ["language", "layout"]
    date_hierarchy = "dated"
    search_fields = ["=declaration__number", "declaration__title", "filename", "=sha256"]
    search_help_text = "Number or words of the title of the declaration, name of the file, or checksum"
    show_full_result_count = False
    fields = [
        "declaration", "language", "ordinal", "dated", "layout", "download", "media_type", "sha256",
        "source_url", "received_at", "text",
    ]  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("declaration").defer("text", "reading")

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    @admin.display(description="document")
    def download(self, edition):
        return document_link(edition)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class IsResolved(admin.SimpleListFilter):
    title = "resolved"
    parameter_name = "resolved"

    def lookups(self, request, model_admin):
        return [("no", "No"), ("yes", "Yes")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(resolved_at__isnull=self.value() == "no")


@admin.register(ReadingWarning)
class ReadingWarningAdmin(Decides):
    """What the reader was unsure of. A curator looks, puts it right where it is wrong, and writes what was found."""

    list_display = ["message", "in_context", "code", "declaration", "is_resolved"]
    list_filter = [IsResolved, "code"]
    search_fields = ["message", "=edition__declaration__number", "resolution"]
    search_help_text = "Words of the warning or of what was found, or the number of the declaration"
    list_per_page = 50
    show_full_result_count = False
    fields = ["message", "code", "declaration", "shown_paragraph", "resolution", "resolved_by", "resolved_at"]
    readonly_fields = ["message", "code", "declaration", "shown_paragraph", "resolved_by", "resolved_at"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("edition__declaration", "resolved_by")
        return rows.defer("edition__reading")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def revise(self, request, form):
        warning = form.instance
        is_resolved = bool(warning.resolution)
        warning.resolved_by = request.user if is_resolved else None
        warning.resolved_at = timezone.now() if is_resolved else None
        super().revise(request, form)

    @admin.display(description="passage")
    def in_context(self, warning):
        return nearby(warning.edition.text, warning.start, warning.end)

    @admin.display(description="passage")
    def shown_paragraph(self, warning):
        return in_paragraph(warning.edition, warning.start, warning.end)

    @admin.display(ordering="edition__declaration")
    def declaration(self, warning):
        return change_link(warning.edition.declaration)

    @admin.display(description="resolved", boolean=True)
    def is_resolved(self, warning):
        return warning.resolved_at is not None


class NewPassageForm(FormWithReason):
    printed = forms.CharField(
        label="Passage",
        widget=admin.widgets.AdminTextareaWidget(attrs={"rows": 3}),
        help_text="The words that say it, copied from the edition's text",
    )


class StandsInAPassage(Decides):
    """What a declaration says in a passage, which is chosen once: by edition, and by its words as printed."""

    autocomplete_fields = ["edition"]
    readonly_fields = ["declaration", "shown_paragraph"]
    #: What is said of the passage.
    meaning: tuple[str, ...] = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("declaration")

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs.setdefault("form", self.form if obj else NewPassageForm)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request, obj=None):
        place = ["declaration", "shown_paragraph"] if obj else ["edition", "printed"]
        return [*place, *self.meaning]

    def record(self, request, form):
        row = form.instance
        row.declaration = row.edition.declaration
        row.start, row.end, _ = matching.place(row.edition, form.cleaned_data["printed"])
        return super().record(request, form)

    @admin.display(description="passage")
    def shown_paragraph(self, row):
        return in_paragraph(row.edition, row.start, row.end)


@admin.register(Demand)
class DemandAdmin(StandsInAPassage):
    meaning = ("kind", "addressee", "summary")
    list_display = ["summary", "declaration", "kind", "addressee", "response"]
    list_filter = ["kind", "response"]
    list_select_related = ["declaration"]
    search_fields = ["summary", "addressee", "=declaration__number", "declaration__title"]
    search_help_text = "Words of the demand, its addressee, number or title of the declaration"
    readonly_fields = ["declaration", "shown_paragraph", "response"]

    def get_fields(self, request, obj=None):
        return [*super().get_fields(request, obj), *(["response"] if obj else [])]


class StatedFigureForm(FormWithReason):
    bodies = bodies_field()


class NewStatedFigureForm(NewPassageForm):
    bodies = bodies_field()


@admin.register(StatedFigure)
class StatedFigureAdmin(StandsInAPassage):
    """Numbers of responses that a declaration claims; the pages show our own count beside them."""

    meaning = ("country", "bodies", "response", "number", "out_of")
    form = StatedFigureForm
    list_display = ["__str__", "country", "response", "number", "out_of"]
    list_filter = ["response", ("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country", "declaration"]
    search_fields = ["=declaration__number", "declaration__title", "country__name_en"]
    search_help_text = "Number or title of the declaration, or the state"
    autocomplete_fields = ["edition", "country"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = StatedFigureForm if obj else NewStatedFigureForm
        return super().get_form(request, obj, change=change, **kwargs)
