"""The tables of data, one for each list. What a column means is said here and nowhere else: the files' dictionary,
the API's schema and the page about the data all take it from here."""

from ..models import (
    Case,
    Communication,
    Country,
    Declaration,
    FollowUp,
    SearchEntry,
    Signatory,
    Signature,
    Source,
)
from ..models.identifiers import Identified
from ..models.search import EntryKind
from ..models.vocabulary import (
    Allegation,
    CaseKind,
    Category,
    Certainty,
    CommunicationBody,
    CommunicationKind,
    FollowUpKind,
    Outcome,
    ReleaseGround,
    Response,
    Situation,
)
from ..partial_dates import text_of
from .columns import Column, Kind, Table, itself


def _partly_known(day, precision: str) -> str | None:
    return text_of(day, precision or "day") or None


def _name_of(country) -> str | None:
    return country.name_en if country else None


def _identifiers(who=itself) -> tuple[Column, ...]:
    """The columns of the numbers under which other registers know the person that `who` gives of a row."""
    fields = {field.name: field for field in Identified._meta.local_fields}

    def column(name: str, kind: Kind, description: str) -> Column:
        return Column(name, fields[name].verbose_name, kind, description, lambda row: getattr(who(row), name) or None)

    return (
        column("wikidata", Kind.TEXT, "The item of Wikidata about the person"),
        column("opensanctions", Kind.TEXT, "The identifier of the FollowTheMoney entity at OpenSanctions"),
        column("pace_member", Kind.NUMBER, "The number of the member of the Assembly in the addresses of its site"),
    )


DECLARATIONS = Table(
    "declarations",
    "Written declarations",
    (
        Column("number", "Number", Kind.NUMBER, "The number of the written declaration", lambda row: row.number),
        Column("document", "Doc.", Kind.TEXT, "The number of the document", lambda row: row.doc_number or None),
        Column("title", "Title", Kind.TEXT, "The title as printed", lambda row: row.title),
        Column("tabled", "Tabled", Kind.DAY, "The day its first edition was tabled", lambda row: row.tabled_on),
        Column("signatures", "Signatures", Kind.NUMBER, "How many signed it", lambda row: row.signature_count),
        Column(
            "cases_cited",
            "Cases cited",
            Kind.NUMBER,
            "How many cases followed here it cites",
            lambda row: row.case_count,
        ),
    ),
    heading=lambda row: f"{row}, {row.title}",
    dated_by=("tabled_on",),
)

