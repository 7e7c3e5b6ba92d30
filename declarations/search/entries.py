"""The rows -> the entries of the index: what each kind of row can be found by."""

from collections.abc import Callable, Iterable, Iterator

from django.db.models import QuerySet

from ..models import Case, Communication, Declaration, FollowUp, SearchEntry, Signatory
from ..models.search import EntryKind
from ..models.vocabulary import Situation
from .folding import sounds_of, sounds_of_names, tidy, words_of


def _entry(
    kind: str, row, heading: str, shown: Iterable[str] = (), also=(), unshown=(), is_named=False, **fields
) -> SearchEntry:
    """An entry of a row. `shown` are the texts of its body and `also` other names that stand beside the heading;
    by the texts in `unshown` it is found as well. `is_named` says that the headings are a person's names.
    """
    headings, shown = [heading, *also], [text for text in shown if text]
    texts = [*shown, *(text for text in unshown if text)]
    return SearchEntry(
        kind=kind,
        object_id=row.pk,
        heading=tidy(heading),
        body=tidy(" ".join(shown)),
        heading_words=words_of(headings),
        body_words=words_of(texts),
        heading_sounds=sounds_of_names(headings) if is_named else sounds_of(headings),
        body_sounds=sounds_of(texts),
        **fields,
    )


def of_cases(cases: QuerySet) -> Iterator[SearchEntry]:
    """A case is found by its name in every recorded spelling, its state and its summary."""
    for case in cases.select_related("country").prefetch_related("spellings", "categories"):
        known_as = [category.get_category_display() for category in case.categories.all()]
        state = [case.country.name_en, case.country.name_fr] if case.country else []
        also = sorted({row.spelling for row in case.spellings.all()} - {case.name})
        yield _entry(EntryKind.CASE, case, case.name, [case.summary], also, [*known_as, *state], is_named=True)


def of_signatories(signatories: QuerySet) -> Iterator[SearchEntry]:
    """A signatory is found by the name in every spelling, and the country."""
    for signatory in signatories.select_related("country").prefetch_related("spellings"):
        country = [signatory.country.name_en, signatory.country.name_fr] if signatory.country else []
        also = sorted({row.spelling for row in signatory.spellings.all()} - {signatory.name})
        yield _entry(EntryKind.SIGNATORY, signatory, signatory.name, also=also, unshown=country, is_named=True)


def of_declarations(declarations: QuerySet) -> Iterator[SearchEntry]:
    """A declaration is found by its numbers, its titles and its whole text, and each of its paragraphs by itself.

    Of several documents in one language the first stands for all, for they have one text.
    """
    for declaration in declarations.prefetch_related("editions"):
        first = {edition.language: edition for edition in reversed(declaration.editions.all())}
        passages = [
            (edition.language, place, paragraph["text"])
            for edition in sorted(first.values(), key=lambda edition: edition.pk)
            for place, paragraph in enumerate(edition.reading["paragraphs"], start=1)
        ]
        dated = declaration.tabled_on
        heading = f"{declaration}, {declaration.title}"
        document = f"Doc. {declaration.doc_number}" if declaration.doc_number else ""
        titles = [_title(edition.reading) for edition in first.values()]
        also = [title for title in dict.fromkeys(titles) if title and tidy(title) != tidy(declaration.title)]
        texts = [text for _, _, text in passages]
        yield _entry(EntryKind.DECLARATION, declaration, heading, texts, also, [document], dated=dated)
        for language, place, text in passages:
            fields = {"place": place, "language": language, "dated": dated}
            yield _entry(EntryKind.PASSAGE, declaration, "", [text], **fields)


def _title(reading: dict) -> str:
    title = reading.get("title") or ""
    return title["text"] if isinstance(title, dict) else title


def of_communications(communications: QuerySet) -> Iterator[SearchEntry]:
    """A communication is found by its title, reference, body and note."""
    for communication in communications.select_related("country"):
        act = f"{communication.get_body_display()}, {communication.get_kind_display()} {communication.reference}"
        state = communication.country.name_en if communication.country else ""
        heading, dated = communication.title, communication.issued_on
        yield _entry(
            EntryKind.COMMUNICATION, communication, heading, [act, communication.note], (), [state], dated=dated
        )


def of_follow_ups(follow_ups: QuerySet) -> Iterator[SearchEntry]:
    """A follow-up is found by its note, what happened, and the names of the case it is about.

    The names stand in the body, for whoever looks for a name wants the case first.
    """
    rows = follow_ups.select_related("case", "demand__declaration", "communication").prefetch_related(
        "case__spellings", "source_links__source"
    )
    for row in rows:
        situation = Situation(row.situation).label if row.situation else ""
        happened = f"{row.get_kind_display()} {situation}".strip()
        names = sorted({one.spelling for one in row.case.spellings.all()} | {row.case.name}) if row.case else []
        sources = [f"{link.source.publisher} {link.source.title}" for link in row.source_links.all()]
        unshown = [_subject(row), *names, *sources]
        yield _entry(EntryKind.FOLLOW_UP, row, happened, [row.note], (), unshown, dated=row.occurred_on)


def _subject(row: FollowUp) -> str:
    """What a follow-up is about that is no case. A communication counts only then: else it may be a restricted one."""
    if row.demand:
        return row.demand.summary
    return "" if row.case else row.communication.title


#: The rows that have entries, the kinds of these, and what makes them.
SOURCES: dict[type, tuple[tuple[str, ...], Callable[[QuerySet], Iterator[SearchEntry]]]] = {
    Case: ((EntryKind.CASE,), of_cases),
    Signatory: ((EntryKind.SIGNATORY,), of_signatories),
    Declaration: ((EntryKind.DECLARATION, EntryKind.PASSAGE), of_declarations),
    Communication: ((EntryKind.COMMUNICATION,), of_communications),
    FollowUp: ((EntryKind.FOLLOW_UP,), of_follow_ups),
}
