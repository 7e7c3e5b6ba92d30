"""Acts of other bodies about a case, and what they asked for."""

from django.contrib import admin

from ..models import Communication, CommunicationRequest, FollowUp
from ..models.vocabulary import Precision
from ..partial_dates import text_of
from .decisions import Decides
from .fields import PartialDateField
from .history import FormWithReason
from .inlines import ReadOnlyInline
from .names import FoundByNames


class CommunicationForm(FormWithReason):
    issued = PartialDateField(required=False, label="Issued on")

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        if instance:
            initial = {"issued": text_of(instance.issued_on, instance.precision), **(initial or {})}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def clean(self):
        cleaned = super().clean()
        self.instance.issued_on, self.instance.precision = cleaned.get("issued") or (None, Precision.DAY)
        return cleaned


class RequestsInline(admin.TabularInline):
    model = CommunicationRequest
    extra = 0
    verbose_name_plural = "what it asks for"


class AnswersInline(ReadOnlyInline):
    model = FollowUp
    fields = ["date", "kind", "response", "note", "source_count", "state"]
    verbose_name_plural = "follow-ups"

    @admin.display
    def date(self, follow_up):
        return text_of(follow_up.occurred_on, follow_up.precision)


@admin.register(Communication)
class CommunicationAdmin(FoundByNames, Decides):
    form = CommunicationForm
    list_display = ["title", "body", "kind", "reference", "issued", "due_on", "country", "response"]
    list_filter = ["body", "kind", "response", "visibility", ("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    date_hierarchy = "issued_on"
    search_fields = ["title", "reference", "note"]
    about = ["cases"]
    search_help_text = "Title, reference, or the name of a case in any spelling"
    show_full_result_count = False
    autocomplete_fields = ["country", "cases", "declarations"]
    readonly_fields = ["due_on", "response", "recorded_by"]
    inlines = [RequestsInline, AnswersInline]

    def get_sections(self, request, obj=None):
        issued = "issued" if self.may_save(request, obj) else "issued_on"
        act = ["body", "kind", "reference", "title", issued, "country", "cases", "declarations", "url", "note"]
        answer = ["answer_due_on", "graded_by", *(["due_on", "response"] if obj else [])]
        return [
            (None, {"fields": act}),
            ("The state's answer", {"fields": answer}),
            ("Work", {"fields": ["visibility", *(["recorded_by"] if obj else [])]}),
        ]

    def record(self, request, form):
        form.instance.recorded_by = request.user
        return super().record(request, form)

    @admin.display(ordering="issued_on")
    def issued(self, communication):
        return text_of(communication.issued_on, communication.precision)
