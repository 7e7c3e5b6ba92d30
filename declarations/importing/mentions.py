"""The names found in the text -> mentions, of which those that are surely known are citations at once."""

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from .. import following, matching
from ..models import Citation, Declaration, Edition
from ..models.vocabulary import CitationState, Role
from ..names import NameTable, name_key
from ..reading import ParsedDeclaration, ParsedMention


def add_mentions(declaration: Declaration, edition: Edition, parsed: ParsedDeclaration) -> None:
    """Stores the mentions that no other edition of the declaration holds already, decided or not."""
    known = NameTable((printed, True) for printed in declaration.citations.values_list("printed", flat=True))
    new = [mention for mention in parsed.mentions if not known.of(mention.printed)]
    matches = matching.match_mentions(new, matching.countries_named(parsed))
    rows = [_new_citation(edition, mention, match) for mention, match in zip(new, matches, strict=True)]
    bulk_create_with_history(rows, Citation, default_change_reason=f"Read in {edition}")
    following.refresh_cases({row.case_id for row in rows if row.state == CitationState.CONFIRMED})


def _new_citation(edition: Edition, mention: ParsedMention, match: matching.CaseMatch) -> Citation:
    is_citation = match.is_known and mention.role == Role.VICTIM
    return Citation(
        declaration=edition.declaration,
        edition=edition,
        case=match.case,
        start=mention.start,
        end=mention.end,
        printed=mention.printed,
        key=name_key(mention.printed),
        passage=mention.passage.text,
        role=mention.role,
        claim=mention.claim,
        allegations=list(mention.allegations),
        reasons=list(mention.reasons),
        state=CitationState.CONFIRMED if is_citation else CitationState.SUGGESTED,
        decided_at=timezone.now() if is_citation else None,
    )
