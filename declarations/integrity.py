"""Whether the database agrees with itself: what is stored twice, places in texts, checksums, files.

`CHECKS` names the checks; each gives one sentence for a fault, naming the row. A new denormalised value comes with a
check of its own here.
"""

import hashlib
from collections.abc import Callable, Iterator

from django.db.models import Count, F, Prefetch

from . import following, search
from .matching import full_name
from .models import (
    Case,
    CaseSpelling,
    Citation,
    Communication,
    Demand,
    Edition,
    FollowUp,
    ReadingWarning,
    SignatorySpelling,
    Signature,
    SituationPeriod,
    Source,
    StatedFigure,
)
from .models.follow_ups import known_on
from .models.situations import FOLLOWED_COLUMNS
from .models.vocabulary import FollowUpState
from .names import name_key

#: How many rows are looked at together.
BATCH = 500


def faults() -> Iterator[str]:
    """Every fault, in a sentence each."""
    for check in CHECKS:
        yield from check()


def rebuild() -> None:
    """Writes anew all columns that following keeps: those of cases, communications and demands."""
    following.refresh_communications(Communication.objects.values_list("pk", flat=True))
    for demand in Demand.objects.all():
        Demand.objects.filter(pk=demand.pk).update(response=following.derive_response(demand=demand.pk))
    following.refresh_cases(Case.objects.values_list("pk", flat=True))


def case_faults() -> Iterator[str]:
    """The columns of cases and their situation periods, against what follows from the rows."""
    periods = Prefetch("situation_periods", SituationPeriod.objects.order_by("begins"))
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        cases = Case.objects.filter(pk__in=keys[start : start + BATCH]).order_by("pk").prefetch_related(periods)
        derived = following.periods_of([case.pk for case in cases])
        for case in cases:
            yield from _differences(f"Case {case.pk} ({case})", case, derived[case.pk][-1])
            stored = [_period(vars(row)) for row in case.situation_periods.all()]
            if stored != [_period(values) for values in derived[case.pk]]:
                yield f"Case {case.pk} ({case}): its situation periods are not what follows from its rows."


def _period(values: dict) -> dict:
    return {name: values[name] for name in ("begins", "ends", *FOLLOWED_COLUMNS)}


def _differences(what: str, row, right: dict) -> Iterator[str]:
    for column in FOLLOWED_COLUMNS:
        stored = getattr(row, column)
        if stored != right[column]:
            yield f"{what}: {column} is “{stored}”, and “{right[column]}” follows from its rows."


def response_faults() -> Iterator[str]:
    """The responses to communications and demands, and the last days to answer."""
    for communication in Communication.objects.order_by("pk").iterator():
        yield from _response_fault(communication, following.derive_response(communication=communication.pk))
        due = communication.last_day_to_answer()
        if communication.due_on != due:
            yield f"Communication {communication.pk}: due_on is “{communication.due_on}”, and should be “{due}”."
    for demand in Demand.objects.order_by("pk").iterator():
        yield from _response_fault(demand, following.derive_response(demand=demand.pk))


def _response_fault(row, right: str) -> Iterator[str]:
    if row.response != right:
        name = row._meta.verbose_name.capitalize()
        yield f"{name} {row.pk}: response is “{row.response}”, and “{right}” follows from its follow-ups."


def follow_up_faults() -> Iterator[str]:
    """The day from which a fact is known, and the number of sources."""
    counted = FollowUp.objects.order_by("pk").annotate(linked=Count("source_links"))
    for row in counted.iterator():
        if row.source_count != row.linked:
            yield f"Follow-up {row.pk}: source_count is {row.source_count}, and it has {row.linked} sources."
        right = known_on(row.occurred_on, row.precision, row.recorded_on)
        if row.known_on != right:
            yield f"Follow-up {row.pk}: known_on is {row.known_on}, and should be {right}."
    corrected = FollowUp.objects.exclude(supersedes=None).exclude(state=FollowUpState.DRAFT)
    for row in corrected.exclude(supersedes__case=F("case")).exclude(case=None, supersedes__case=None):
        yield f"Follow-up {row.pk}: it corrects follow-up {row.supersedes_id}, which is about another case."
    for row in FollowUp.objects.exclude(set_aside_for=None).exclude(set_aside_for__case=F("case")):
        yield f"Follow-up {row.pk}: it is set aside for follow-up {row.set_aside_for_id}, which is about another case."