CASES = Table(
    "cases",
    "Cases",
    (
        Column("name", "Name", Kind.TEXT, "The name under which the case is followed", lambda row: row.case.name),
        Column("kind", "Kind", Kind.CODE, "What is cited", lambda row: row.case.kind, CaseKind),
        Column(
            "state", "State", Kind.TEXT, "ISO 3166 code of the state held to account", lambda row: row.case.country_id
        ),
        Column("state_name", "State", Kind.TEXT, "Name of that state", lambda row: _name_of(row.case.country)),
        Column(
            "categories",
            "Who",
            Kind.LIST,
            "What the person is known as",
            lambda row: [category.category for category in row.case.categories.all()],
            Category,
        ),
        Column("spellings", "Also written", Kind.LIST, "Other spellings of the name", lambda row: row.spellings),
        Column(
            "then",
            "Then",
            Kind.CODE,
            "The situation that the declaration claimed (the one asked for, or else the first)",
            lambda row: row.then or None,
            Situation,
        ),
        Column(
            "situation",
            "Situation",
            Kind.CODE,
            "Where the person is, as of the day of the table",
            lambda row: row.case.shown_situation or Situation.UNKNOWN,
            Situation,
        ),
        Column(
            "as_claimed",
            "As claimed",
            Kind.YES_OR_NO,
            "Whether the situation is only what a declaration claims, for want of a follow-up",
            lambda row: row.case.shown_situation_citation_id is not None,
        ),
        Column(
            "since",
            "Since",
            Kind.PARTIAL_DATE,
            "When the situation began, as far as follow-ups say",
            lambda row: _partly_known(row.case.shown_situation_since, row.case.shown_situation_precision),
        ),
        Column(
            "outcome",
            "Since it was cited",
            Kind.CODE,
            "The change from then to the situation",
            lambda row: row.outcome,
            Outcome,
        ),
        Column(
            "last_follow_up",
            "Last follow-up",
            Kind.PARTIAL_DATE,
            "When the latest follow-up happened",
            lambda row: _partly_known(row.news.occurred_on, row.news.precision) if row.news else None,
        ),
        Column(
            "last_follow_up_kind",
            "Last follow-up",
            Kind.CODE,
            "What the latest follow-up says happened",
            lambda row: row.news.kind if row.news else None,
            FollowUpKind,
        ),
        Column(
            "due",
            "Due",
            Kind.YES_OR_NO,
            "Whether somebody should look: the review date has passed, or a person deprived of liberty has had no "
            "follow-up for 180 days",
            lambda row: row.case.is_due,
        ),
        Column(
            "sources",
            "Sources",
            Kind.NUMBER,
            "How many sources stand behind it",
            lambda row: row.case.shown_source_count,
        ),
        Column(
            "response",
            "Response of the state",
            Kind.CODE,
            "The state's latest response",
            lambda row: row.case.shown_response or None,
            Response,
        ),
        Column(
            "first_cited",
            "First cited",
            Kind.DAY,
            "The day the first declaration that cites it was tabled",
            lambda row: row.case.shown_first_cited_on,
        ),
        Column(
            "cited_by",
            "Cited by",
            Kind.LIST,
            "The numbers of the declarations that cite it",
            lambda row: [str(declaration.number) for declaration in row.declarations],
        ),
        *_identifiers(lambda row: row.case),
    ),
    subject=lambda row: row.case,
    heading=lambda row: f"{row.case.name}: {Situation(row.case.shown_situation or Situation.UNKNOWN).label}",
    dated_by=("shown_last_follow_up_on", "shown_first_cited_on"),
)

SIGNATORIES = Table(
    "signatories",
    "Signatories",
    (
        Column("family_name", "Family name", Kind.TEXT, "With its particles", lambda row: row.family_name),
        Column("given_name", "Given name", Kind.TEXT, "Empty where not known", lambda row: row.given_name or None),
        Column("country", "Country", Kind.TEXT, "ISO 3166 code of the member's country", lambda row: row.country_id),
        Column("country_name", "Country", Kind.TEXT, "Name of that country", lambda row: _name_of(row.country)),
        Column(
            "signatures",
            "Signed",
            Kind.NUMBER,
            "How many declarations the member signed",
            lambda row: row.signature_count,
        ),
        Column(
            "first_signed",
            "First signed",
            Kind.DAY,
            "The day the first of these was tabled",
            lambda row: row.first_signed_on,
        ),
        Column(
            "last_signed",
            "Last signed",
            Kind.DAY,
            "The day the last of these was tabled",
            lambda row: row.last_signed_on,
        ),
        *_identifiers(),
    ),
    dated_by=("last_signed_on",),
)

