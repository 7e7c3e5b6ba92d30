"""/pictures/: each picture as a file of its own, and the numbers it is drawn from, by the filters of its list."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse, JsonResponse
from django.views.generic import View

from ..exports.formats import cell, csv_line
from .cases import CaseList
from .communications import CommunicationList
from .figures import Figure, answers_figure, pairs_of, signatures_figure, situations_figure, then_and_now_figure
from .lists import FilteredList
from .signatures import SignatureList


def _situations(listed: FilteredList) -> Figure:
    return situations_figure(listed.filterset.qs, listed.get_as_of(), {})


def _then_and_now(listed: FilteredList) -> Figure:
    filterset = listed.filterset
    since_found = filterset.is_since_found(filterset.asked())
    cited = filterset.qs.filter(shown_citation_count__gt=0)
    return then_and_now_figure(pairs_of(cited, "claim_then" if since_found else "shown_first_claim"), {})


def _signatures(listed: FilteredList) -> Figure:
    signatures = listed.filterset.qs.select_related("country", "group", "declaration")
    return signatures_figure(signatures.prefetch_related("country__former_names"), {})


def _answers(listed: FilteredList) -> Figure:
    return answers_figure(listed.filterset.qs, {})


#: Each picture, with the list whose rows it counts and whose filters it takes.
PICTURES: dict[str, tuple[type[FilteredList], Callable[[FilteredList], Figure]]] = {
    "situations": (CaseList, _situations),
    "then-and-now": (CaseList, _then_and_now),
    "signatures": (SignatureList, _signatures),
    "answers": (CommunicationList, _answers),
}


class PictureDownload(View):
    """The picture as SVG, or its numbers as CSV: of what everybody may see, whoever takes it."""

    def get(self, request, name, format):
        if name not in PICTURES:
            raise Http404("There is no such picture.")
        list_class, figure_of = PICTURES[name]
        request.user = AnonymousUser()
        listed = list_class()
        listed.setup(request)
        listed.filter_by(request.GET)
        if refusal := listed.refusal():
            return JsonResponse({"error": refusal}, status=400)
        figure = figure_of(listed)
        filename = f"{name}-{listed.get_as_of().isoformat()}.{format}"
        return HttpResponse(
            figure.svg if format == "svg" else _table(figure),
            content_type="image/svg+xml" if format == "svg" else "text/csv; charset=utf-8; header=present",
            headers={"Content-Disposition": f'attachment; filename="{filename}"'},
        )


def _table(figure: Figure) -> str:
    return "".join(csv_line([cell(value) for value in row]) for row in [figure.heads, *figure.numbers])
