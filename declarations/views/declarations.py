"""/declarations/: the list, one declaration with its people then and now, and the documents as received."""

from collections import Counter
from datetime import date

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, View

from ..filters import DeclarationFilter
from ..following.published import end_of
from ..models import Case, Citation, Communication, Declaration, Edition, FollowUp, PoliticalGroup, ReadingWarning
from ..models.vocabulary import NO_CLAIM, CitationState, Language
from ..saying import is_french
from .as_of import AsOfAsked
from .citing import declaration_data
from .editions import stages_of, with_differences
from .figures import signatures_figure
from .lists import FilteredList
from .published import PublishedOn
from .responses import beside_ours
from .then_and_now import changes_of, summed_up

#: Handed out under their own type; everything else is a stream of bytes to a browser, so that it never runs it.
HARMLESS_TYPES = {"application/pdf", "text/plain", "text/markdown"}


class DeclarationList(FilteredList):
    model = Declaration
    filterset_class = DeclarationFilter
    template_stem = "declaration"
    singular = _("declaration")
    plural = _("declarations")

    def get_rows(self):
        return Declaration.objects.written().with_counts(self.request.user)


class DeclarationDetail(PublishedOn, AsOfAsked, DetailView):
    """One declaration: its text with the people it cites, who signed it, and what became of these people."""

    template_name = "declarations/declaration_detail.html"
    context_object_name = "declaration"

    def get_object(self, queryset=None):
        return get_object_or_404(Declaration.objects.written(), number=self.kwargs["number"])

    def as_published(self, day: date):
        declaration = self.get_object()
        cited = Citation.history.as_of(end_of(day)).filter(declaration=declaration, state=CitationState.CONFIRMED)
        claims = {}
        for citation in sorted(cited, key=lambda row: row.start):
            if claims.get(citation.case_id, "") in NO_CLAIM:
                claims[citation.case_id] = citation.claim
        cases = list(Case.objects.visible_to(self.request.user).filter(pk__in=claims))
        cases.sort(key=lambda case: list(claims).index(case.pk))
        return self.render_published(day, declaration.title, self.rows_said(day, cases, claims))

    def get_context_data(self, **context):
        declaration = self.object
        editions = list(declaration.editions.all())
        citations = list(self.citations())
        shown = _edition_to_show(editions, citations)
        beside = _edition_beside(shown, editions, citations)
        citations.sort(key=lambda citation: (citation.edition_id != shown.pk if shown else True, citation.start))
        changes = changes_of(citations)
        signed = declaration.signatures.select_related("country", "group", "signatory")
        signatures = list(signed.prefetch_related("country__former_names"))
        query = {"declaration": declaration.number}
        of_today = PoliticalGroup.objects.of_today()
        for signature in signatures:
            signature.group_of_today = of_today.get(signature.group_id, signature.group)
        return super().get_context_data(
            editions=with_differences(editions),
            later_editions=stages_of(editions, signatures)[1:],
            heading=_title_in_french(shown, beside) or declaration.title,
            edition=shown,
            marks=_marks(citations, changes, shown),
            beside=beside,
            marks_beside=_marks(citations, changes, beside),
            source_total=self.source_total(changes),
            signatures=signatures,
            countries=Counter((signature.country, signature.country_name) for signature in signatures).most_common(),
            groups=Counter((signature.group, signature.group_of_today) for signature in signatures).most_common(),
            total_agrees=_total_agrees(editions, len(signatures)),
            signed=signatures_figure(signatures, {"declaration": declaration.number}),
            demands=declaration.demands.select_related("edition"),
            communications=self.communications_of(declaration),
            figures=self.figures(),
            query=query,
            source_query={"declaration": declaration.number},
            cited_as=self.citation_of(
                _("Written declaration %(declaration)s: what became of those it cites") % {"declaration": declaration}
            ),
            linked_data=declaration_data(declaration, editions, signatures, changes, self.site),
            **summed_up(changes, gettext("it cites"), {**query, "as_of": self.asked_day}),
            **context,
        )

    def citations(self):
        cited = self.object.citations.visible_to(self.request.user)
        return cited.then_and_now(self.asked_day).select_related("case", "declaration", "edition")

    def figures(self):
        stated = self.object.stated_figures.select_related("declaration", "edition", "country")
        return beside_ours(stated, Communication.objects.visible_to(self.request.user))

    def source_total(self, changes) -> int:
        followed = FollowUp.objects.standing().visible_to(self.request.user).known_by(self.get_as_of())
        return followed.filter(case__in=[change.case.pk for change in changes]).source_total()


def _edition_to_show(editions: list[Edition], citations: list[Citation]) -> Edition | None:
    """The first edition in which somebody is cited, or else the first; one in the reader's language before others."""
    cited_in = {citation.edition_id for citation in citations}
    wanted = Language.FRENCH if is_french() else Language.ENGLISH

    def preference(edition):
        return edition.pk not in cited_in, edition.language != wanted

    return min(editions, key=preference, default=None)


def _edition_beside(shown: Edition | None, editions: list[Edition], citations: list[Citation]) -> Edition | None:
    """The same text in the other language, where we have both."""
    others = [one for one in editions if shown and one.language != shown.language and one.reading["paragraphs"]]
    return _edition_to_show(others, citations)


def _title_in_french(shown: Edition | None, beside: Edition | None) -> str:
    """The French title, where the French text is shown first of two."""
    is_so = beside and shown.language == Language.FRENCH
    return shown.reading.get("title", {}).get("text", "") if is_so else ""


def _total_agrees(editions: list[Edition], number: int) -> bool:
    """Whether a document with as many signatures says itself that it has so many."""
    doubtful = set(ReadingWarning.objects.about_total().filter(edition__in=editions).values_list("edition", flat=True))
    return any(
        edition.prints_total and edition.pk not in doubtful and len(edition.reading["signatures"]) == number
        for edition in editions
    )


def _marks(citations, changes, edition) -> list[tuple[Citation, int]]:
    """The citations in the text of `edition`, each with the number of its case."""
    numbers = {change.case.pk: change.number for change in changes}
    return [(citation, numbers[citation.case_id]) for citation in citations if citation.edition == edition]


class EditionDownload(View):
    """The document as received, byte for byte, to be saved and never to be run by a browser."""

    def get(self, request, number, sha256):
        edition = get_object_or_404(Edition, declaration__number=number, sha256=sha256)
        try:
            file = edition.file.open("rb")
        except (FileNotFoundError, ValueError):
            raise Http404("The document is not kept here.") from None
        media_type = edition.media_type if edition.media_type in HARMLESS_TYPES else "application/octet-stream"
        return FileResponse(
            file,
            as_attachment=True,
            filename=edition.filename or sha256,
            content_type=media_type,
            headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"},
        )
