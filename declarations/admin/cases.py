"""The people followed: who they are, how they are spelled, where they are cited, how they stand."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.forms import ModelForm
from django.utils.html import format_html

from .. import following, matching
from ..models import Case, CaseCategory, CaseSpelling, Citation, FollowUp
from ..models.identifiers import IDENTIFIERS
from ..models.vocabulary import Precision
from ..partial_dates import text_of
from ..roles import PUBLISH
from .decisions import Button, Decides
from .history import FormWithReason, reason_of
from .inlines import AddOnlyInline, ReadOnlyInline
from .links import change_link
from .names import FoundByName
from .passages import printed_near

MAY_DRAFT = "declarations.add_followup"


class CaseForm(FormWithReason):
    """A case that is followed. Where somebody looked is filled in as it was last time."""

    looked_in = forms.CharField(
        label="Where you looked",
        required=False,
        max_length=380,
        widget=admin.widgets.AdminTextInputWidget,
        help_text="For “Looked there, nothing new”: it stands as the source of that follow-up of today",
    )

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        initial = {"looked_in": following.usual_places(instance), **(initial or {})}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class CaseSpellingForm(ModelForm):
    def save(self, commit=True):
        row, said = self.instance, self.cleaned_data
        reason = row._change_reason or ""
        return matching.record_spelling(row.case, said["spelling"], note=said["note"], reason=reason)


class CaseSpellingsInline(AddOnlyInline):
    model = CaseSpelling
    form = CaseSpellingForm
    fields = ["spelling", "note"]
    verbose_name = "spelling"
    verbose_name_plural = "spellings: mentions written so are linked to this case"


class CategoriesInline(admin.TabularInline):
    model = CaseCategory
    extra = 0
    verbose_name = "category"
    verbose_name_plural = "categories"


class CitationsInline(ReadOnlyInline):
    model = Citation
    fields = ["declaration", "printed", "in_context", "claim", "state"]
    related = ["declaration"]

    @admin.display(description="passage")
    def in_context(self, citation):
        return printed_near(citation.passage, citation.printed)


class FollowUpsInline(ReadOnlyInline):
    model = FollowUp
    fields = ["date", "kind", "situation", "note", "source_count", "state"]

    @admin.display
    def date(self, follow_up):
        return text_of(follow_up.occurred_on, follow_up.precision)


class IsDue(admin.SimpleListFilter):
    title = "due"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("yes", "Somebody should look"), ("no", "Looked at lately")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.as_of().with_due().filter(is_due=self.value() == "yes")


@admin.register(Case)
class CaseAdmin(FoundByName, Decides):
    list_display = [
        "name", "country", "situation", "since", "latest", "cited", "sources", "assigned_to", "review_by",
    ]  # fmt: skip
    list_filter = [
        IsDue, "situation", "outcome", "assigned_to", "visibility", "kind", "categories__category",
        ("country", admin.RelatedOnlyFieldListFilter),
    ]  # fmt: skip
    list_select_related = ["country", "assigned_to"]
    date_hierarchy = "first_cited_on"
    search_fields = ["name", "spellings__spelling"]
    search_help_text = "A name, in any spelling that is recorded"
    show_full_result_count = False
    autocomplete_fields = ["country"]
    actions = ["compare"]
    readonly_fields = [
        "slug", "stands", "outcome", "response", "first_cited_on", "citation_count", "last_follow_up", "source_count",
    ]  # fmt: skip
    inlines = [CaseSpellingsInline, CategoriesInline, FollowUpsInline, CitationsInline]

    def get_sections(self, request, obj=None):
        who = (None, {"fields": ["name", "kind", "country", "summary", IDENTIFIERS]})
        work = ("Work", {"fields": ["visibility", "assigned_to", "review_by", *(["slug"] if obj else [])]})
        stands = [name for name in self.readonly_fields if name != "slug"]
        if obj is None:
            return [who, work]
        looked = [("Looked again", {"fields": ["looked_in"]})] if self.may_save(request, obj) else []
        return [who, ("How it stands, by what is published", {"fields": stands}), *looked, work]

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = CaseForm if obj and self.may_save(request, obj) else FormWithReason
        return super().get_form(request, obj, change=change, **kwargs)

    def get_buttons(self, row):
        if row is not None:
            yield Button("checked", "Looked there, nothing new", "It is recorded.", self.decide_checked, MAY_DRAFT)

    def decide_checked(self, request, case, reason):
        following.record_check(
            case,
            by=request.user,
            searched=request.POST.get("looked_in", ""),
            is_public=request.user.has_perm(PUBLISH),
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "assigned_to":
            kwargs["queryset"] = get_user_model().objects.filter(is_staff=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def record(self, request, form):
        asked = {name: value for name, value in form.cleaned_data.items() if name != "why"}
        return matching.record_case(**asked, by=request.user, reason=reason_of(form))

    def revise(self, request, form):
        super().revise(request, form)
        if "name" in form.changed_data:
            matching.record_spelling(form.instance, form.instance.name)

    @admin.display(ordering="situation_since")
    def since(self, case):
        return text_of(case.situation_since, case.situation_precision)

    @admin.display(description="last follow-up", ordering="last_follow_up_on")
    def latest(self, case):
        return text_of(case.last_follow_up_on, Precision.DAY)

    @admin.display(ordering="citation_count")
    def cited(self, case):
        return case.citation_count

    @admin.display(ordering="source_count")
    def sources(self, case):
        return case.source_count

    @admin.display(description="situation")
    def stands(self, case):
        """The situation, since when, and the row that it comes from."""
        since = text_of(case.situation_since, case.situation_precision)
        if case.situation_follow_up:
            where_from = change_link(case.situation_follow_up, "by this follow-up")
        elif case.situation_citation:
            declaration = case.situation_citation.declaration
            where_from = change_link(case.situation_citation, f"as claimed by {declaration}")
        else:
            where_from = "nothing is known"
        return format_html("{}{}, {}", case.get_situation_display(), f" since {since}" if since else "", where_from)
