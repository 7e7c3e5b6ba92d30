"""Declarations, the documents they came in, and what they demand."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from .. import correcting, following, matching
from ..importing import remove_declaration
from ..importing.removing import obstacles, refusal
from ..models import Citation, Declaration, Demand, Edition, ReadingWarning, Signature, StatedFigure
from .decisions import Decides
from .fields import bodies_field
from .history import FormWithReason, reason_of
from .inlines import ReadOnlyInline
from .links import add_link, change_address, in_a_row, list_link
from .passages import in_paragraph


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
        correcting.settle_by_correction(form.instance, form.changed_data, by=request.user, reason=reason_of(form))
        if "tabled_on" in form.changed_data:
            following.refresh_cited(form.instance)

    def get_deleted_objects(self, objs, request):
        """What goes with a declaration, or the sentence that says why it stays; see `importing.removing`."""
        refusals = [refusal(row, found) for row in objs if (found := obstacles(row))]
        return [f"{row} with its documents, signatures and mentions" for row in objs], {}, set(), refusals

    def delete_model(self, request, obj):
        remove_declaration(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for declaration in queryset:
            remove_declaration(declaration, by=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:  # decided while the page was open
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return redirect(change_address(self.get_object(request, object_id)))

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
