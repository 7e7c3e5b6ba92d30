"""What all lists share: strict filters, facets, chips, paging, and the day as of which the page speaks."""

from dataclasses import dataclass
from datetime import date

from django.http import JsonResponse
from django.shortcuts import render
from django.views.generic import ListView
from django.views.generic.base import ContextMixin

from ..filters import ListFilter
from ..models.follow_ups import today


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


class FilteredList(AsOf, ListView):
    """A list with its filters. A wrong value is refused with a sentence, and no row is shown."""

    filterset_class: type[ListFilter]
    template_stem = ""
    paginate_by = 50
    singular = "row"
    plural = "rows"

    def get(self, request, *args, **kwargs):
        self.filterset = self.filterset_class(request.GET, queryset=self.get_rows(), request=request)
        wanted = request.GET.get("format") or "html"
        if not self.filterset.is_valid():
            return self.refuse(self.filterset.error_sentence(), wanted)
        if not _is_page_number(request.GET.get("page") or "1"):
            return self.refuse("This list cannot be shown. page: a page is a number, such as 2.", wanted)
        if wanted != "html":
            return self.refuse(f"This list is given as a page only, not as “{wanted}”.", wanted)
        return super().get(request, *args, **kwargs)

    def get_rows(self):
        """The rows that the user may see, before any filter."""
        raise NotImplementedError

    def get_queryset(self):
        return self.filterset.rows

    def refuse(self, sentence: str, wanted: str):
        """The answer to a value that is wrong."""
        if wanted == "json":
            return JsonResponse({"error": sentence}, status=400)
        context = {
            "filter": self.filterset,
            "refusal": sentence,
            "form_fields": self.form_fields(),
            "as_of": today(),
            "view": self,
        }
        return render(self.request, self.template_name, context, status=400)

    @property
    def template_name(self) -> str:
        return f"declarations/{self.template_stem}_list.html"

    def get_context_data(self, **context):
        context = super().get_context_data(
            filter=self.filterset,
            chips=self.chips(),
            facets=self.facets(),
            form_fields=self.form_fields(),
            kept=self.kept(),
            **context,
        )
        return {**context, "sentence": self.sentence(context["paginator"].count)}

    def sentence(self, number: int) -> str:
        """How many rows there are, and what they have in common."""
        counted = f"{number:,} {self.singular if number == 1 else self.plural}"
        shared = self.filterset.sentence()
        return f"{counted} {shared}" if shared else counted

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
        return query


def _is_page_number(text: str) -> bool:
    return text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()
