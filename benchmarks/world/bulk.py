"""A plan saved quickly, for worlds over which the program's own functions would take many hours.

The documents are read by the program's reader, what follows for the cases is derived by `following`, and the search
index is made by `search`. The other rows are written here in bulk: the same as the program's own functions write
(`rows.differences` compares them), but without a history, and the documents' files are not kept.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from multiprocessing import Pool

from anyascii import anyascii
from django.db import connection, transaction
from django.utils.text import slugify

from declarations import following, search
from declarations.matching import full_name
from declarations.models import (
    Case,
    CaseCategory,
    CaseSpelling,
    Citation,
    Declaration,
    Edition,
    FollowUp,
    FollowUpSource,
    Signatory,
    SignatorySpelling,
    Signature,
    Source,
)
from declarations.models.documents import edition_path
from declarations.models.follow_ups import known_on, today
from declarations.models.vocabulary import CitationState, FollowUpState, Role
from declarations.names import name_key
from declarations.reading import ParsedDeclaration, read

from .layers import visibility
from .plan import Plan

DOCUMENTS_AT_ONCE, ROWS_AT_ONCE = 500, 5_000
#: When everything was decided and published, one second after the other.
DECIDED = datetime(2026, 10, 2, tzinfo=UTC)


def save(plan: Plan, jobs: int = 1, say: Callable[[str], None] = lambda sentence: None) -> None:
    """Fills an empty database with the world of a plan; documents are read by as many processes as `jobs`."""
    writer = _Writer(plan)
    for number, some in enumerate(_batches(_read(plan, jobs), DOCUMENTS_AT_ONCE), start=1):
        with transaction.atomic():
            writer.save_documents(some)
        say(f"{number * DOCUMENTS_AT_ONCE:,} documents")
    with transaction.atomic():
        cases = writer.save_cases()
        writer.save_sources()
    say("cases and sources")
    for some in _batches(plan.follow_ups(), ROWS_AT_ONCE):
        with transaction.atomic():
            writer.save_follow_ups([planned for planned in some if plan.cases[planned.case].name in cases], cases)
    say("follow-ups")
    for keys in _batches((case.pk for case in cases.values()), DOCUMENTS_AT_ONCE):
        following.refresh_cases(keys)
    say("how the cases stand")
    search.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say("the search")


def _batches(rows: Iterable, size: int) -> Iterator[list]:
    rows = iter(rows)
    while some := list(islice(rows, size)):
        yield some


def _read(plan: Plan, jobs: int) -> Iterator[tuple[str, ParsedDeclaration]]:
    if jobs == 1:
        yield from map(_read_one, plan.documents())
        return
    with Pool(jobs) as pool:
        yield from pool.imap(_read_one, plan.documents(), chunksize=50)


def _read_one(document: tuple[int, str]) -> tuple[str, ParsedDeclaration]:
    number, text = document
    return text, read(text.encode(), f"{number}.md")


class _Writer:
    def __init__(self, plan: Plan):
        self.plan = plan
        self.signatories: dict[tuple[str, str], Signatory] = {}
        self.slugs: dict[str, int] = {}

    def slug(self, name: str) -> str:
        slug = slugify(anyascii(name))
        number = self.slugs[slug] = self.slugs.get(slug, 0) + 1
        return slug if number == 1 else f"{slug}-{number}"

    def save_documents(self, documents: list[tuple[str, ParsedDeclaration]]) -> None:
        declarations = Declaration.objects.bulk_create(
            Declaration(number=read.number, doc_number=read.doc, tabled_on=read.date, title=read.title.text)
            for _, read in documents
        )
        editions = Edition.objects.bulk_create(
            _edition(declaration, text, read)
            for declaration, (text, read) in zip(declarations, documents, strict=True)
        )
        parsed = [(edition, read) for edition, (_, read) in zip(editions, documents, strict=True)]
        self._save_signatories(parsed)
        Signature.objects.bulk_create(
            self._signature(edition, line) for edition, read in parsed for line in read.signatures
        )
        Citation.objects.bulk_create(
            _mention(edition, mention) for edition, read in parsed for mention in read.mentions
        )

    def _save_signatories(self, parsed: list[tuple[Edition, ParsedDeclaration]]) -> None:
        new = {}
        for edition, parsed_one in parsed:
            for line in parsed_one.signatures:
                who = full_name(line), line.country
                if who not in self.signatories and who not in new:
                    new[who] = line, edition
        rows = Signatory.objects.bulk_create(
            Signatory(
                family_name=line.family_name, given_name=line.given_name, country_id=line.country, slug=self.slug(name)
            )
            for (name, _), (line, _) in new.items()
        )
        self.signatories |= dict(zip(new, rows, strict=True))
        SignatorySpelling.objects.bulk_create(
            SignatorySpelling(signatory=row, spelling=name, key=name_key(name), seen_in=edition)
            for row, ((name, _), (_, edition)) in zip(rows, new.items(), strict=True)
        )

    def _signature(self, edition: Edition, line) -> Signature:
        name = full_name(line)
        return Signature(
            declaration_id=edition.declaration_id,
            signatory=self.signatories[name, line.country],
            position=line.position,
            printed=line.printed,
            family_name=line.family_name,
            given_name=line.given_name,
            key=name_key(name),
            country_id=line.country,
            group_id=line.group,
            first_edition=edition,
            start=line.start,
            end=line.end,
        )

    def save_cases(self) -> dict[str, Case]:
        """The cases that are cited, by name; each mention of one becomes its citation."""
        planned = {case.name: case for case in self.plan.cases}
        mentions = Citation.objects.filter(printed__in=planned) if len(planned) < 500 else Citation.objects.all()
        rows = [row for row in mentions.order_by("pk").defer("passage") if row.printed in planned]
        self.slugs = {}
        cases = {
            case.name: case
            for case in Case.objects.bulk_create(
                Case(
                    name=name,
                    country_id=planned[name].country,
                    slug=self.slug(name),
                    visibility=visibility(planned[name].is_restricted),
                )
                for name in dict.fromkeys(row.printed for row in rows)
            )
        }
        CaseSpelling.objects.bulk_create(
            CaseSpelling(case=case, spelling=name, key=name_key(name)) for name, case in cases.items()
        )
        CaseCategory.objects.bulk_create(
            CaseCategory(case=case, category=category)
            for name, case in cases.items()
            for category in planned[name].categories
        )
        for seconds, row in enumerate(rows):
            row.case, row.role, row.state = cases[row.printed], Role.VICTIM, CitationState.CONFIRMED
            row.decided_at = DECIDED + timedelta(seconds=seconds)
        for some in _batches(rows, ROWS_AT_ONCE):
            Citation.objects.bulk_update(some, ["case", "role", "state", "decided_at"], batch_size=100)
        return cases

    def save_sources(self) -> None:
        self.sources = Source.objects.bulk_create(Source(**fields) for fields in self.plan.sources())
        self.published = 0

    def save_follow_ups(self, planned: list, cases: dict[str, Case]) -> None:
        rows = FollowUp.objects.bulk_create(self._follow_up(one, cases) for one in planned)
        FollowUpSource.objects.bulk_create(
            FollowUpSource(follow_up=row, source=self.sources[place])
            for row, one in zip(rows, planned, strict=True)
            for place in one.sources
        )

    def _follow_up(self, one, cases: dict[str, Case]) -> FollowUp:
        self.published += 1
        return FollowUp(
            case=cases[self.plan.cases[one.case].name],
            kind=one.kind,
            situation=one.situation,
            occurred_on=one.occurred_on,
            precision=one.precision,
            known_on=known_on(one.occurred_on, one.precision, today()),
            note=one.note,
            visibility=visibility(one.is_restricted),
            source_count=len(one.sources),
            state=FollowUpState.PUBLISHED,
            published_at=DECIDED + timedelta(seconds=self.published),
        )


def _edition(declaration: Declaration, text: str, read: ParsedDeclaration) -> Edition:
    edition = Edition(
        declaration=declaration,
        language=read.language,
        layout=read.layout,
        ordinal=read.edition,
        dated=read.edition_date,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type=read.media_type,
        filename=f"{read.number}.md",
        source_url=read.source_url,
        text=read.text,
        reading=read.as_dict(),
    )
    edition.file.name = edition_path(edition, edition.filename)
    return edition


def _mention(edition: Edition, mention) -> Citation:
    return Citation(
        declaration_id=edition.declaration_id,
        edition=edition,
        start=mention.start,
        end=mention.end,
        printed=mention.printed,
        key=name_key(mention.printed),
        passage=mention.passage.text,
        role=mention.role,
        claim=mention.claim,
        allegations=list(mention.allegations),
        reasons=list(mention.reasons),
    )
