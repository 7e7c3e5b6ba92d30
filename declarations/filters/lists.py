"""What the filters of all lists have in common: strictness, order, and saying in words what is asked."""

from collections import Counter
from datetime import date

import django_filters
from django import forms
from django.db import models
from django.db.models import Count, F
from django.db.models.expressions import OrderBy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..saying import long_day, number_text
from .fields import OneOrMore


class StrictForm(forms.Form):
    """Refuses two values where one is meant, instead of choosing one of them in silence."""

    def clean(self):
        for name, field in self.fields.items():
            if not _takes_several(field) and len(set(self.data.getlist(name))) > 1:
                self.add_error(name, _("give one value only."))


def _takes_several(field: forms.Field) -> bool:
    return isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)


def without_blanks(data):
    """The query string without the fields that were left empty."""
    data = data.copy()
    for name in list(data):
        data.setlist(name, [value.strip() for value in data.getlist(name) if value.strip()])
        if not data.getlist(name):
            del data[name]
    return data


#: Of so many rows at most, those choices too are counted that take a look at every signature behind the rows.
FEW = 10_000


class CountedTogether:
    """For a list whose counts all come from one query: how many rows have each combination of values.

    `together` names what is counted, and the column of each. What is chosen itself is counted without its own filter.
    """

    together: dict[str, str] = {}

    @cached_property
    def counts_together(self) -> Counter:
        return counted(self.qs, *self.together.values())

    def count_of(self, name: str) -> Counter:
        """How many of the rows asked for have each value of one of `together`."""
        place, counts = list(self.together).index(name), Counter()
        for values, number in self.counts_together.items():
            counts[values[place]] += number
        return counts

    @cached_property
    def total(self) -> int:
        return self.counts_together.total()


