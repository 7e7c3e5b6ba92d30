"""Some of what hangs on one row becomes another's: a page to choose what, and whose."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from .. import deciding
from ..deciding.owning import CASES_OF_COMMUNICATIONS
from ..models import Case, CaseCategory, CaseSpelling, Citation, FollowUp, Signatory, SignatorySpelling, Signature
from ..roles import VIEW_RESTRICTED
from .decisions import sentences
from .desk import MAY_PAIR, PAIRED
from .links import change_address

#: A column that names a case or a signatory; the box to search for one asks as it does.
OWNED_BY = {Case: FollowUp._meta.get_field("case"), Signatory: Signature._meta.get_field("signatory")}


class Hanging(forms.ModelMultipleChoiceField):
    """Rows that hang on the one that is split."""

    def __init__(self, queryset, describe=str, **options):
        super().__init__(queryset, required=False, widget=forms.CheckboxSelectMultiple, **options)
        self.describe = describe

    def label_from_instance(self, row):
        return self.describe(row)


class SplitForm(forms.Form):
    """What is moved, and to whom. `fields_of_new` name a new row, `into` is one that is there."""

    def __init__(self, row, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row
        self.hanging = hanging_on(row)
        self.fields.update(self.hanging)
        others = type(row).objects.exclude(pk=row.pk)
        self.fields["into"] = forms.ModelChoiceField(
            others,
            required=False,
            widget=AutocompleteSelect(OWNED_BY[type(row)], admin.site),
            label="Another one that is there",
            help_text="Search by name, in any spelling or alphabet; empty to make a new one",
        )
        for name in self.fields_of_new:
            self.fields[name] = forms.CharField(required=False, label=f"New: {name.replace('_', ' ')}", max_length=100)
        self.fields["why"] = forms.CharField(required=False, widget=forms.TextInput(attrs={"size": 40}))

    @property
    def fields_of_new(self) -> list[str]:
        return ["name"] if isinstance(self.row, Case) else ["family_name", "given_name"]

    def clean(self):
        said = super().clean()
        if not said.get("into") and not said.get(self.fields_of_new[0]) and "into" not in self.errors:
            raise ValidationError("Say whose it is: another one that is there, or the name of a new one.")
        return said

    def split(self, by):
        said = self.cleaned_data
        chosen = [row for name in self.hanging for row in said[name]]
        new = {} if said["into"] else {name: said[name] for name in self.fields_of_new}
        return deciding.split(self.row, chosen, into=said["into"], by=by, reason=said["why"], **new)


def hanging_on(row: Case | Signatory) -> dict[str, Hanging]:
    """The choices of what can be moved away from `row`."""
    if isinstance(row, Signatory):
        signatures = Signature.objects.filter(signatory=row).select_related("declaration")
        return {
            "signatures": Hanging(signatures, lambda signature: f"{signature.declaration}: {signature.printed}"),
            "spellings": Hanging(SignatorySpelling.objects.filter(signatory=row)),
        }
    citations = Citation.objects.filter(case=row).select_related("declaration")
    communications = CASES_OF_COMMUNICATIONS.objects.filter(case=row).select_related("communication")
    return {
        "citations": Hanging(
            citations, lambda citation: f"{citation.declaration} ({citation.state}): {citation.passage}"
        ),
        "follow_ups": Hanging(
            FollowUp.objects.filter(case=row),
            lambda follow_up: f"{follow_up.occurred_on}: {follow_up.get_kind_display()} ({follow_up.state})",
            label="Follow-ups, with what corrects them",
        ),
        "spellings": Hanging(CaseSpelling.objects.filter(case=row)),
        "categories": Hanging(CaseCategory.objects.filter(case=row)),
        "communications": Hanging(communications, lambda link: str(link.communication)),
    }


@admin.site.admin_view
def split(request, kind: str, key: int):
    """The page to split a case or a signatory; once done, that of the row which was split."""
    if kind not in PAIRED:
        raise Http404
    if not request.user.has_perms([MAY_PAIR[kind], VIEW_RESTRICTED]):
        raise PermissionDenied
    row = get_object_or_404(PAIRED[kind], pk=key)
    form = SplitForm(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            decision = form.split(request.user)
        except (ValidationError, IntegrityError) as error:
            form.add_error(None, sentences(error))
        else:
            messages.success(request, f"{decision}.")
            return redirect(change_address(row))
    context = {**admin.site.each_context(request), "title": f"Split {row}", "form": form, "row": row, "kind": kind}
    return render(request, "admin/declarations/desk/split.html", context)
