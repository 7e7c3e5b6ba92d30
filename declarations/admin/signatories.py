"""Members of the Assembly, and whose signature each line is."""

from django.contrib import admin
from django.forms import ModelForm

from .. import correcting, matching
from ..models import Signatory, SignatorySpelling, Signature
from ..models.identifiers import IDENTIFIERS
from .decisions import Decides
from .history import reason_of
from .inlines import AddOnlyInline, ReadOnlyInline
from .names import FoundByName, FoundByNames
from .passages import in_paragraph


class SignatorySpellingForm(ModelForm):
    def save(self, commit=True):
        row, said = self.instance, self.cleaned_data
        reason = row._change_reason or ""
        return matching.record_signatory_spelling(row.signatory, said["spelling"], note=said["note"], reason=reason)


class SignatorySpellingsInline(AddOnlyInline):
    model = SignatorySpelling
    form = SignatorySpellingForm
    fields = ["spelling", "note", "seen_in"]
    readonly_fields = ["seen_in"]
    verbose_name = "spelling"
    verbose_name_plural = "spellings: lines of this state written so are linked to this signatory"

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("seen_in__declaration")
        return rows.defer("seen_in__text", "seen_in__reading")


class SignedInline(ReadOnlyInline):
    model = Signature
    fields = ["declaration", "printed", "country", "group", "position"]
    related = ["declaration", "country", "group"]


@admin.register(Signatory)
class SignatoryAdmin(FoundByName, Decides):
    list_display = ["__str__", "family_name", "given_name", "country", "signatures", "last_signed_on"]
    list_filter = [("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    search_fields = ["family_name", "given_name", "spellings__spelling"]
    search_help_text = "A name, in any spelling that is recorded"
    show_full_result_count = False
    autocomplete_fields = ["country"]
    actions = ["compare"]
    fields = ["family_name", "given_name", "country", IDENTIFIERS, "slug"]
    readonly_fields = ["slug"]
    inlines = [SignatorySpellingsInline, SignedInline]

    def get_queryset(self, request):
        return super().get_queryset(request).with_counts()

    def record(self, request, form):
        asked = {name: form.cleaned_data[name] for name in ("family_name", "given_name", "country", *IDENTIFIERS)}
        return matching.record_signatory(**asked, by=request.user, reason=reason_of(form))

    def revise(self, request, form):
        super().revise(request, form)
        if {"family_name", "given_name"} & set(form.changed_data):
            matching.record_signatory_spelling(form.instance, form.instance.name)

    @admin.display(ordering="signature_count")
    def signatures(self, signatory):
        return signatory.signature_count

    @admin.display(ordering="last_signed_on")
    def last_signed_on(self, signatory):
        return signatory.last_signed_on


class IsUndecided(admin.SimpleListFilter):
    title = "undecided"
    parameter_name = "undecided"

    def lookups(self, request, model_admin):
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(signatory__isnull=self.value() == "yes")


@admin.register(Signature)
class SignatureAdmin(FoundByNames, Decides):
    """Signatures as documents print them. A curator says whose they are where that is open, and nothing is removed:
    no signature may be withdrawn.
    """

    list_display = ["printed", "signatory", "country", "group", "declaration", "position"]
    list_filter = [IsUndecided, "group", ("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["signatory", "country", "group", "declaration"]
    search_fields = ["printed", "=declaration__number"]
    about, printed = ["signatory"], "printed"
    search_help_text = "The line as printed, the signatory in any spelling, or the number of the declaration"
    show_full_result_count = False
    autocomplete_fields = ["signatory", "country", "group"]
    fields = ["declaration", "position", "printed", "shown_paragraph", "signatory", "country", "group"]
    readonly_fields = ["declaration", "position", "printed", "shown_paragraph"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def revise(self, request, form):
        facts = {name: form.cleaned_data[name] for name in form.changed_data if name != "why"}
        row = correcting.correct_signature(form.instance, by=request.user, reason=reason_of(form), **facts)
        form.instance.__dict__.update(row.__dict__)

    @admin.display(description="in the document")
    def shown_paragraph(self, signature):
        return in_paragraph(signature.first_edition, signature.start, signature.end)
