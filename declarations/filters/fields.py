"""The form fields that filters share, each with a sentence for a value that is wrong."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..models.follow_ups import today

#: How many characters somebody may look for.
LONGEST_WORDS = 200


class OneOrMore(forms.Select):
    """A drop-down list for a field that takes several values; it opens up where an address gives several."""

    allow_multiple_selected = True

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if len(context["widget"]["value"]) < 2:
            del context["widget"]["attrs"]["multiple"]
        return context

    def value_from_datadict(self, data, files, name):
        return data.getlist(name)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


def day(label: str, **options) -> django_filters.DateFilter:
    """A filter by one day, written as 2019-04-11."""
    return django_filters.DateFilter(
        label=label,
        input_formats=["%Y-%m-%d"],
        widget=DateInput,
        error_messages={"invalid": _("a day is written as 2019-04-11.")},
        **options,
    )


def not_to_come(value) -> None:
    """Refuses a day in the future: nobody knows yet how things will stand."""
    if value > today():
        raise ValidationError(_("this day has not come yet."))


def choice(label: str, choices, **options) -> django_filters.MultipleChoiceFilter:
    """A filter by any of the codes given."""
    codes = ", ".join(code for code, _ in choices)
    options.setdefault("widget", OneOrMore)
    return django_filters.MultipleChoiceFilter(
        label=label,
        choices=choices,
        distinct=False,
        error_messages={"invalid_choice": format_lazy(_("“%(value)s” is none of {codes}."), codes=codes)},
        **options,
    )


class RowsField(django_filters.fields.ModelMultipleChoiceField):
    def clean(self, value):
        # PostgreSQL takes no such character, not even to look for it.
        for key in value or ():
            ProhibitNullCharactersValidator()(key)
        return super().clean(value)


class RowsFilter(django_filters.ModelMultipleChoiceFilter):
    field_class = RowsField


def rows(label: str, queryset, method: str, **options) -> RowsFilter:
    """A filter by any of the rows whose keys are given."""
    return RowsFilter(
        label=label,
        queryset=queryset,
        method=method,
        widget=OneOrMore,
        error_messages={
            "invalid_choice": _("“%(value)s” is not known."),
            "invalid_pk_value": _("“%(pk)s” is not known."),
        },
        **options,
    )


def row(label: str, queryset, by: str, method: str, **options) -> django_filters.ModelChoiceFilter:
    """A filter by the one row that has the value in its column `by`. A `queryset` that is called gets the request."""
    return django_filters.ModelChoiceFilter(
        label=label,
        queryset=queryset,
        to_field_name=by,
        method=method,
        error_messages={"invalid_choice": _("“%(value)s” is not known.")},
        **options,
    )


def words(label: str, method: str, **options) -> django_filters.CharFilter:
    """A filter by words that somebody types."""
    return django_filters.CharFilter(
        label=label,
        method=method,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search"}),
        **options,
    )


class YesOrNoField(forms.ChoiceField):
    """Takes true and false, and what else people write for them."""

    same = {"1": "true", "yes": "true", "on": "true", "0": "false", "no": "false", "off": "false"}

    def to_python(self, value):
        value = super().to_python(value).lower()
        return self.same.get(value, value)


class YesOrNoFilter(django_filters.Filter):
    field_class = YesOrNoField


def yes_or_no(label: str, yes: str, no: str, **options) -> YesOrNoFilter:
    """A filter by true or false; `yes` and `no` say what that means."""
    return YesOrNoFilter(
        label=label,
        choices=[("", _("any")), ("true", yes), ("false", no)],
        error_messages={"invalid_choice": _("“%(value)s” is neither true nor false.")},
        **options,
    )


def ordering(columns) -> django_filters.ChoiceFilter:
    """A choice of the columns, each also backwards with a minus; `ListFilter.ordered` sorts by it."""
    return django_filters.ChoiceFilter(
        label=_("Order"),
        choices=[(sign + name, sign + name) for name in columns for sign in ("", "-")],
        method="leave",
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("“%(value)s” is not one of the orders.")},
    )
