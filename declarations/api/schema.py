"""The OpenAPI description: each filter of a list is a parameter, each column of its table a property."""

import django_filters
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from ..filters import ListFilter
from ..filters.fields import LONGEST_WORDS, YesOrNoFilter
from .serializers import RefusalSerializer, page_serializer_of, serializer_of

REFUSALS = {400: RefusalSerializer, 404: RefusalSerializer}

FORMAT = OpenApiParameter("format", enum=["json"], description="Data, also where a browser would be shown a page")


def parameter_of(name: str, one: django_filters.Filter) -> OpenApiParameter:
    """The parameter of one filter."""
    said = {
        "name": name,
        "description": ". ".join(str(said) for said in (one.label, one.extra.get("help_text")) if said),
    }
    if isinstance(one, django_filters.ModelMultipleChoiceFilter):
        return OpenApiParameter(many=True, **said)
    if isinstance(one, django_filters.MultipleChoiceFilter):
        return OpenApiParameter(many=True, enum=_codes(one), **said)
    if isinstance(one, django_filters.ModelChoiceFilter):
        return OpenApiParameter(**said)
    if isinstance(one, YesOrNoFilter | django_filters.ChoiceFilter):
        return OpenApiParameter(enum=_codes(one), **said)
    if isinstance(one, django_filters.DateFilter):
        return OpenApiParameter(type=OpenApiTypes.DATE, **said)
    return OpenApiParameter(type={"type": "string", "maxLength": LONGEST_WORDS}, **said)


def _codes(one: django_filters.Filter) -> list[str]:
    return [code for code, _ in one.extra["choices"] if code]


def parameters_of(filters: type[ListFilter]) -> list[OpenApiParameter]:
    return [parameter_of(name, one) for name, one in filters.base_filters.items()]


class ListSchema(AutoSchema):
    """One page of a list."""

    def get_override_parameters(self):
        paging = [
            OpenApiParameter("page", OpenApiTypes.INT, description="Which page, from 1 on"),
            OpenApiParameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": self.view.largest_page},
                description="How many rows on a page",
            ),
        ]
        return [*parameters_of(self.view.list_class.filterset_class), *paging, FORMAT]

    def get_response_serializers(self):
        return {200: page_serializer_of(self.view.table()), **REFUSALS}

    def get_operation_id(self):
        return f"{self.view.table().name}_list".replace("-", "_")

    def get_tags(self):
        return [self.view.table().title]

    def get_summary(self):
        return f"{self.view.table().title}, filtered and sorted"


class DetailSchema(ListSchema):
    """One row of a list."""

    def get_override_parameters(self):
        filters = self.view.list_class.filterset_class.base_filters
        taken = [parameter_of(name, one) for name, one in filters.items() if name == "as_of"]
        key = OpenApiParameter(
            self.view.key, self.view.key_type, OpenApiParameter.PATH, description=self.view.key_description
        )
        return [key, *taken, FORMAT]

    def get_response_serializers(self):
        return {200: serializer_of(self.view.table()), **REFUSALS}

    def get_operation_id(self):
        return f"{self.view.table().name}_retrieve".replace("-", "_")

    def get_summary(self):
        return f"One row of: {self.view.table().title}"
