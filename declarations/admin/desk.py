"""The curation desk: one undecided mention, or two rows that look like one person, after the other.

Everything on it is a plain form with buttons; `desk.js` adds single keys for them.
"""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from .. import deciding
from ..deciding import waiting
from ..models import Case, Citation, Country, Decision, Signatory
from ..roles import VIEW_RESTRICTED
from .decisions import sentences
from .links import change_link
from .passages import in_paragraph, printed_in

#: How many of a curator's last decisions the desk offers to undo.
LAST_DECISIONS = 5
#: How many cases a search on the desk shows.
FOUND = 9
#: How many skipped items a session remembers.
SKIPPED = 500

PAIRED = {"case": Case, "signatory": Signatory}
MAY_PAIR = {"case": "declarations.change_case", "signatory": "declarations.change_signatory"}


class Desk:
    """One request at the desk: who sits there, what is asked for, what was skipped in this session."""

    def __init__(self, request):
        self.request, self.user = request, request.user
        asked = request.POST if request.method == "POST" else request.GET
        self.item, self.words = asked.get("item", ""), asked.get("q", "").strip()
        self.skipped = request.session.get("desk-skipped", [])

    def next_item(self) -> "MentionItem | PairItem | None":
        """What is asked for, or else what waits first: equal names, likely duplicates, then all other mentions."""
        if self.item:
            return self.item_named(self.item)
        citation = waiting.next_mention(skipped=self._skipped_mentions())
        if citation is None or citation.tier > 1:
            for kind in PAIRED:
                if pair := self._likeliest_pair(kind):
                    return PairItem(kind, pair)
        return MentionItem(citation) if citation else None

    def _likeliest_pair(self, kind: str) -> waiting.Pair | None:
        if not self.user.has_perm(MAY_PAIR[kind]):
            return None
        return next(iter(waiting.likely_duplicates(PAIRED[kind], self._skipped(kind), most=1)), None)

    def item_named(self, name: str) -> "MentionItem | PairItem":
        kind, *keys = name.split("-")
        if not all(key.isascii() and key.isdigit() and len(key) < 19 for key in keys):
            raise Http404
        if kind == "mention" and len(keys) == 1:
            rows = Citation.objects.select_related("declaration", "edition", "case", "decided_by")
            return MentionItem(get_object_or_404(rows, pk=keys[0]))
        if kind in PAIRED and len(keys) == 2:
            one, other = (PAIRED[kind].objects.filter(pk=key).first() for key in keys)
            if one and other:
                return PairItem(kind, waiting.pair_of(one, other))
        raise Http404

    def _skipped(self, kind: str) -> list[tuple[int, ...]]:
        names = [name.split("-") for name in self.skipped]
        return [tuple(map(int, keys)) for of_kind, *keys in names if of_kind == kind]

    def _skipped_mentions(self) -> list[int]:
        return [key for (key,) in self._skipped("mention")]

    def skip(self, name: str) -> None:
        self.item_named(name)
        self.request.session["desk-skipped"] = [*self.skipped, name][-SKIPPED:]

    def last_decisions(self):
        return Decision.objects.standing().filter(by=self.user)[:LAST_DECISIONS]


