"""What the API answers, built from the tables of data, so that the schema says what the files' dictionary says."""

from functools import cache

from rest_framework import serializers

from ..exports import Column, Kind, Table

FIELDS = {
    Kind.TEXT: lambda **said: serializers.CharField(allow_null=True, **said),
    Kind.NUMBER: lambda **said: serializers.IntegerField(allow_null=True, **said),
    Kind.YES_OR_NO: lambda **said: serializers.BooleanField(**said),
    Kind.DAY: lambda **said: serializers.DateField(allow_null=True, **said),
    Kind.PARTIAL_DATE: lambda **said: serializers.RegexField(r"^\d{4}(-\d\d(-\d\d)?)?$", allow_null=True, **said),
    Kind.MOMENT: lambda **said: serializers.DateTimeField(allow_null=True, **said),
    Kind.ADDRESS: lambda **said: serializers.URLField(**said),
}


def field_of(column: Column) -> serializers.Field:
    """The field of a column, with the words of the dictionary."""
    said = {"label": column.title, "help_text": column.description}
    if column.kind == Kind.LIST:
        child = serializers.ChoiceField(column.codes.choices) if column.codes else serializers.CharField()
        return serializers.ListField(child=child, **said)
    if column.kind == Kind.CODE:
        return serializers.ChoiceField(column.codes.choices, allow_null=True, **said)
    return FIELDS[column.kind](**said)


@cache
def serializer_of(table: Table) -> type[serializers.Serializer]:
    """The serializer of one row of a table."""
    fields = {column.name: field_of(column) for column in table.all_columns}
    return type(_component(table, "Row"), (serializers.Serializer,), fields)


@cache
def page_serializer_of(table: Table) -> type[serializers.Serializer]:
    """The serializer of one page of a table."""
    fields = {
        "description": serializers.CharField(help_text="What was asked for, in words"),
        "as_of": serializers.DateField(help_text="The day the rows hold for"),
        "count": serializers.IntegerField(help_text="How many rows there are on all pages"),
        "next": serializers.URLField(allow_null=True, help_text="The address of the next page"),
        "previous": serializers.URLField(allow_null=True, help_text="The address of the page before"),
        "results": serializer_of(table)(many=True),
    }
    return type(_component(table, "Page"), (serializers.Serializer,), fields)


class RefusalSerializer(serializers.Serializer):
    """Why there is no answer."""

    error = serializers.CharField(help_text="What is wrong, in a sentence for people")


def _component(table: Table, ending: str) -> str:
    return table.title.title().replace(" ", "").replace("-", "") + ending
