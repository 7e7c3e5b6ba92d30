"""A question -> the entries that answer it, nearest first, and the nearest words where none does."""

from dataclasses import dataclass, replace
from enum import Enum

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz, process

from ..models.search import EntryKind
from .engines import Engine, engine_for
from .folding import BORDER, keys_of
from .questions import Question, Term

HEADING, BODY = "heading_words", "body_words"
HEADING_SOUNDS, BODY_SOUNDS = "heading_sounds", "body_sounds"

#: How much of a mistyped word has to be right, in hundredths.
NEAR_ENOUGH = 75

#: Shorter words than this have too many neighbours to guess which was meant.
SHORTEST_GUESS = 4


class Hearing(Enum):
    """Whether words are meant as typed, or may go on, or be another spelling: a likely one, or any."""

    NONE = 0
    LIKELIEST = 1
    ANY = 2


@dataclass(frozen=True)
class Scope:
    """Where an entry has the words, and how much like them these have to be."""

    columns: tuple[str, ...]
    sound_columns: tuple[str, ...] = ()
    hearing: Hearing = Hearing.NONE


#: The words as typed in the heading come first; then a beginning or the same name in another spelling there; then
#: what sounds alike.
HEADINGS = (
    Scope((HEADING,)),
    Scope((HEADING,), (HEADING_SOUNDS,), Hearing.LIKELIEST),
    Scope((HEADING,), (HEADING_SOUNDS,), Hearing.ANY),
)

#: After these come the words as typed in the text, and the rest. The last holds all others.
EVERYWHERE = (
    *HEADINGS,
    Scope((HEADING, BODY)),
    Scope((HEADING, BODY), (HEADING_SOUNDS, BODY_SOUNDS), Hearing.ANY),
)


def find(entries: QuerySet, question: Question) -> QuerySet:
    """Those of the `entries` that answer the question, with `nearness`, 0 the nearest, and `kind_order`.

    What is equally near is sorted by kind.
    """
    if not question.wanted:
        return _ranked(entries.none(), [])
    found = _found_in(EVERYWHERE, entries.db, question)
    return _ranked(entries.filter(pk__in=found[-1]), found[:-1])


def find_by_name(entries: QuerySet, question: Question, most: int) -> QuerySet:
    """As `find`, those whose heading answers the question, but of each nearness at most so many: some that are not
    among the `entries` count as well.
    """
    if not question.wanted:
        return _ranked(entries.none(), [])
    found = _found_in(HEADINGS, entries.db, question, most)
    return _ranked(entries.filter(pk__in=_any_of(found)), found[:-1])


def sharing_a_name(entries: QuerySet, name: str) -> QuerySet:
    """Those of the `entries` of people one of whose names sounds as one of the words of `name`."""
    keys = keys_of(name)
    if not keys:
        return entries.none()
    engine = engine_for(entries.db)
    shared = engine.either([engine.phrase([key], (HEADING_SOUNDS,), False) for key in keys])
    return entries.filter(pk__in=engine.entries(shared))


def _found_in(scopes: tuple[Scope, ...], database: str, question: Question, most: int | None = None) -> list[RawSQL]:
    engine = engine_for(database)
    return [engine.entries(_condition(engine, question, scope), most) for scope in scopes]


def _any_of(found: list[RawSQL]) -> RawSQL:
    """The keys that are in any of these, as one list: SQLite would look elsewhere first if they were several."""
    queries = " UNION ".join(f"SELECT * FROM ({keys.sql}) AS near_{place}" for place, keys in enumerate(found))
    return RawSQL(queries, [value for keys in found for value in keys.params])


def _ranked(entries: QuerySet, near: list[RawSQL]) -> QuerySet:
    nearness = [When(pk__in=keys, then=Value(place)) for place, keys in enumerate(near)]
    kinds = [When(kind=kind, then=Value(order)) for order, kind in enumerate(EntryKind)]
    return entries.annotate(
        nearness=Case(*nearness, default=Value(len(near)), output_field=IntegerField()),
        kind_order=Case(*kinds, output_field=IntegerField()),
    )


def _condition(engine: Engine, question: Question, scope: Scope) -> str:
    """The question in a database's own words."""
    wanted = engine.every([_of_term(engine, term, scope) for term in question.wanted])
    if not question.unwanted:
        return wanted
    return engine.but_not(wanted, [engine.phrase(term.words, (HEADING, BODY), False) for term in question.unwanted])


def _of_term(engine: Engine, term: Term, scope: Scope) -> str:
    if scope.hearing == Hearing.NONE:
        return engine.phrase(term.words, scope.columns, False)
    ways = [engine.phrase(term.words, scope.columns, term.is_beginning)]
    if term.readings:
        ways.append(engine.every([_heard(engine, readings, term, scope.hearing) for readings in term.readings]))
    if term.sounds and scope.hearing == Hearing.ANY:
        ways.append(engine.every([engine.phrase([sound], scope.sound_columns, False) for sound in term.sounds]))
    return engine.either(ways)


def _heard(engine: Engine, readings: tuple[str, ...], term: Term, hearing: Hearing) -> str:
    likely = readings[:1] if hearing == Hearing.LIKELIEST else readings
    return engine.either([engine.phrase([reading], (HEADING_SOUNDS,), term.is_beginning) for reading in likely])


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
        corrected[term] = replace(term, words=(word,), sounds=(), readings=())
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
