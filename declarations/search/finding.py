"""A question -> the entries that answer it, nearest first, and the nearest words where none does."""

from dataclasses import replace

from django.db.models import Case, IntegerField, QuerySet, Value, When
from rapidfuzz import fuzz, process

from ..models.search import EntryKind
from .engines import Engine, engine_for
from .folding import BORDER
from .questions import Question, Term

HEADING, BODY = "heading_words", "body_words"
HEADING_SOUNDS, BODY_SOUNDS = "heading_sounds", "body_sounds"

#: How much of a mistyped word has to be right, in hundredths.
NEAR_ENOUGH = 75

#: Shorter words than this have too many neighbours to guess which was meant.
SHORTEST_GUESS = 4


def find(entries: QuerySet, question: Question) -> QuerySet:
    """Those of the `entries` that answer the question, with `nearness`, 0 the nearest, and `kind_order`.

    The words as typed in the heading come first; then a beginning or another spelling there; then the words as typed
    in the text; then the rest. What is equally near is sorted by kind.
    """
    if not question.wanted:
        return entries.filter(pk__in=[]).annotate(nearness=Value(0), kind_order=Value(0))
    engine = engine_for(entries.db)
    near = [
        When(pk__in=engine.entries(_condition(engine, question, *scope)), then=Value(nearness))
        for nearness, scope in enumerate([((HEADING,), ()), ((HEADING,), (HEADING_SOUNDS,)), ((HEADING, BODY), ())])
    ]
    kinds = [When(kind=kind, then=Value(order)) for order, kind in enumerate(EntryKind)]
    anywhere = _condition(engine, question, (HEADING, BODY), (HEADING_SOUNDS, BODY_SOUNDS))
    return entries.filter(pk__in=engine.entries(anywhere)).annotate(
        nearness=Case(*near, default=Value(len(near)), output_field=IntegerField()),
        kind_order=Case(*kinds, output_field=IntegerField()),
    )


def _condition(engine: Engine, question: Question, columns: tuple, sound_columns: tuple) -> str:
    """The question in a database's own words. Without `sound_columns` words are meant exactly as typed."""
    wanted = engine.every([_of_term(engine, term, columns, sound_columns) for term in question.wanted])
    if not question.unwanted:
        return wanted
    return engine.but_not(wanted, [engine.phrase(term.words, (HEADING, BODY), False) for term in question.unwanted])


def _of_term(engine: Engine, term: Term, columns: tuple, sound_columns: tuple) -> str:
    written = engine.phrase(term.words, columns, bool(sound_columns) and term.is_beginning)
    if not term.sounds or not sound_columns:
        return written
    heard = engine.every([engine.phrase([sound], sound_columns, False) for sound in term.sounds])
    return engine.either([written, heard])


def correct(entries: QuerySet, question: Question) -> Question | None:
    """The question with each word that is in none of the `entries` replaced by the nearest word of their headings.

    None where nothing near is found, or nothing was mistyped.
    """
    mistyped = [term for term in question.wanted if not find(entries, Question((term,))).exists()]
    known = _words_of_headings(entries) if mistyped else []
    corrected = {}
    for term in mistyped:
        word = _nearest(term, known)
        if word is None:
            return None
        corrected[term] = replace(term, words=(word,), sounds=())
    if not corrected:
        return None
    return replace(question, wanted=tuple(corrected.get(term, term) for term in question.wanted))


def _words_of_headings(entries: QuerySet) -> list[str]:
    words = set()
    for heading in entries.values_list("heading_words", flat=True).order_by().iterator():
        words.update(heading.split())
    words.discard(BORDER)
    return sorted(words)


def _nearest(term: Term, known: list[str]) -> str | None:
    if len(term.words) > 1 or len(term.words[0]) < SHORTEST_GUESS:
        return None
    found = process.extractOne(term.words[0], known, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return found[0] if found else None
