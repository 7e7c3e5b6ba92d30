"""What all lists share: strict filters, facets, chips, paging, data to take away, and the day the page speaks of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from django.views.generic.base import ContextMixin

from ..exports import FORMATS, Listing, Table, table_of
from ..exports.columns import NO_DATE, moment
from ..filters import ListFilter
from ..models.follow_ups import today
from ..saying import is_one, number_text
from .paging import KeyedPaginator
from .refusals import no_such_page, refusal


class AsOf(ContextMixin):
    """A page whose numbers hold as of a day: today unless the page says otherwise."""

    def get_as_of(self) -> date:
        return today()

    def get_context_data(self, **context):
        return super().get_context_data(as_of=self.get_as_of(), **context)


@dataclass(frozen=True)
class Chip:
    """A value that is asked for, and the query string of the list without it."""

    text: str
    query: str


@dataclass(frozen=True)
class Choice:
    """One value of a facet, how many rows it would give, and the query string that chooses or drops it."""

    code: str
    label: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class Facet:
    """A filter that the page offers as links with counts."""

    name: str
    title: str
    choices: list[Choice]


@dataclass(frozen=True)
class Download:
    """A format that the list is given in, and the query string that asks for it."""

    name: str
    title: str
    query: str


#: What people call the formats.
FORMAT_TITLES = {"csv": "CSV", "json": "JSON", "xlsx": "XLSX", "atom": gettext_lazy("Atom feed")}

#: How many rows of an export are in memory at a time.
ROWS_AT_A_TIME = 500


class FilteredList(AsOf, ListView):
    """A list with its filters. A wrong value is refused with a sentence, and no row is shown.

    With `format=` the same rows are given as data, all pages at once, as everybody may see them.
    """

    filterset_class: type[ListFilter]
    template_stem = ""
    paginate_by = 50
    paginator_class = KeyedPaginator
    singular = gettext_lazy("row")
    plural = gettext_lazy("rows")

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format") or "html"
        if wanted != "html":
            # What is taken away is on no account more than what everybody may see, whoever takes it.
            request.user = AnonymousUser()
        self.filter_by(request.GET)
        if sentence := self.refusal(wanted):
            return self.refuse(sentence, wanted)
        if wanted != "html":
            return FORMATS[wanted](self.listing(self.all_rows(), self.filterset.total))
        try:
            return super().get(request, *args, **kwargs)
        except Http404:  # the page number: all else is refused above
            paginator = self.get_paginator(self.object_list, self.get_paginate_by(self.object_list))
            return self.refuse(no_such_page(paginator.num_pages), wanted, status=404)

    def filter_by(self, query) -> None:
        """Makes the filters of this list from a query string."""
        self.filterset = self.filterset_class(query, queryset=self.get_rows(), request=self.request)

    def refusal(self, wanted: str = "html") -> str:
        """What is wrong with what is asked for, in a sentence; nothing where it is right."""
        if not self.filterset.is_valid():
            return self.filterset.error_sentence()
        if not _is_page_number(self.request.GET.get("page") or "1"):
            return _("This list cannot be shown. page: a page is a number from 1 on, such as 2.")
        if wanted != "html" and wanted not in FORMATS:
            sentence = _("This list cannot be shown. format: “%(wanted)s” is none of %(formats)s.")
            return sentence % {"wanted": wanted, "formats": ", ".join(["html", *FORMATS])}
        return ""

    def get_rows(self):
        """The rows that the user may see, before any filter."""
        raise NotImplementedError

    def get_queryset(self):
        return self.filterset.rows

    def get_paginator(self, queryset, per_page, **options):
        return super().get_paginator(queryset, per_page, total=self.filterset.total, **options)

    def rows_of(self, objects: list) -> list:
        """The rows that the page shows of these objects: they themselves, unless more has to be looked up."""
        return objects

    @property
    def table(self) -> Table:
        """The columns of this list as data."""
        return table_of(self.filterset.queryset.model)

    def listing(self, rows: Iterable, number: int) -> Listing:
        """These rows of the list, which has so many, as data."""
        request = self.request
        return Listing(
            table=self.table,
            rows=rows,
            sentence=self.sentence(number),
            as_of=self.get_as_of(),
            asked_day=self.filterset.asked().get("as_of"),
            changed_at=self.changed_at,
            site=request.build_absolute_uri("/").rstrip("/"),
            address=request.build_absolute_uri(),
        )

    def all_rows(self) -> Iterator:
        """The rows of all pages, a few hundred in memory at a time."""
        objects = self.get_queryset().iterator(chunk_size=ROWS_AT_A_TIME)
        while some := list(islice(objects, ROWS_AT_A_TIME)):
            yield from self.rows_of(some)

    def changed_at(self) -> datetime:
        """When a row of this list last changed."""
        columns = self.table.dated_by
        if not columns:
            return moment(self.get_as_of())
        latest = self.filterset.qs.order_by().aggregate(**{f"latest_{column}": Max(column) for column in columns})
        return max((moment(value) for value in latest.values() if value), default=moment(NO_DATE))

    def refuse(self, sentence: str, wanted: str, status: int = 400):
        """The answer to a value that is wrong."""
        if wanted != "html":
            return JsonResponse({"error": sentence}, status=status)
        context = {"filter": self.filterset, "form_fields": self.form_fields(), "as_of": today(), "view": self}
        return refusal(self.request, sentence, self.template_name, context, status)

    @property
    def template_name(self) -> str:
        return f"declarations/{self.template_stem}_list.html"

    def get_context_data(self, **context):
        self.filterset.show_counts()
        context = super().get_context_data(
            filter=self.filterset,
            chips=self.chips(),
            facets=self.facets(),
            form_fields=self.form_fields(),
            kept=self.kept(),
            downloads=self.downloads(),
            **context,
        )
        return {**context, "sentence": self.sentence(context["paginator"].count)}

    def sentence(self, number: int) -> str:
        """How many rows there are, and what they have in common."""
        counted = f"{number_text(number)} {self.noun(number)}"
        shared = self.filterset.sentence()
        return f"{counted} {shared}" if shared else counted

    def noun(self, number: int) -> str:
        """What so many rows of this list are called."""
        return self.singular if is_one(number) else self.plural

    def form_fields(self) -> list:
        """The fields of the form: what is no link elsewhere on the page."""
        hidden = {field.name for field in self.filterset.form.hidden_fields()}
        return [
            field
            for field in self.filterset.form
            if field.name not in hidden and field.name not in self.filterset.facets
        ]

    def kept(self) -> list[tuple[str, str]]:
        """What sending the form keeps: chosen links, and the order."""
        shown = {field.name for field in self.form_fields()}
        given = [(name, written) for name, written, _ in self.filterset.active() if name not in shown]
        ordering = self.filterset.form.cleaned_data["ordering"]
        return [*given, ("ordering", ordering)] if ordering else given

    def chips(self) -> list[Chip]:
        return [Chip(text, self.query_without(name, written)) for name, written, text in self.filterset.active()]

    def downloads(self) -> list[Download]:
        """The formats that this list is given in, with its filters."""
        found = []
        for name in FORMATS:
            query = self.first_page()
            query["format"] = name
            found.append(Download(name, FORMAT_TITLES[name], f"?{query.urlencode()}"))
        return found

    def facets(self) -> list[Facet]:
        return [self.facet(name) for name in self.filterset.facets]

    def facet(self, name: str) -> Facet:
        field = self.filterset.form.fields[name]
        counts = self.filterset.counts(name)
        chosen = self.filterset.asked().get(name, [])
        choices = [
            Choice(code, label, counts[code], code in chosen, self.query_toggled(name, code, code in chosen))
            for code, label in field.choices
            if counts[code] or code in chosen
        ]
        return Facet(name, field.label, choices)

    def query_toggled(self, name: str, value: str, is_chosen: bool) -> str:
        return self.query_without(name, value) if is_chosen else self.query_with(name, value)

    def query_with(self, name: str, value: str) -> str:
        query = self.first_page()
        query.appendlist(name, value)
        return f"?{query.urlencode()}"

    def query_without(self, name: str, value: str) -> str:
        query = self.first_page()
        others = [given for given in query.getlist(name) if given != value]
        query.setlist(name, others if len(others) < len(query.getlist(name)) else [])
        return f"?{query.urlencode()}"

    def first_page(self):
        """The query string as it is, without blanks and back at the first page."""
        query = self.filterset.data.copy()
        query.pop("page", None)
        query.pop("format", None)
        return query


def _is_page_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and text.strip("0") != ""
