"""Form fields for dates known in part, and for allegations."""

from django import forms
from django.core.exceptions import ValidationError

from .. import partial_dates
from ..models.vocabulary import Allegation, CommunicationBody


class PartialDateField(forms.CharField):
    """A day, or only a month or a year: one text box, and as value the pair that `partial_dates.parse` gives."""

    def __init__(self, **options):
        options.setdefault("help_text", "2021-10-01, or 2021-10 or 2021 if no more is known")
        super().__init__(max_length=10, **options)

    def to_python(self, value):
        text = super().to_python(value)
        return partial_dates.parse(text) if text else None

    def has_changed(self, initial, data):
        return (initial or "") != (data or "").strip()

    def validate(self, value):
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Nothing is left to check in a pair of date and precision."""


def bodies_field() -> forms.MultipleChoiceField:
    """Any number of bodies, as the database holds them: a list of codes."""
    return forms.MultipleChoiceField(
        choices=CommunicationBody.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "plain"}),
        help_text="The bodies whose communications are counted; none chosen means all",
    )


def allegations_field() -> forms.MultipleChoiceField:
    """Any number of allegations, as the database holds them: a list of codes."""
    return forms.MultipleChoiceField(
        choices=Allegation.choices, required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "plain"})
    )
