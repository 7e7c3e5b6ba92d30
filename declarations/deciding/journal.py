"""A decision kept with all that it changed."""

from collections.abc import Iterable
from datetime import date

from django.db import models

from ..models import Change, Decision
from ..models.situations import FOLLOWED_COLUMNS, Followed
from .owning import CASES_OF_COMMUNICATIONS


def columns_of(model) -> list[models.Field]:
    """The columns that people decide about: neither the key nor what `following` derives."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not (issubclass(model, Followed) and field.attname in FOLLOWED_COLUMNS)
    ]


def values_of(row) -> dict:
    """The columns of a row as JSON holds them, times to the microsecond."""
    values = {}
    for field in columns_of(type(row)):
        value = field.get_prep_value(field.value_from_object(row))
        values[field.attname] = value.isoformat() if isinstance(value, date) else value
    return values


def set_values(row, values: dict) -> None:
    """Gives a row the values that `values_of` took. Columns that the model no longer has are passed over."""
    for field in columns_of(type(row)):
        if field.attname in values:
            setattr(row, field.attname, field.to_python(values[field.attname]))


def label_of(row) -> str:
    """What a row is called; one of a table between two, by what is not the owner."""
    return str(row.communication if isinstance(row, CASES_OF_COMMUNICATIONS) else row)


class Journal:
    """Remembers rows before a decision, and compares them with those after it.

    `rows` are QuerySets that hold every row which the decision may change or remove.
    """

    def __init__(self, rows: Iterable[models.QuerySet]):
        self.before = self._seen(rows)

    @staticmethod
    def _seen(rows) -> dict:
        return {(type(row), row.pk): (label_of(row), values_of(row)) for some in rows for row in some}

    def keep(self, rows: Iterable[models.QuerySet], *, kind: str, title: str, by, reason: str, about=()) -> Decision:
        """Records the decision. `rows` hold every row which it may have changed or made; the rows `about` which it
        is are kept even where they are as before, so that a later decision about them is known as such.
        """
        after = self._seen(rows)
        decision = Decision.objects.create(kind=kind, title=title, by=by, reason=reason)
        about = {(type(row), row.pk) for row in about}
        changes = [
            _change(decision, key, self.before.get(key), after.get(key), is_about=key in about)
            for key in {**self.before, **after}
        ]
        Change.objects.bulk_create([change for change in changes if change], batch_size=500)
        return decision


def _change(decision: Decision, key: tuple, before: tuple | None, after: tuple | None, is_about: bool):
    model, pk = key
    label = (before or after)[0]
    old, new = before and before[1], after and after[1]
    if old is not None and new is not None:
        changed = [name for name in old if old[name] != new[name]]
        if not changed and not is_about:
            return None
        old, new = {name: old[name] for name in changed}, {name: new[name] for name in changed}
    return Change(decision=decision, model=model._meta.model_name, object_id=pk, label=label, before=old, after=new)
