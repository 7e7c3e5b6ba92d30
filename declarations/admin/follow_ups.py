"""What happened next: drafted, published, corrected, retracted."""

from django import forms
from django.contrib import admin

from .. import following
from ..models import FollowUp, FollowUpSource
from ..models.vocabulary import SUGGESTED_SITUATION, FollowUpState
from ..partial_dates import text_of
from ..roles import PUBLISH
from .decisions import Button, Decides
from .facts import SUGGESTS
from .fields import PartialDateField, allegations_field
from .history import FormWithReason, reason_of
from .links import change_link
from .names import FoundByNames
from .sheets import BringsSheetsIn

MAY_DRAFT = "declarations.add_followup"
SUGGESTIONS = "; ".join(f"{kind.label}: {situation.label}" for kind, situation in SUGGESTED_SITUATION.items())
#: The facts that are shown and asked for together, as one date.
DATED = ("occurred_on", "precision")


class FollowUpForm(FormWithReason):
    """The facts of a draft. The situation is the curator's to say: nothing is filled in for them."""

    occurred = PartialDateField(label="Occurred on")
    allegations = allegations_field()

    class Meta:
        help_texts = {
            "situation": "Where the person is from then on; empty if unchanged. Usual after each kind: "
            f"{SUGGESTIONS}. Anything else is for you to say.",
            "kind": "If you looked and found nothing new, that is a follow-up too: checked",
        }

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        if instance:
            initial = {"occurred": text_of(instance.occurred_on, instance.precision), **(initial or {})}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].widget.attrs |= SUGGESTS

    def clean(self):
        cleaned = super().clean()
        if "occurred" in cleaned:
            self.instance.occurred_on, self.instance.precision = cleaned["occurred"]
        return cleaned


