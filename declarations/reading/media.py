"""What kind of document some bytes are, told from the bytes alone, and the text they hold."""

import codecs
import re
import unicodedata
from pathlib import PurePath

from .errors import ReadingError

HTML, MARKDOWN, PLAIN = "text/html", "text/markdown", "text/plain"

# First bytes of what people send by mistake, or of what cannot be read yet. Source: the formats' specifications.
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
# "BM" and "MZ" may begin a text too; binary files have other control characters soon after.
AMBIGUOUS = (b"BM", b"MZ")
UNREADABLE_YET = "documents cannot be read yet; give its text, its web page or a Markdown conversion instead"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
# The encodings that a page is believed to be in when it says so; browsers take ISO 8859-1 for Windows-1252.
DECLARABLE = re.compile(r"windows-125\d|iso-8859-(?:[2-9]|1[03-6])|koi8-[ru]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Soft hyphens, zero-width characters and marks of writing direction: invisible, and in the way of comparing.
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
NEW_LINE = re.compile(r"\r\n?|[\x0c\x85\u2028\u2029]")
# A text may hold a few stray control characters; compressed or compiled bytes hold one in ten.
HIGHEST_SHARE_OF_CONTROL_CHARACTERS = 0.03

HTML_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table|h[1-6]|article|section)\b", re.IGNORECASE)
HTML_CLOSING_TAG = re.compile(r"</(?:html|body|div|p|td|li|h[1-6])\s*>", re.IGNORECASE)
MARKDOWN_SIGN = re.compile(r"^#{1,6}\s+\S|\*\*\S[^*\n]*\*\*|^\*[^*\n]+\*\s*$|<sup>|^\[[^\]\n]+\]\(", re.MULTILINE)


def text_of(data: bytes, filename: str) -> str:
    """The text that `data` holds: characters composed (NFC), lines ending in "\\n", nothing invisible in it.

    Raises ReadingError where the bytes are not those of a text, with what they are instead. `filename` only
    serves that sentence.
    """
    _refuse_other_formats(data, filename)
    decoded = _decoded(data)
    sample = decoded[:100_000]
    if len(CONTROL.findall(sample)) > HIGHEST_SHARE_OF_CONTROL_CHARACTERS * len(sample):
        raise ReadingError(f"this is binary data, not a text{_despite(filename)}; give the document's text.")
    text = INVISIBLE.sub("", CONTROL.sub("", NEW_LINE.sub("\n", decoded)))
    if not text.strip():
        raise ReadingError("the file is empty; give the document itself.")
    return unicodedata.normalize("NFC", text)


def media_type_of(text: str) -> str:
    """Whether `text` is written as HTML, as Markdown, or as neither."""
    if text.lstrip().startswith("<") and HTML_TAG.search(text[:20_000]):
        return HTML
    if HTML_CLOSING_TAG.search(text):
        return HTML
    return MARKDOWN if MARKDOWN_SIGN.search(text) else PLAIN


def _refuse_other_formats(data: bytes, filename: str) -> None:
    if b"%PDF-" in data[:1024]:
        raise ReadingError(f"this is a PDF{_despite(filename)}, and PDF {UNREADABLE_YET}.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"word/" in data:
            raise ReadingError(f"this is a DOCX document{_despite(filename)}, and DOCX {UNREADABLE_YET}.")
        raise ReadingError(f"this is a zip archive{_despite(filename)}, not a text; give the documents in it.")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise ReadingError(f"this is an old Office document{_despite(filename)}, and such {UNREADABLE_YET}.")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise _refusal("a WebP picture", filename)
    if data.startswith(b"{\\rtf"):
        raise ReadingError(f"this is an RTF document{_despite(filename)}, and RTF {UNREADABLE_YET}.")
    for start, what in SIGNATURES:
        if data.startswith(start) and (start not in AMBIGUOUS or b"\x00" in data[:64]):
            raise _refusal(what, filename)


def _refusal(what: str, filename: str) -> ReadingError:
    return ReadingError(f"this is {what}{_despite(filename)}, not a text; give the document's text.")


def _despite(filename: str) -> str:
    """Words on a file's ending where it promises a text."""
    ending = PurePath(filename).suffix.lower()
    return f" (although its name ends in “{ending}”)" if ending in (".md", ".txt", ".html", ".htm") else ""


def _decoded(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_otherwise(data)


def _decoded_otherwise(data: bytes) -> str:
    """Damaged UTF-8 where most of what is beyond ASCII is UTF-8 all the same; else what the page says it is, or
    Windows-1252."""
    damaged = data.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") < sum(character > "\x7f" for character in damaged) / 2:
        return damaged
    declared = CHARSET.search(data[:4096])
    label = declared[1].decode("ascii").lower() if declared else ""
    return data.decode(label if DECLARABLE.fullmatch(label) else "cp1252", errors="replace")
