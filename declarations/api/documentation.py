"""/api/documentation/: the OpenAPI description as a page that needs no script."""

from dataclasses import dataclass
from functools import cache

from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator


@dataclass(frozen=True)
class Named:
    """A parameter of an operation or a property of a row: its name, what values it has, and what it means."""

    name: str
    values: str
    meaning: str
    codes: list[str]


@dataclass(frozen=True)
class Operation:
    """What may be asked for under one address."""

    path: str
    summary: str
    parameters: list[Named]


@dataclass(frozen=True)
class Section:
    """The operations of one list, and the properties of its rows."""

    title: str
    operations: list[Operation]
    properties: list[Named]

    @property
    def anchor(self) -> str:
        return self.title.lower().replace(" ", "-")


@cache
def sections() -> list[Section]:
    """The OpenAPI description, put in order for people. It changes only with the program."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    operations, rows = {}, {}
    for path, methods in schema["paths"].items():
        said = methods["get"]
        title = said["tags"][0]
        parameters = [_named(one["name"], one["schema"], one.get("description", "")) for one in said["parameters"]]
        operations.setdefault(title, []).append(Operation(path, said["summary"], parameters))
        rows.setdefault(title, f"{''.join(title.title().replace('-', '').split())}Row")
    components = schema["components"]["schemas"]
    return [
        Section(title, listed, _properties(components.get(rows[title], {}))) for title, listed in operations.items()
    ]


def _properties(component: dict) -> list[Named]:
    properties = component.get("properties", {})
    return [_named(name, one, one.get("description", "")) for name, one in properties.items()]


def _named(name: str, schema: dict, meaning: str) -> Named:
    inner = schema.get("items", schema)
    kinds = schema.get("type", "string")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    of = f" of {inner.get('format') or inner.get('type', 'string')}" if "items" in schema else ""
    words = [schema.get("format") or kind if kind == "string" else kind for kind in kinds]
    codes = [code for code in inner.get("enum", []) if code is not None]
    # What the codes mean follows after an empty line; they are listed beside it.
    return Named(name, " or ".join(words) + of, meaning.split("\n\n* ")[0].removeprefix("* "), codes)


class Documentation(TemplateView):
    """What may be asked of the API, and what it answers."""

    template_name = "declarations/api_documentation.html"

    def get_context_data(self, **context):
        return super().get_context_data(sections=sections(), **context)
