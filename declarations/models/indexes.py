"""Indexes that Django's own class cannot write for both databases."""

from django.db import models
from django.db.models import F


class LatestFirst(models.Index):
    """An index in the order of a list: by one day, latest first and rows without a day last, then by name.

    `fields` are the columns that have to be equal, the day, and the columns after it; `day` names the day. In an
    index SQLite takes no word about rows without a value, and has them last by itself; PostgreSQL has to be told.
    """

    def __init__(self, *, fields, day: str, name: str):
        self.day = day
        super().__init__(fields=fields, name=name)

    def deconstruct(self):
        path, _, options = super().deconstruct()
        return path, (), {**options, "day": self.day}

    def create_sql(self, model, schema_editor, using="", **options):
        if schema_editor.connection.vendor == "postgresql":
            columns = [F(name).desc(nulls_last=True) if name == self.day else name for name in self.fields]
            return models.Index(*columns, name=self.name).create_sql(model, schema_editor, using, **options)
        fields = [f"-{name}" if name == self.day else name for name in self.fields]
        return models.Index(fields=fields, name=self.name).create_sql(model, schema_editor, using, **options)
