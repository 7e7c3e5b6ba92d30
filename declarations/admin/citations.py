"""The desk where mentions become citations of a case, or do not."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html_join

from .. import deciding, matching
from ..deciding import waiting
from ..models import Case, Citation
from .decisions import Button, Decides
from .fields import allegations_field
from .history import FormWithReason, reason_of
from .names import FoundByNames
from .passages import in_paragraph, printed_in, printed_near


class CitationForm(FormWithReason):
    """A mention or citation. It is saved only as long as nobody has decided about it since the form was opened."""

    allegations = allegations_field()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        initial = {"seen": decided_so(instance), **(initial or {})}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def clean_seen(self):
        if self.cleaned_data["seen"] not in ("", decided_so(self.instance)):
            who = self.instance.decided_by or "Somebody"
            raise forms.ValidationError(
                f"{who} decided this meanwhile: it is {self.instance.get_state_display()}. Open the page anew."
            )
        return self.cleaned_data["seen"]


def decided_so(citation: Citation | None) -> str:
    """How and when a mention was decided, to tell whether that is still so."""
    if citation is None:
        return ""
    return f"{citation.state} {citation.decided_at.isoformat() if citation.decided_at else ''}".strip()


class NewCitationForm(FormWithReason):
    """A citation that the reader did not find: who is cited, where, by which words."""

    printed = forms.CharField(
        label="Words as printed",
        max_length=300,
        widget=admin.widgets.AdminTextInputWidget,
        help_text="Copied from the edition's text; where they stand is found by the program",
    )
    allegations = allegations_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["case"].required = True


def suggested_case(citation: Citation) -> Case:
    """The case that is chosen on the page, or was suggested. Raises matching.DecisionRefused where there is none."""
    if citation.case is None:
        raise matching.DecisionRefused(
            f"Choose the case that “{citation.printed}” is, or make a new one, then confirm."
        )
    return citation.case


@admin.register(Citation)
class CitationAdmin(FoundByNames, Decides):
    list_display = ["printed", "in_context", "state", "role", "claim", "case", "declaration"]
    list_filter = ["state", "role", "claim", ("case", admin.EmptyFieldListFilter)]
    list_select_related = ["case", "declaration"]
    list_per_page = 50
    ordering = ["-state", "-declaration__tabled_on", "-declaration__number", "start"]
    search_fields = ["printed", "=declaration__number"]
    about, printed = ["case"], "printed"
    search_help_text = "The name as printed, the case in any spelling, or the number of the declaration"
    show_full_result_count = False
    autocomplete_fields = ["case", "edition"]
    actions = ["confirm", "reject"]
    readonly_fields = [
        "declaration", "edition", "printed", "shown_passage", "shown_paragraph", "shown_reasons", "state",
        "decided_by", "decided_at",
    ]  # fmt: skip

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = CitationForm if obj else NewCitationForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else []

    def get_sections(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["edition", "printed", "case", "claim", "allegations"]})]
        document = ["declaration", "edition", "printed", "shown_passage", "shown_paragraph", "shown_reasons"]
        return [
            ("What the document says", {"fields": document}),
            ("What it means", {"fields": ["case", "role", "claim", "allegations"]}),
            ("Decision", {"fields": ["state", "decided_by", "decided_at", "seen"]}),
        ]

    def has_delete_permission(self, request, obj=None):
        return False

    def get_buttons(self, row):
        if row is None:
            return []
        name = row.printed
        return [
            Button("confirm", "Save and confirm", f"“{name}” is confirmed as a citation.", self.decide_confirm),
            Button("reject", "Save and reject", f"“{name}” is rejected.", self.decide_reject),
            Button("new-case", "New case from this mention", f"“{name}” has a case of its own.", self.decide_new_case),
        ]

    def decide_confirm(self, request, citation, reason):
        deciding.confirm_mentions([citation], suggested_case(citation), by=request.user, reason=reason, anew=True)

    def decide_reject(self, request, citation, reason):
        deciding.reject_mentions([citation], by=request.user, reason=reason, anew=True)

    def decide_new_case(self, request, citation, reason):
        asked = {"name": citation.printed, "country": waiting.state_meant(citation)}
        _, case = deciding.new_case_of([citation], by=request.user, reason=reason, anew=True, **asked)
        return case

    @admin.action(description="Confirm as citation of the suggested case", permissions=["change"])
    def confirm(self, request, queryset):
        said = {"by": request.user, "reason": request.POST.get("why", "")}
        self.decide_each(
            request, queryset, lambda row: deciding.confirm_mentions([row], suggested_case(row), **said), "confirmed"
        )

    @admin.action(description="Reject", permissions=["change"])
    def reject(self, request, queryset):
        said = {"by": request.user, "reason": request.POST.get("why", "")}
        self.decide_each(request, queryset, lambda row: deciding.reject_mentions([row], **said), "rejected")

    def record(self, request, form):
        asked = {name: form.cleaned_data[name] for name in ("edition", "printed", "case", "claim", "allegations")}
        return matching.cite(**asked, by=request.user, reason=reason_of(form))

    def revise(self, request, form):
        said = {name: form.cleaned_data[name] for name in ("case", "role", "claim", "allegations")}
        row = matching.amend(form.instance, **said, by=request.user, reason=reason_of(form))
        form.instance.__dict__.update(row.__dict__)

    @admin.display(description="passage")
    def in_context(self, citation):
        return printed_near(citation.passage, citation.printed)

    @admin.display(description="passage")
    def shown_passage(self, citation):
        return printed_in(citation.passage, citation.printed)

    @admin.display(description="paragraph")
    def shown_paragraph(self, citation):
        paragraph = in_paragraph(citation.edition, citation.start, citation.end)
        return "The passage is the whole of it." if paragraph == self.shown_passage(citation) else paragraph

    @admin.display(description="why it was found")
    def shown_reasons(self, citation):
        return format_html_join("", "<div>{}</div>", ((reason,) for reason in citation.reasons)) or "-"