FOLLOW_UPS = Table(
    "follow-ups",
    "Follow-ups",
    (
        Column(
            "happened",
            "Happened",
            Kind.PARTIAL_DATE,
            "When it happened",
            lambda row: _partly_known(row.occurred_on, row.precision),
        ),
        Column("kind", "What happened", Kind.CODE, "The kind of event", lambda row: row.kind, FollowUpKind),
        Column(
            "about",
            "About",
            Kind.TEXT,
            "The name of the case, or the demand or communication it is about",
            lambda row: _about(row),
        ),
        Column(
            "state",
            "State",
            Kind.TEXT,
            "ISO 3166 code of the state held to account",
            lambda row: getattr(row.case or row.communication, "country_id", None),
        ),
        Column(
            "situation",
            "Situation",
            Kind.CODE,
            "Where the person is from then on; empty if unchanged",
            lambda row: row.situation or None,
            Situation,
        ),
        Column(
            "certainty",
            "Certainty",
            Kind.CODE,
            "Whether it is known or believed",
            lambda row: row.certainty,
            Certainty,
        ),
        Column(
            "release_ground",
            "Ground of the release",
            Kind.CODE,
            "Why the person was released",
            lambda row: row.release_ground or None,
            ReleaseGround,
        ),
        Column(
            "response",
            "Response of the state",
            Kind.CODE,
            "What the state did, if this is its answer",
            lambda row: row.response or None,
            Response,
        ),
        Column("note", "Note", Kind.TEXT, "What happened, in our own words", lambda row: row.note or None),
        Column(
            "sources",
            "Sources",
            Kind.LIST,
            "Where it is known from",
            lambda row: [_quoted(link) for link in row.source_links.all()],
        ),
        Column(
            "published",
            "Published",
            Kind.MOMENT,
            "When it was published here",
            lambda row: row.published_at.replace(microsecond=0),
        ),
    ),
    heading=lambda row: f"{_about(row)}: {row.get_kind_display()}, {text_of(row.occurred_on, row.precision)}",
    dated_by=("published_at",),
)

COMMUNICATIONS = Table(
    "communications",
    "Communications",
    (
        Column("title", "Title", Kind.TEXT, "What it is called", lambda row: row.title),
        Column("body", "Body", Kind.CODE, "Whose act it is", lambda row: row.body, CommunicationBody),
        Column("kind", "Kind", Kind.CODE, "What sort of act it is", lambda row: row.kind, CommunicationKind),
        Column("reference", "Reference", Kind.TEXT, "The body's own number for it", lambda row: row.reference or None),
        Column(
            "issued",
            "Issued",
            Kind.PARTIAL_DATE,
            "When it was issued",
            lambda row: _partly_known(row.issued_on, row.precision),
        ),
        Column(
            "state", "State", Kind.TEXT, "ISO 3166 code of the state it is addressed to", lambda row: row.country_id
        ),
        Column(
            "answer_due",
            "Answer due",
            Kind.DAY,
            "The last day to answer: what the text says, or else the body's usual time",
            lambda row: row.due_on,
        ),
        Column(
            "response",
            "Response of the state",
            Kind.CODE,
            "What it did; awaited or ignored where no answer is recorded, while and after the time to answer runs",
            lambda row: row.shown_response,
            Response,
        ),
        Column(
            "is_answer_recorded",
            "Answer recorded",
            Kind.YES_OR_NO,
            "Whether a follow-up says so; if not, the response follows from the time to answer alone",
            lambda row: row.answer_id is not None,
        ),
        Column(
            "graded_by",
            "Graded by",
            Kind.TEXT,
            "Who judged the response; empty where it is our reading",
            lambda row: row.graded_by or None,
        ),
        Column("published_at", "Published at", Kind.TEXT, "Where its text is published", lambda row: row.url or None),
    ),
    dated_by=("issued_on",),
)

SIGNATURES = Table(
    "signatures",
    "Signatures",
    (
        Column(
            "declaration",
            "Declaration",
            Kind.NUMBER,
            "The number of the declaration",
            lambda row: row.declaration.number,
        ),
        Column("position", "Position", Kind.NUMBER, "The place in its list, from 1 on", lambda row: row.position),
        Column("printed", "Printed", Kind.TEXT, "The line as the document prints it", lambda row: row.printed),
        Column(
            "signatory",
            "Signatory",
            Kind.TEXT,
            "The last part of the address of the signatory's page; empty while it is not decided whose it is",
            lambda row: row.signatory.slug if row.signatory else None,
        ),
        Column(
            "country", "Country", Kind.TEXT, "ISO 3166 code of the country at that time", lambda row: row.country_id
        ),
        Column("group", "Group", Kind.TEXT, "Code of the political group at that time", lambda row: row.group_id),
    ),
)

