"""What somebody may be typing -> the names of what it may become."""

from dataclasses import replace

from django.db.models import QuerySet

from ..models.search import EntryKind
from .finding import find_by_name
from .questions import Question, understand

#: What has a name of its own.
NAMED = (EntryKind.CASE, EntryKind.SIGNATORY, EntryKind.DECLARATION)

#: Fewer letters than this begin too many names.
SHORTEST = 2

#: Of more names than this that are equally near only the first are looked at: they say little about each other.
LOOKED_AT = 100


def suggest(entries: QuerySet, typed: str, most: int) -> QuerySet:
    """Those of the `entries` of cases, signatories and declarations whose names hold what was typed so far, in any
    spelling and alphabet, the likeliest first and at most so many."""
    found = find_by_name(entries.of_kinds(NAMED), _as_far_as(typed), LOOKED_AT)
    return found.order_by("nearness", "kind_order", "heading", "object_id")[:most]


def _as_far_as(typed: str) -> Question:
    """The question, of which the last word may go on; without it where it has hardly begun."""
    question = understand(typed)
    if not question.wanted:
        return question
    *whole, last = question.wanted
    if len(last.words[-1]) < SHORTEST:
        return replace(question, wanted=tuple(whole))
    return replace(question, wanted=(*whole, replace(last, is_open=not last.is_exact)))
