"""The rows of a world as they can be compared: without keys, which number them differently, and without moments."""

import json
from collections.abc import Iterator

from django.db.models import DateTimeField, ForeignKey

from declarations import models

#: By what a row is known again, whatever its key.
KNOWN_BY = {
    models.Declaration: ("number",),
    models.Edition: ("sha256",),
    models.Signatory: ("slug",),
    models.SignatorySpelling: ("signatory", "spelling"),
    models.Signature: ("declaration", "position"),
    models.Case: ("slug",),
    models.CaseSpelling: ("case", "spelling"),
    models.CaseCategory: ("case", "category"),
    models.Citation: ("edition", "start"),
    models.Source: ("address",),
    models.FollowUp: ("case", "occurred_on", "precision", "kind"),
    models.FollowUpSource: ("follow_up", "source"),
    models.SituationPeriod: ("case", "begins"),
    models.ReadingWarning: ("edition", "code", "start"),
    models.SearchEntry: ("kind", "object_id", "language", "place"),
}


def of_world() -> dict[str, list[str]]:
    """The rows of each table, each as a line of JSON; keys are replaced by what their rows are known by."""
    names = {model: dict(_names(model)) for model in KNOWN_BY if "id" in {f.attname for f in model._meta.fields}}
    return {model.__name__: sorted(_lines(model, names)) for model in KNOWN_BY}


def differences(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    """A sentence for each table of which the two worlds have different rows."""
    found = []
    for table in one:
        if one[table] != other[table]:
            only = sorted(set(one[table]) ^ set(other[table]))
            found.append(f"{table}: {len(one[table])} and {len(other[table])} rows, {len(only)} differ: {only[:2]}")
    return found


def _names(model) -> Iterator[tuple[int, str]]:
    """The keys of a table's rows and by what each is known; two rows of one name are told apart by their order."""
    seen = {}
    columns = [_path(model, name) for name in KNOWN_BY[model]]
    for key, *values in model.objects.order_by("pk").values_list("pk", *columns):
        name = json.dumps(values, default=str)
        seen[name] = seen.get(name, 0) + 1
        yield key, f"{name} {seen[name]}"


def _path(model, name: str) -> str:
    """A column, followed to what it is known by where it points to a row."""
    field = model._meta.get_field(name)
    if isinstance(field, ForeignKey) and field.related_model in KNOWN_BY:
        related = field.related_model
        return "__".join([name, KNOWN_BY[related][0]]) if related is not models.FollowUp else name
    return name


def _lines(model, names: dict) -> Iterator[str]:
    fields = [
        field for field in model._meta.local_concrete_fields
        if not field.primary_key and not isinstance(field, DateTimeField)
    ]  # fmt: skip
    for row in model.objects.values(*(field.attname for field in fields)):
        for field in fields:
            value = row[field.attname]
            if isinstance(field, ForeignKey) and field.related_model in names and value is not None:
                row[field.attname] = names[field.related_model][value]
        if model is models.SearchEntry:
            row["object_id"] = names[_OF_KIND[row["kind"]]][row["object_id"]]
        yield json.dumps(row, default=str, sort_keys=True)


_OF_KIND = {
    "case": models.Case,
    "signatory": models.Signatory,
    "declaration": models.Declaration,
    "passage": models.Declaration,
    "follow-up": models.FollowUp,
}