class ListFilter(django_filters.FilterSet):
    """The filters of one list.

    `orderings` names the columns to sort by, and `ties` what decides between equal rows. `phrases` says each filter
    in words; `facets` are the filters that a page offers as links with counts, and `counted` those that it offers in
    drop-down lists with counts. Of these, `counted_when_few` are counted only where there are `FEW` rows.
    """

    orderings: dict[str, str] = {}
    default_ordering = ""
    ties: tuple[str | OrderBy, ...] = ("pk",)
    phrases: dict[str, str] = {}
    facets: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    counted_when_few: tuple[str, ...] = ()

    class Meta:
        form = StrictForm

    def __init__(self, data, *, queryset, request):
        super().__init__(without_blanks(data), queryset=queryset, request=request)

    @property
    def rows(self):
        """The rows asked for, in the order asked for. Only for a valid form."""
        return self.ordered(self.qs)

    def filter_queryset(self, queryset, without: str = ""):
        """The rows asked for; `without` leaves one filter out."""
        for name, value in self.asked(without).items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def ordered(self, queryset):
        """The rows sorted as asked; those without a value come last either way."""
        asked = self.form.cleaned_data["ordering"] or self.default_ordering
        column = self.orderings[asked.removeprefix("-")]
        # Told where a column that is never empty has its empty ones, PostgreSQL would not use an index for it.
        nulls_last = None if _is_never_empty(queryset.model, column) else True
        first = (
            F(column).desc(nulls_last=nulls_last) if asked.startswith("-") else F(column).asc(nulls_last=nulls_last)
        )
        return queryset.order_by(first, *self.ties)

    def leave(self, queryset, name, value):
        """The method of a filter that has its effect elsewhere."""
        return queryset

    @cached_property
    def form(self):
        form = super().form
        for name, field in form.fields.items():
            if isinstance(field.widget, OneOrMore):
                field.widget.choices = [("", _("any")), *self.offered(name, field)]
        return form

    def offered(self, name: str, field: forms.Field) -> list[tuple[str, str]]:
        """The choices of a drop-down list: rows only where there is something to find, or where they are chosen."""
        if not isinstance(field, forms.ModelMultipleChoiceField):
            return field.choices
        chosen = [key for key in self.data.getlist(name) if "\0" not in key]
        rows, column = self.used(name)
        # Asked for each choice by itself, this looks into an index once a choice, however many rows there are.
        used = models.Exists(rows.filter(**{column: models.OuterRef("pk")})) | models.Q(pk__in=chosen)
        return [(row.pk, str(row)) for row in field.queryset.filter(used)]

    def counts(self, name: str) -> Counter:
        """How many rows each value of the filter `name` would give, with all the other filters as they are."""
        raise NotImplementedError

    def show_counts(self) -> None:
        """Puts its count beside each choice of the drop-down lists. Only for a valid form."""
        for name in self.counted:
            if name in self.counted_when_few and not self.has_few(without=name):
                continue
            counts, widget = self.counts(name), self.form.fields[name].widget
            widget.choices = [
                (value, f"{label} ({number_text(counts[value])})" if value else label)
                for value, label in widget.choices
            ]

    @cached_property
    def total(self) -> int:
        """How many rows are asked for. Only for a valid form."""
        return self.qs.count()

    def has_few(self, without: str) -> bool:
        """Whether there are `FEW` rows at most where one filter is left out."""
        if without not in self.asked():
            return self.total <= FEW
        return self.filter_queryset(self.queryset.all(), without).order_by().values("pk")[: FEW + 1].count() <= FEW

    def used(self, name: str) -> tuple[models.QuerySet, str]:
        """The rows in which the filter `name` can find something, and their column that holds the key."""
        raise NotImplementedError

    def error_sentence(self) -> str:
        """What is wrong with the values, in a sentence for people."""
        sentences = []
        for name, messages in self.form.errors.items():
            sentences += [f"{name}: {message}" for message in messages]
        return " ".join([_("This list cannot be shown."), *sentences])

    def asked(self, without: str = "") -> dict:
        """The values that were given, as Python knows them, but for the filter `without`."""
        values = self.form.cleaned_data.items()
        return {name: value for name, value in values if value and name not in ("ordering", without)}

    def active(self) -> list[tuple[str, str, str]]:
        """Each value that was given: name of the filter, value as an address has it, and both in words."""
        found = []
        for name, value in self.asked().items():
            field = self.form.fields[name]
            for one in value if _takes_several(field) else [value]:
                found.append(
                    (
                        name,
                        _written(field, one),
                        _("%(filter)s: %(value)s") % {"filter": field.label, "value": _in_words(field, one)},
                    )
                )
        return found

    def sentence(self) -> str:
        """What the rows have in common, as the end of a sentence: "in Kazakhstan, cited by No. 675"."""
        clauses = []
        asked = self.asked()
        for name in (name for name in self.phrases if name in asked):
            value = asked[name]
            values = value if _takes_several(self.form.fields[name]) else [value]
            clauses.append(self.clause(name, values))
        return ", ".join(clauses)

    def clause(self, name: str, values: list) -> str:
        """What one filter says of the rows."""
        field = self.form.fields[name]
        between = " " + _("or") + " "
        return self.phrases[name].format(between.join(_in_words(field, one) for one in values))


def counted(queryset, *columns: str, what: str = "") -> Counter:
    """How many of the rows have each value of the column, or each tuple of values of the columns.

    Where several rows are about one thing, `what` names it, and each thing is counted once.
    """
    number = Count(what, distinct=True) if what else Count("pk")
    rows = queryset.order_by().values_list(*columns).annotate(number=number)
    return Counter({key[0] if len(key) == 1 else tuple(key): number for *key, number in rows})


def _is_never_empty(model: type[models.Model], column: str) -> bool:
    return column in {field.name for field in model._meta.local_concrete_fields if not field.null}


def _written(field: forms.Field, value) -> str:
    if isinstance(value, models.Model):
        return str(getattr(value, field.to_field_name or "pk"))
    return value.isoformat() if isinstance(value, date) else str(value)


def _in_words(field: forms.Field, value) -> str:
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, date):
        return long_day(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))
