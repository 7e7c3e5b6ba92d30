"""The endpoints. Each stands on the list of the pages whose rows it gives, so that the two cannot differ."""

from django.core.paginator import InvalidPage
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from ..exports import Table, table_of
from ..views.cases import CaseList
from ..views.communications import CommunicationList
from ..views.declarations import DeclarationList
from ..views.follow_ups import FollowUpList
from ..views.former_addresses import row_formerly_at
from ..views.lists import FilteredList
from ..views.refusals import no_such_page
from ..views.search import SearchList
from ..views.signatories import SignatoryList
from ..views.signatures import SignatureList
from ..views.sources import SourceList
from ..views.states import StateList
from .refusals import Refused
from .schema import FORMAT, DetailSchema, ListSchema
from .serializers import RefusalSerializer


class Rows(APIView):
    """The rows of a list, for anybody."""

    list_class: type[FilteredList]

    @classmethod
    def table(cls) -> Table:
        return table_of(cls.list_class.model)

    def listed(self, query) -> FilteredList:
        """The list, filtered. Raises Refused where a value is wrong."""
        found = self.list_class()
        found.setup(self.request)
        found.filter_by(query)
        if refusal := found.refusal():
            raise Refused(refusal)
        return found


class ListEndpoint(Rows):
    """One page of the rows of a list."""

    schema = ListSchema()
    usual_page = 50
    largest_page = 500

    def get(self, request):
        found = self.listed(request.GET)
        paginator = found.get_paginator(found.get_queryset(), self.page_size())
        try:
            page = paginator.page(request.GET.get("page") or 1)
        except InvalidPage:
            raise NotFound(no_such_page(paginator.num_pages)) from None
        listing = found.listing(found.rows_of(list(page)), number=paginator.count)
        return Response(
            {
                "description": listing.sentence,
                "as_of": listing.as_of,
                "count": paginator.count,
                "next": self.address_of(page.next_page_number()) if page.has_next() else None,
                "previous": self.address_of(page.previous_page_number()) if page.has_previous() else None,
                "results": list(listing.records()),
            }
        )

    def page_size(self) -> int:
        """How many rows on a page. Raises Refused where that is no number from 1 to `largest_page`."""
        asked = self.request.GET.get("page_size") or str(self.usual_page)
        if asked.isascii() and asked.isdigit() and len(asked) < 10 and 1 <= int(asked) <= self.largest_page:
            return int(asked)
        raise Refused(f"This list cannot be shown. page_size: give a number from 1 to {self.largest_page}.")

    def address_of(self, page: int) -> str:
        return replace_query_param(self.request.build_absolute_uri(), "page", page)


class DetailEndpoint(Rows):
    """One row of a list, by its key; of the filters it takes `as_of` alone."""

    schema = DetailSchema()
    key = "slug"
    key_type = OpenApiTypes.STR
    key_description = "The last part of the page's address"

    def get(self, request, **key):
        found = self.listed(self.day_asked())
        rows = found.rows_of(list(found.get_queryset().filter(**key)))
        if not rows:
            return self.moved(found, **key)
        return Response(next(found.listing(rows, number=1).records()))

    def moved(self, found: FilteredList, slug: str = "", **_):
        """The way to the row that was merged with the one once at `slug`. Raises Http404 where there is none."""
        row = row_formerly_at(slug, found.get_rows()) if slug else None
        if row is None:
            raise Http404
        query = self.request.META["QUERY_STRING"]
        address = reverse(self.request.resolver_match.view_name, args=[row.slug])
        return redirect(address + (f"?{query}" if query else ""), permanent=True)

    def day_asked(self) -> QueryDict:
        query = QueryDict(mutable=True)
        query.setlist("as_of", self.request.GET.getlist("as_of"))
        return query


class Declarations(ListEndpoint):
    list_class = DeclarationList


class Declaration(DetailEndpoint):
    list_class = DeclarationList
    key = "number"
    key_type = OpenApiTypes.INT
    key_description = "The number of the declaration"


class Cases(ListEndpoint):
    list_class = CaseList


class Case(DetailEndpoint):
    list_class = CaseList


class Signatories(ListEndpoint):
    list_class = SignatoryList


class Signatory(DetailEndpoint):
    list_class = SignatoryList


class FollowUps(ListEndpoint):
    list_class = FollowUpList


class FollowUp(DetailEndpoint):
    list_class = FollowUpList
    key = "pk"
    key_type = OpenApiTypes.INT
    key_description = "The number at the end of the follow-up's address"


class Signatures(ListEndpoint):
    list_class = SignatureList


class Communications(ListEndpoint):
    list_class = CommunicationList


class Communication(DetailEndpoint):
    list_class = CommunicationList
    key = "pk"
    key_type = OpenApiTypes.INT
    key_description = "The number at the end of the communication's address"


class States(ListEndpoint):
    list_class = StateList


class Sources(ListEndpoint):
    list_class = SourceList


class Search(ListEndpoint):
    list_class = SearchList


#: The lists, by the last part of their addresses.
LISTS = (
    "declarations",
    "cases",
    "signatories",
    "signatures",
    "follow-ups",
    "communications",
    "states",
    "sources",
    "search",
)


class Start(APIView):
    """Where everything is: each list with the filters of its page, one page at a time."""

    @extend_schema(
        operation_id="start",
        summary="The addresses of all lists",
        parameters=[FORMAT],
        responses={200: {"type": "object"}, 400: RefusalSerializer},
        tags=["Start"],
    )
    def get(self, request):
        names = (*LISTS, "schema", "documentation")
        return Response({name: reverse(f"api-{name}", request=request) for name in names})


class Nowhere(APIView):
    """Any other address below the API's: refused as the API refuses."""

    schema = None

    def get(self, request):
        raise Http404