class StandingForm(FormWithReason):
    """What can still be said of a published follow-up: that another about the same case is gone by."""

    instead = forms.ModelChoiceField(
        FollowUp.objects.none(),
        required=False,
        label="Another is gone by",
        help_text="Where two reports disagree, both stand; the one chosen here decides the situation. Say why below",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = FollowUp.objects.standing().filter(case=self.instance.case_id).exclude(case=None)
        self.fields["instead"].queryset = others.exclude(pk=self.instance.pk).select_related("case").oldest_first()


class SourceLinkForm(forms.ModelForm):
    """The source of a link is chosen once; the place in it can be made clearer."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            chosen = [(self.instance.source_id, str(self.instance.source))]
            self.fields["source"].disabled = True
            self.fields["source"].widget = forms.Select(choices=chosen)


class SourcesInline(admin.TabularInline):
    model = FollowUpSource
    form = SourceLinkForm
    autocomplete_fields = ["source"]
    extra = 0
    verbose_name = "source"
    verbose_name_plural = "sources: at least one before it is published"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source")

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1


@admin.register(FollowUp)
class FollowUpAdmin(BringsSheetsIn, FoundByNames, Decides):
    class Media:
        js = ["declarations/facts.js"]

    list_display = ["subject", "kind", "date", "situation", "certainty", "state", "cites", "by"]
    list_display_links = ["subject", "kind"]
    list_filter = ["state", "kind", "situation", "response", "certainty", "visibility"]
    list_select_related = ["case", "demand__declaration", "communication", "recorded_by"]
    date_hierarchy = "occurred_on"
    search_fields = [
        "demand__summary", "communication__title", "note",
        "sources__title", "sources__publisher", "sources__address",
    ]  # fmt: skip
    about = ["case"]
    search_help_text = "The name of a case in any spelling, words of the note, or a source"
    show_full_result_count = False
    autocomplete_fields = ["case", "demand", "communication"]
    inlines = [SourcesInline]
    actions = ["publish"]
    readonly_fields = [
        "date", "state", "corrects", "corrected_by_link", "recorded_by", "recorded_on", "published_by",
        "published_at", "retracted_at", "retraction_reason", "gone_by", "set_aside_reason",
    ]  # fmt: skip

    def is_open(self, request, row) -> bool:
        """Whether the user may change the facts: those of a draft."""
        return self.may_save(request, row) and (row is None or row.state == FollowUpState.DRAFT)

    def is_to_choose(self, request, row) -> bool:
        """Whether another follow-up may be gone by instead of this one."""
        stands = row is not None and row.state == FollowUpState.PUBLISHED and row.case_id and not row.set_aside_for_id
        return bool(stands and self.may_save(request, row) and self.has_publish_permission(request))

    def get_form(self, request, obj=None, change=False, **kwargs):
        open_form = StandingForm if self.is_to_choose(request, obj) else FormWithReason
        kwargs["form"] = FollowUpForm if self.is_open(request, obj) else open_form
        return super().get_form(request, obj, change=change, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        facts = [] if self.is_open(request, obj) else [name for name in following.FACTS if name not in DATED]
        return [*self.readonly_fields, *facts]

    def get_sections(self, request, obj=None):
        date = "occurred" if self.is_open(request, obj) else "date"
        what = [date, "kind", "situation", "certainty", "release_ground", "response", "allegations", "note"]
        record = [name for name in self.readonly_fields if name != "date"]
        return [
            ("About", {"fields": ["case", "demand", "communication"]}),
            ("What happened", {"fields": [*what, "visibility"]}),
            *([("Disagreement", {"fields": ["instead"]})] if self.is_to_choose(request, obj) else []),
            *([("Record", {"fields": record})] if obj else []),
        ]

    def get_view_on_site_url(self, obj=None):
        is_on_site = obj is not None and obj.state == FollowUpState.PUBLISHED
        return super().get_view_on_site_url(obj) if is_on_site else None

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.state == FollowUpState.DRAFT)

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm(PUBLISH)

    # Decisions

    def get_buttons(self, row):
        if row is None or row.state == FollowUpState.DRAFT:
            yield Button("publish", "Save and publish", "It is published.", self.decide_publish, PUBLISH)
        elif row.state == FollowUpState.PUBLISHED:
            done = "This draft corrects it. What is published stands until this is published."
            yield Button("correct", "Correct by a new follow-up", done, self.decide_correct, MAY_DRAFT)
            yield Button("retract", "Retract", "It is retracted.", self.decide_retract, PUBLISH)
            if row.set_aside_for_id:
                done = "It counts again like any other."
                yield Button("prefer-none", "Let it count again", done, self.decide_prefer_none, PUBLISH)
            elif row.case_id:
                yield Button("prefer", "Go by the other", "The other is gone by.", self.decide_prefer, PUBLISH)

    def decide_publish(self, request, follow_up, reason):
        return following.publish(follow_up, by=request.user, reason=reason)

    def decide_correct(self, request, follow_up, reason):
        return following.correct(follow_up, by=request.user, reason=reason)

    def decide_prefer(self, request, follow_up, reason):
        chosen = request.POST.get("instead") or None
        other = FollowUp.objects.filter(case=follow_up.case_id, pk=chosen).first()
        if other is None:
            raise following.FollowUpRefused("Choose the follow-up that is gone by instead.")
        return following.prefer(other, over=follow_up, by=request.user, reason=reason)

    def decide_prefer_none(self, request, follow_up, reason):
        return following.prefer_none(follow_up, by=request.user, reason=reason)

    def decide_retract(self, request, follow_up, reason):
        return following.retract(follow_up, by=request.user, reason=reason)

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request, queryset):
        reason = request.POST.get("why", "")
        self.decide_each(
            request, queryset, lambda row: following.publish(row, by=request.user, reason=reason), "published"
        )

    def save_model(self, request, obj, form, change):
        if "occurred" in request.POST and obj.state != FollowUpState.DRAFT:
            raise following.FollowUpRefused("This was published meanwhile, so its facts stay. Correct it.")
        super().save_model(request, obj, form, change)

    def record(self, request, form):
        return following.record(**self._facts(form), by=request.user, reason=reason_of(form))

    def revise(self, request, form):
        if form.instance.state == FollowUpState.DRAFT:
            row = following.revise(form.instance, **self._facts(form), by=request.user, reason=reason_of(form))
            form.instance.__dict__.update(row.__dict__)

    @staticmethod
    def _facts(form) -> dict:
        return {name: getattr(form.instance, name) for name in following.FACTS}

    # Columns

    @admin.display(description="occurred on", ordering="occurred_on")
    def date(self, follow_up):
        return text_of(follow_up.occurred_on, follow_up.precision)

    @admin.display(ordering="case__name")
    def subject(self, follow_up):
        return follow_up.subject

    @admin.display(description="sources", ordering="source_count")
    def cites(self, follow_up):
        return follow_up.source_count

    @admin.display(description="recorded by", ordering="recorded_by")
    def by(self, follow_up):
        return follow_up.recorded_by

    @admin.display
    def corrects(self, follow_up):
        return change_link(follow_up.supersedes, "an earlier follow-up")

    @admin.display(description="gone by instead")
    def gone_by(self, follow_up):
        return change_link(follow_up.set_aside_for)

    @admin.display(description="corrected by")
    def corrected_by_link(self, follow_up):
        return change_link(FollowUp.objects.filter(supersedes=follow_up).first(), "its correction")