@dataclass
class MentionItem:
    citation: Citation

    template = "admin/declarations/desk/mention.html"
    permission = "declarations.change_citation"

    @property
    def name(self) -> str:
        return f"mention-{self.citation.pk}"

    def context(self, words: str) -> dict:
        citation = self.citation
        candidates = self._found(words) if words else waiting.candidates_of(citation)
        first = candidates[0].case if candidates else None
        return {
            "citation": citation,
            "declaration": change_link(citation.declaration, f"{citation.declaration}, {citation.declaration.title}"),
            "passage": printed_in(citation.passage, citation.printed),
            "paragraph": in_paragraph(citation.edition, citation.start, citation.end),
            "candidates": [CandidateShown(candidate) for candidate in candidates],
            "identical": waiting.identical_to(citation, first) if first and not words else [],
            "state": waiting.state_meant(citation),
            "countries": Country.objects.all(),
        }

    def _found(self, words: str) -> list[waiting.Candidate]:
        countries = waiting.countries_of(self.citation.edition)
        return [
            waiting.candidate_of(self.citation, case, countries) for case in waiting.cases_named(words, most=FOUND)
        ]

    def decide(self, request) -> str | None:
        """Takes the decision of the button that was pressed, and says what was done."""
        by, why = request.user, request.POST.get("why", "")
        wanted = request.POST.get("decision")
        if wanted == "confirm":
            return str(deciding.confirm_mentions([self.citation], self._chosen(request), by=by, reason=why))
        if wanted == "confirm-all":
            return self._confirm_all(request, by, why)
        if wanted == "reject":
            return str(deciding.reject_mentions([self.citation], by=by, reason=why))
        if wanted == "no-citation":
            return str(deciding.reject_mentions([self.citation], by=by, reason=why, is_other_person=False))
        if wanted == "new-case":
            decision, _ = deciding.new_case_of([self.citation], by=by, reason=why, **self._case_asked(request))
            return str(decision)
        raise Http404

    def _confirm_all(self, request, by, why: str) -> str:
        """Confirms this mention and those identical to it that the page had shown."""
        case = self._chosen(request)
        shown = set(request.POST.getlist("identical"))
        identical = [row for row in waiting.identical_to(self.citation, case) if str(row.pk) in shown]
        return str(deciding.confirm_mentions([self.citation, *identical], case, by=by, reason=why))

    def _chosen(self, request) -> Case:
        key = request.POST.get("candidate", "")
        case = Case.objects.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
        if case is None:
            raise ValidationError(f"Choose the case that “{self.citation.printed}” is, then confirm.")
        return case

    def _case_asked(self, request) -> dict:
        if not request.user.has_perm("declarations.add_case"):
            raise PermissionDenied
        name = " ".join(request.POST.get("name", "").split())
        country = Country.objects.filter(pk=request.POST.get("country", "")).first()
        return {"name": name or self.citation.printed, "country": country}


class CandidateShown:
    """A candidate with what tells it from others."""

    def __init__(self, candidate: waiting.Candidate):
        self.case, self.spelling = candidate.case, candidate.spelling
        self.percent = round(100 * candidate.comparison.score)
        self.reasons = candidate.comparison.reasons

    @property
    def link(self):
        return change_link(self.case)

    def spellings(self):
        return [row.spelling for row in self.case.spellings.all()[:8]]

    def citations(self):
        cited = self.case.citations.confirmed().select_related("declaration").latest_first()[:2]
        return [(citation.declaration, printed_in(citation.passage, citation.printed)) for citation in cited]


@dataclass
class PairItem:
    kind: str
    pair: waiting.Pair

    template = "admin/declarations/desk/pair.html"

    @property
    def permission(self) -> str:
        return MAY_PAIR[self.kind]

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.pair.one.pk}-{self.pair.other.pk}"

    def context(self, words: str) -> dict:
        one, other = self.pair.one, self.pair.other
        stays = max((one, other), key=lambda row: (self._weight(row), -row.pk))
        return {
            "kind": self.kind,
            "percent": round(100 * self.pair.comparison.score),
            "reasons": self.pair.comparison.reasons,
            "refusals": deciding.reasons_against(one, other),
            "sides": [SideShown(row, stays=row.pk == stays.pk) for row in (one, other)],
        }

    def _weight(self, row) -> int:
        return row.citations.count() + row.follow_ups.count() if self.kind == "case" else row.signatures.count()

    def decide(self, request) -> str | None:
        by, why = request.user, request.POST.get("why", "")
        one, other = self.pair.one, self.pair.other
        wanted = request.POST.get("decision")
        if wanted == "confirm":
            survivor, absorbed = (one, other) if request.POST.get("candidate") == str(one.pk) else (other, one)
            return str(deciding.merge(absorbed, survivor, by=by, reason=why))
        if wanted == "reject":
            return str(deciding.keep_apart(one, other, by=by, reason=why))
        raise Http404