CITATIONS = Table(
    "citations",
    "Citations",
    (
        Column(
            "declaration",
            "Declaration",
            Kind.NUMBER,
            "The number of the declaration",
            lambda row: row.declaration.number,
        ),
        Column(
            "case", "Case", Kind.TEXT, "The last part of the address of the case's page", lambda row: row.case.slug
        ),
        Column("language", "Language", Kind.TEXT, "The language of the text", lambda row: row.edition.language),
        Column("printed", "Printed", Kind.TEXT, "The name as the text has it", lambda row: row.printed),
        Column("passage", "Passage", Kind.TEXT, "The sentence it stands in", lambda row: row.passage),
        Column("claim", "Then", Kind.CODE, "The situation it claims", lambda row: row.claim or None, Situation),
        Column("allegations", "Allegations", Kind.LIST, "What it alleges", lambda row: row.allegations, Allegation),
    ),
    subject=lambda row: row.declaration,
)

SEARCH = Table(
    "search",
    "Search",
    (
        Column("kind", "What", Kind.CODE, "What was found", lambda hit: hit.kind, EntryKind),
        Column("heading", "Heading", Kind.TEXT, "What it is called", lambda hit: hit.heading),
        Column("excerpt", "Excerpt", Kind.TEXT, "The words where they stand", lambda hit: hit.excerpt or None),
        Column("language", "Language", Kind.TEXT, "The language of a passage", lambda hit: hit.language or None),
        Column("date", "Date", Kind.DAY, "The day it is dated, where it has one", lambda hit: hit.dated),
    ),
    heading=lambda hit: hit.heading,
    dated_by=("dated",),
)

SOURCES = Table(
    "sources",
    "Sources",
    (
        Column("title", "Title", Kind.TEXT, "As printed there; empty where not seen", lambda row: row.title or None),
        Column("publisher", "Publisher", Kind.TEXT, "Who published it", lambda row: row.publisher),
        Column("dated", "Dated", Kind.DAY, "The day it bears", lambda row: row.published_on),
        Column("seen", "Seen", Kind.DAY, "The day it was last read by one of us", lambda row: row.seen_on),
        Column("found_at", "Found at", Kind.TEXT, "Where it is found", lambda row: row.address or None),
        Column(
            "follow_ups",
            "Follow-ups",
            Kind.NUMBER,
            "How many of the published follow-ups asked for rest on it",
            lambda row: row.follow_up_total,
        ),
    ),
    dated_by=("seen_on", "published_on"),
)

STATES = Table(
    "states",
    "States held to account",
    (
        Column("state", "State", Kind.TEXT, "ISO 3166 code", lambda row: row.pk),
        Column("name", "Name", Kind.TEXT, "Its name", lambda row: row.name_en),
        Column("cases", "Cases", Kind.NUMBER, "How many cases it is held to account for", lambda row: row.case_total),
        Column(
            "communications",
            "Communications",
            Kind.NUMBER,
            "How many communications to it are recorded",
            lambda row: row.communication_total,
        ),
    ),
)

TABLES = {
    Declaration: DECLARATIONS,
    Case: CASES,
    Signatory: SIGNATORIES,
    FollowUp: FOLLOW_UPS,
    Communication: COMMUNICATIONS,
    Country: STATES,
    Signature: SIGNATURES,
    Source: SOURCES,
    SearchEntry: SEARCH,
}


def table_of(model) -> Table:
    """The table of the rows of `model`; name and address alone where no columns are settled for it."""
    if model in TABLES:
        return TABLES[model]
    name = str(model._meta.verbose_name_plural)
    return Table(name.replace(" ", "-"), name.capitalize(), (Column("name", "Name", Kind.TEXT, "The name", str),))


def _about(follow_up: FollowUp) -> str:
    demand = follow_up.demand
    return f"{demand.declaration}: {demand.summary}" if demand else str(follow_up.subject)


def _quoted(link) -> str:
    source = link.source
    parts = [source.publisher, source.title, source.published_on and source.published_on.isoformat(), link.place]
    return ", ".join(filter(None, [*parts, source.address]))
