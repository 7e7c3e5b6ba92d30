"""Keeps the index in step with the rows, finds where it is not, and makes it anew.

Whoever saves or deletes a row that can be found need not know of the index: the receivers below follow. What is
written in bulk sends no signals, so there `refresh` is called in the same transaction.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save

from ..models import (
    Case,
    CaseCategory,
    CaseSpelling,
    Communication,
    Declaration,
    Demand,
    Edition,
    FollowUp,
    FollowUpSource,
    SearchEntry,
    Signatory,
    SignatorySpelling,
    Source,
)
from .entries import SOURCES

#: How many rows are looked at together.
AT_A_TIME = 200

KEY = ("kind", "object_id", "language", "place")
CONTENT = tuple(
    field.name for field in SearchEntry._meta.local_fields if field.name not in KEY and not field.primary_key
)


@transaction.atomic
def refresh(model: type, keys: Iterable[int]) -> None:
    """Writes anew the entries of the rows of `model` with these keys; those of rows that are gone go too."""
    keys = set(keys)
    kinds, entries_of = SOURCES[model]
    known = {_key(entry): entry for entry in SearchEntry.objects.filter(kind__in=kinds, object_id__in=keys)}
    wanted = {_key(entry): entry for entry in entries_of(model._default_manager.filter(pk__in=keys))}
    changed = [entry for key, entry in wanted.items() if key not in known or _content(entry) != _content(known[key])]
    SearchEntry.objects.bulk_create(changed, update_conflicts=True, unique_fields=KEY, update_fields=CONTENT)
    gone = [entry.pk for key, entry in known.items() if key not in wanted]
    if gone:
        SearchEntry.objects.filter(pk__in=gone).delete()


@transaction.atomic
def rebuild() -> int:
    """Makes the whole index anew; gives the number of its entries."""
    SearchEntry.objects.all().delete()
    number = 0
    for _, entries in _made_anew():
        number += len(SearchEntry.objects.bulk_create(entries))
    return number


def differences() -> Iterator[str]:
    """A sentence for each entry that is missing, outdated or about nothing."""
    for (kinds, keys), entries in _made_anew():
        wanted = {_key(entry): entry for entry in entries}
        known = {_key(entry): entry for entry in SearchEntry.objects.filter(kind__in=kinds, object_id__in=keys)}
        for key in sorted(wanted.keys() | known.keys()):
            if key not in known:
                yield f"{_named(key)} is not in the search index."
            elif key not in wanted:
                yield f"The search index has {_named(key)}, which is not there."
            elif _content(wanted[key]) != _content(known[key]):
                yield f"{_named(key)} has changed since it was put into the search index."
    for model, (kinds, _) in SOURCES.items():
        orphans = SearchEntry.objects.filter(kind__in=kinds).exclude(object_id__in=_keys(model.objects.all()))
        for entry in orphans.order_by(*KEY):
            yield f"The search index has {_named(_key(entry))}, which is not there."


def _made_anew() -> Iterator[tuple[tuple, list[SearchEntry]]]:
    """The entries as they should be, a few hundred rows at a time, with the kinds and the keys of the rows."""
    for model, (kinds, entries_of) in SOURCES.items():
        for keys in _batches(_keys(model.objects.all()).iterator()):
            yield (kinds, keys), list(entries_of(model.objects.filter(pk__in=keys)))


def _batches(keys: Iterator[int]) -> Iterator[list[int]]:
    while some := list(islice(keys, AT_A_TIME)):
        yield some


def _keys(rows: QuerySet) -> QuerySet:
    return rows.order_by("pk").values_list("pk", flat=True)


def _key(entry: SearchEntry) -> tuple:
    return tuple(getattr(entry, name) for name in KEY)


def _content(entry: SearchEntry) -> tuple:
    return tuple(getattr(entry, name) for name in CONTENT)


def _named(key: tuple) -> str:
    kind, object_id, language, place = key
    return f"{kind} {object_id}" + (f", paragraph {place} ({language})" if place else "")


#: For each model whose rows an entry is made from, the rows whose entries follow a change, as (model, keys).
FOLLOWS: dict[type, Callable] = {
    Case: lambda row: [(Case, [row.pk]), (FollowUp, _of(FollowUp, case=row.pk))],
    CaseSpelling: lambda row: [(Case, [row.case_id]), (FollowUp, _of(FollowUp, case=row.case_id))],
    CaseCategory: lambda row: [(Case, [row.case_id])],
    Signatory: lambda row: [(Signatory, [row.pk])],
    SignatorySpelling: lambda row: [(Signatory, [row.signatory_id])],
    Declaration: lambda row: [(Declaration, [row.pk])],
    Edition: lambda row: [(Declaration, [row.declaration_id])],
    Communication: lambda row: [(Communication, [row.pk]), (FollowUp, _of(FollowUp, communication=row.pk))],
    Demand: lambda row: [(FollowUp, _of(FollowUp, demand=row.pk))],
    FollowUp: lambda row: [(FollowUp, [row.pk])],
    FollowUpSource: lambda row: [(FollowUp, [row.follow_up_id])],
    Source: lambda row: [(FollowUp, _of(FollowUp, source_links__source=row.pk))],
}


def _of(model: type, **conditions) -> list[int]:
    return list(_keys(model.objects.filter(**conditions)))


def follow(sender, instance, raw=False, **_) -> None:
    """Refreshes the entries that a saved or deleted row shapes."""
    if raw:
        return
    for model, keys in FOLLOWS[sender](instance):
        refresh(model, keys)


for _model in FOLLOWS:
    post_save.connect(follow, sender=_model)
    post_delete.connect(follow, sender=_model)
