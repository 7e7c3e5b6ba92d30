"""Several facts from one source, recorded on the page of the source."""

import json

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms.models import BaseInlineFormSet

from .. import following
from ..models import Case, Communication, FollowUp, FollowUpSource
from ..models.vocabulary import SUGGESTED_SITUATION, Certainty, FollowUpKind, ReleaseGround, Response, Situation
from .fields import PartialDateField

#: How many empty rows the page of a source offers for facts.
ROWS = 3


#: What facts.js reads: the situation that each kind suggests.
SUGGESTS = {"data-suggests": json.dumps(SUGGESTED_SITUATION)}


def _choices(vocabulary) -> list[tuple[str, str]]:
    return [("", "---------"), *vocabulary.choices]


def _row_of(name: str, queryset, **options) -> forms.ModelChoiceField:
    widget = AutocompleteSelect(FollowUp._meta.get_field(name), admin.site)
    return forms.ModelChoiceField(queryset, required=False, widget=widget, **options)


class FactForm(forms.ModelForm):
    """One fact that the source reports. It becomes a draft, tied to the source."""

    case = _row_of("case", Case.objects.all())
    communication = _row_of("communication", Communication.objects.all(), label="answers")
    occurred = PartialDateField(label="Occurred on", help_text="")
    kind = forms.ChoiceField(choices=_choices(FollowUpKind), widget=forms.Select(attrs=SUGGESTS))
    situation = forms.ChoiceField(choices=_choices(Situation), required=False, label="from then on")
    release_ground = forms.ChoiceField(choices=_choices(ReleaseGround), required=False)
    response = forms.ChoiceField(choices=_choices(Response), required=False)
    certainty = forms.ChoiceField(choices=Certainty.choices, initial=Certainty.KNOWN)
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 32}))

    class Meta:
        model = FollowUpSource
        fields = [
            "case", "occurred", "kind", "situation", "note", "place", "certainty", "release_ground", "response",
            "communication",
        ]  # fmt: skip

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned["case"] or cleaned["communication"]):
            self.add_error("case", "Whose case is it? Or say which communication it answers.")
        return cleaned

    def save(self, commit=True) -> FollowUpSource:
        said = self.cleaned_data
        facts = {name: said[name] for name in FACTS}
        facts["occurred_on"], facts["precision"] = said["occurred"]
        link = self.instance
        follow_up = following.record(
            by=self.by, reason=link._change_reason or "", sources=[(link.source, said["place"])], **facts
        )
        return follow_up.source_links.get()


FACTS = ("case", "communication", "kind", "situation", "release_ground", "response", "certainty", "note")


class NewFacts(BaseInlineFormSet):
    """Empty rows for facts; those that are there are shown elsewhere on the page."""

    by = None

    def get_queryset(self):
        return FollowUpSource.objects.none()

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "by": self.by}


class NewFactsInline(admin.StackedInline):
    model = FollowUpSource
    form = FactForm
    formset = NewFacts
    extra = ROWS
    can_delete = False

    class Media:
        js = ["declarations/facts.js"]

    verbose_name = "fact"
    verbose_name_plural = "new facts from this source: each becomes a draft"
    fieldsets = [
        (None, {"fields": [("case", "occurred", "kind", "situation"), ("note", "place"),
                           ("certainty", "release_ground", "response", "communication")]}),
    ]  # fmt: skip

    def get_formset(self, request, obj=None, **kwargs):
        made = super().get_formset(request, obj, **kwargs)
        return type(made.__name__, (made,), {"by": request.user})

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm("declarations.add_followup")

    def has_view_permission(self, request, obj=None):
        return self.has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request, obj)