def key_faults() -> Iterator[str]:
    """The keys of names, which follow from the names and the rules of `names`."""
    yield from _key_faults(CaseSpelling, lambda row: row.spelling)
    yield from _key_faults(SignatorySpelling, lambda row: row.spelling)
    yield from _key_faults(Citation, lambda row: row.printed)
    yield from _key_faults(Signature, full_name)


def _key_faults(model, name_of: Callable) -> Iterator[str]:
    for row in model.objects.order_by("pk").iterator():
        right = name_key(name_of(row))
        if row.key != right:
            yield f"{_named(row)}: its key is “{row.key}”, and that of “{name_of(row)}” is “{right}”."


def span_faults() -> Iterator[str]:
    """The places in editions' texts: they lie inside, and hold the words that were printed."""
    for edition in Edition.objects.order_by("pk").defer("reading").iterator():
        for related, words_of in PLACES.items():
            for row in getattr(edition, related).all():
                yield from _span_fault(row, edition.text, words_of(row) if words_of else None)


#: What points into an edition's text, and the words that must stand there.
PLACES: dict[str, Callable | None] = {
    "citations": lambda row: row.printed,
    "first_signatures": lambda row: row.printed,
    "warnings": None,
    "demands": None,
    "stated_figures": None,
}


def _span_fault(row, text: str, words: str | None) -> Iterator[str]:
    if row.end > len(text):
        yield f"{_named(row)}: its place {row.start} to {row.end} is past the end of the text, {len(text)}."
    elif words is not None and _letters(text[row.start : row.end]) != _letters(words):
        yield f"{_named(row)}: at {row.start} to {row.end} stands “{text[row.start : row.end]}”, not “{words}”."


def _letters(text: str) -> str:
    """What a place has in common with how it is printed: line breaks and marks of layout may differ."""
    return "".join(filter(str.isalnum, text))


def _named(row) -> str:
    return f"{row._meta.verbose_name.capitalize()} {row.pk}"


def ownership_faults() -> Iterator[str]:
    """What belongs to a declaration and points into an edition points into one of that declaration."""
    for model in (Citation, Demand, StatedFigure):
        for row in model.objects.exclude(edition__declaration=F("declaration")).order_by("pk"):
            yield f"{_named(row)}: its edition is one of another declaration."
    for row in Signature.objects.exclude(first_edition__declaration=F("declaration")).order_by("pk"):
        yield f"{_named(row)}: its edition is one of another declaration."
    for row in ReadingWarning.objects.filter(resolved_at=None).exclude(resolved_by=None):
        yield f"{_named(row)}: somebody resolved it, and it does not say when."


def file_faults() -> Iterator[str]:
    """The documents and the kept copies of sources, against their checksums."""
    for edition in Edition.objects.order_by("pk").only("pk", "file", "sha256").iterator():
        yield from _file_fault(f"Edition {edition.pk}", edition.file, edition.sha256)
    for source in Source.objects.exclude(copy="").order_by("pk").iterator():
        yield from _file_fault(f"Source {source.pk}", source.copy, source.copy_sha256)


def _file_fault(what: str, file, sha256: str) -> Iterator[str]:
    if not file:
        yield f"{what}: it has no file."
        return
    try:
        with file.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        yield f"{what}: its file “{file.name}” cannot be read."
        return
    if found != sha256:
        yield f"{what}: its file “{file.name}” is not the one that was received; its checksum is {found}."


def search_faults() -> Iterator[str]:
    """The entries of the search index, against the rows they are made from."""
    yield from search.differences()


#: In the order in which faults are told.
CHECKS = (
    case_faults,
    response_faults,
    follow_up_faults,
    key_faults,
    span_faults,
    ownership_faults,
    file_faults,
    search_faults,
)