@dataclass
class SideShown:
    """One of two rows side by side: what it is called, what hangs on it."""

    row: Case | Signatory
    stays: bool

    @property
    def link(self):
        return change_link(self.row)

    def spellings(self):
        return [row.spelling for row in self.row.spellings.all()[:12]]

    def citations(self):
        if isinstance(self.row, Signatory):
            return []
        cited = self.row.citations.confirmed().select_related("declaration").latest_first()[:3]
        return [(citation.declaration, printed_in(citation.passage, citation.printed)) for citation in cited]

    def follow_ups(self):
        return [] if isinstance(self.row, Signatory) else self.row.follow_ups.newest_first()[:5]

    def signatures(self):
        if isinstance(self.row, Case):
            return []
        return self.row.signatures.select_related("declaration").order_by("-declaration__tabled_on")[:8]


@admin.site.admin_view
def desk(request):
    """Shows what waits first; takes a decision about what is shown, skips it, or undoes a decision."""
    # Candidates, pairs and earlier decisions may be of restricted cases.
    if not request.user.has_perms(["declarations.change_citation", VIEW_RESTRICTED]):
        raise PermissionDenied
    at = Desk(request)
    if request.method == "POST":
        return decided(request, at)
    item = at.next_item()
    context = {
        **admin.site.each_context(request),
        "title": "Curation desk",
        "item": item,
        "words": at.words,
        "skipped": len(at.skipped),
        "last_decisions": at.last_decisions(),
        "mentions_left": Citation.objects.suggested().count(),
        "may_add_case": request.user.has_perm("declarations.add_case"),
        **(item.context(at.words) if item else {}),
    }
    return render(request, item.template if item else "admin/declarations/desk/empty.html", context)


def decided(request, at: Desk):
    """What a button asked for, then the next item; where a rule forbids it, the sentence that says so."""
    if key := request.POST.get("undo"):
        return undone(request, key)
    if request.POST.get("decision") == "again":
        request.session["desk-skipped"] = []
        return redirect("desk")
    if request.POST.get("decision") == "skip":
        at.skip(at.item)
        return redirect("desk")
    try:
        item = at.item_named(at.item)
        if not request.user.has_perm(item.permission):
            raise PermissionDenied
        messages.success(request, item.decide(request))
    except Http404:
        messages.error(request, "This was merged or decided by somebody else meanwhile.")
    except (ValidationError, IntegrityError) as error:
        for sentence in sentences(error):
            messages.error(request, sentence)
        if is_open(at):
            return redirect(f"{reverse('desk')}?{urlencode({'item': at.item})}")
    return redirect("desk")


def is_open(at: Desk) -> bool:
    """Whether what was asked about still waits, so that it can be decided otherwise."""
    try:
        item = at.item_named(at.item)
    except Http404:
        return False
    return isinstance(item, PairItem) or item.citation.state == "suggested"


def undone(request, key: str):
    """Undoes one of the curator's own decisions, and shows what it was about again."""
    own = Decision.objects.filter(by=request.user)
    decision = get_object_or_404(own, pk=key if key.isascii() and key.isdigit() and len(key) < 19 else 0)
    try:
        stayed = deciding.undo(decision, by=request.user)
    except (ValidationError, IntegrityError) as error:
        for sentence in sentences(error):
            messages.error(request, sentence)
        return redirect("desk")
    messages.success(request, f"Undone: {decision}.")
    for sentence in stayed:
        messages.warning(request, sentence)
    mention = decision.changes.filter(model="citation").order_by("object_id").first()
    if mention and decision.kind not in ("merge", "split"):
        return redirect(f"{reverse('desk')}?{urlencode({'item': f'mention-{mention.object_id}'})}")
    return redirect("desk")
