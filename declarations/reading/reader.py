"""`read`: the one way from a document's bytes to what it says."""

import re
from collections.abc import Sequence

from .doubts import Doubt
from .errors import ReadingError
from .languages import ADDRESS, WORDINGS
from .layouts import LAYOUTS
from .lines import Document
from .media_types import canonical
from .mentions import find_mentions
from .parsed import ParsedDeclaration, ReadingWarning
from .parts import Parts, shortened, unread_lines
from .second import refuse_second_declaration, refuse_second_list
from .signatories import doubts_on_list, signatures_of

# The longest declarations have some 60,000 characters, with the names of all members.
LONGEST_TEXT = 150_000
KIND = "written-declaration"
DECLARATION = re.compile(r"^\s*(?:Written\s+declaration|D[ée]claration\s+[ée]crite)\b.{0,20}$", re.I | re.M)
DOC_NUMBER = re.compile(r"\bDoc(?:ument)?\.?\s*(\d{3,6})\b", re.IGNORECASE)
PUBLISHERS = re.compile(r"https?://(?:[\w-]+\.)*coe\.int/", re.IGNORECASE)


def read(data: bytes, filename: str, known_spellings: Sequence[str] = ()) -> ParsedDeclaration:
    """Reads one edition of one written declaration.

    `filename` only serves to word errors: what a document is, is told from its bytes. `known_spellings` are names
    that are found in the paragraphs wherever they stand. Raises ReadingError, and nothing else, for what cannot be
    read; what is merely doubtful is in the result's `warnings`, in the order of their places.
    """
    found = canonical(data, filename)
    text = found.text
    document = Document.of(text)
    if document.numbered is None:
        raise _unnumbered(document)
    if len(text) > LONGEST_TEXT:
        raise ReadingError(f"this text has {len(text):,} characters, far more than any declaration; leave it out.")
    _refuse_zero(document)
    refuse_second_declaration(document)
    layout, parts = _taken_apart(document)
    refuse_second_list(parts)
    signatures, doubts = signatures_of(parts.entries)
    language = document.numbered.wording.language
    mentions = parts.mentions
    if mentions is None:
        signed = [f"{signature.given_name} {signature.family_name}" for signature in signatures]
        mentions = find_mentions(text, parts.paragraphs, language, known_spellings, signatories=signed)
    doubts += [
        *parts.doubts,
        *doubts_on_list(signatures, parts.total),
        *unread_lines(document, parts),
        *_missing_doc(document, parts),
        *_damage(text),
    ]
    return ParsedDeclaration(
        kind=KIND,
        number=document.numbered.number,
        doc=parts.head.doc,
        date=parts.head.date,
        edition=parts.head.edition,
        edition_date=parts.head.edition_date,
        language=language,
        layout=layout,
        media_type=found.media_type,
        title=parts.title,
        paragraphs=parts.paragraphs,
        signatures=tuple(signatures),
        mentions=mentions,
        warnings=tuple(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end, doubt.code))),
        source_url=found.address or _address_in(text),
        text=text,
    )


def _taken_apart(document: Document) -> tuple[str, Parts]:
    for layout in LAYOUTS:
        if layout.recognises(document):
            return layout.NAME, layout.read(document)
    raise ReadingError(
        f"it is written declaration No. {document.numbered.number}, but has no list of signatories: no line"
        " “Signed” and no “Signatories:”; it may have been cut short."
    )


def _refuse_zero(document: Document) -> None:
    if document.numbered.number == 0:
        line = shortened(document.numbered.block.text)
        raise ReadingError(f"its number is 0, at “{line}”; the Assembly counts from 1: correct it.")


def _unnumbered(document: Document) -> ReadingError:
    """The error for a text without a declaration's number, naming what it is instead where that is plain."""
    other = None if DECLARATION.search(document.text) else _other_kind(document)
    if other is None:
        return ReadingError(
            "it has no line “Written declaration No. …”, so its number is missing; add that line, or give another"
            " document."
        )
    doc = DOC_NUMBER.search(document.text)
    return ReadingError(f"this is {other}{f' (Doc. {doc[1]})' if doc else ''}, not a written declaration.")


def _other_kind(document: Document) -> str | None:
    short = (item.text for block in document.blocks for item in (block, *block.lines) if len(item.text) <= 200)
    return next(
        (
            what
            for text in short
            for wording in WORDINGS
            for pattern, what in wording.other_kinds
            if pattern.fullmatch(text)
        ),
        None,
    )


def _missing_doc(document: Document, parts: Parts) -> list[ReadingWarning]:
    if parts.head.doc:
        return []
    block = document.numbered.block
    message = "The document's number, such as “Doc. 14876”, is not in its head."
    return [Doubt.MISSING_DOC.at(block.start, block.end, message)]


def _damage(text: str) -> list[ReadingWarning]:
    damaged = [match.start() for match in re.finditer("\ufffd", text)]
    if not damaged:
        return []
    message = f"{len(damaged)} characters could not be read: the document's bytes are damaged, from here on."
    return [Doubt.DAMAGED_CHARACTERS.at(damaged[0], damaged[0] + 1, message)]


def _address_in(text: str) -> str:
    """Where the document was published, if one of its lines is that address."""
    for line in text.split("\n"):
        match = ADDRESS.fullmatch(line.strip()) if "://" in line else None
        if match and PUBLISHERS.match(match[1]):
            return match[1]
    return ""
