"""Bytes -> the canonical text, whatever they are.

formats       what kind of document it is, told from the bytes; the others are refused by name
plain         text: its encoding; mojibake undoes a wrong one
html, markdown, docx    each by way of HTML; pandoc makes common Markdown of what that program writes
pdf           PDFium's characters; cells, rows, blocks, pages and columns put them together again
worker        starts and asks the process in which PDF and DOCX are read; serving is that process, answers its language
"""

from dataclasses import dataclass

from ..errors import ReadingError
from .formats import DOCX, HTML, MARKDOWN, PDF, format_of
from .html import page_of_html
from .markdown import text_of_markdown
from .plain import media_type_of, source_of, uniform, unquoted
from .worker import text_in_worker


@dataclass(frozen=True, slots=True)
class Canonical:
    """The one text of a document that all places point into; `address` is where a page says it was published."""

    text: str
    media_type: str
    address: str = ""


def canonical(data: bytes, filename: str) -> Canonical:
    """The canonical text of a document. Raises ReadingError for bytes that hold none; `filename` serves that only."""
    if not data.strip():
        raise ReadingError("the file is empty; give the document itself.")
    kind = format_of(data, filename)
    found = _of_file(data, kind) if kind in (PDF, DOCX) else _of_text(source_of(data, filename))
    if not found.text.strip():
        raise ReadingError("the file is empty; give the document itself.")
    return found


def _of_file(data: bytes, media_type: str) -> Canonical:
    return Canonical(uniform(text_in_worker(data, media_type)), media_type)


def _of_text(source: str) -> Canonical:
    media_type = media_type_of(source)
    if media_type == HTML:
        text, address = page_of_html(source)
        return Canonical(text, HTML, address)
    source = unquoted(source)
    media_type = media_type_of(source)
    text = text_of_markdown(source) if media_type == MARKDOWN else source
    return Canonical(text, media_type)
