"""The text that some bytes hold: its encoding told, its line ends, accents and invisible characters made uniform."""

import codecs
import re
import unicodedata

from ..errors import ReadingError
from .formats import HTML, MARKDOWN, PLAIN, despite
from .mojibake import repaired

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
LIGATURE = re.compile("[\ufb00-\ufb06]")
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# A text may hold a few stray control characters; compressed or compiled bytes hold one in ten.
HIGHEST_SHARE_OF_CONTROL_CHARACTERS = 0.03
# Of a page, most may be markup and programs.
LONGEST_SOURCE = 4_000_000
QUOTED_LINE = re.compile(r"^[^\S\n]*(?:>[^\S\n]?)+", re.MULTILINE)

HTML_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table|h[1-6]|article|section)\b", re.IGNORECASE)
HTML_CLOSING_TAG = re.compile(r"</(?:html|body|div|p|td|li|h[1-6])\s*>", re.IGNORECASE)
MARKDOWN_SIGN = re.compile(r"^#{1,6}\s+\S|\*\*\S[^*\n]*\*\*|^\*[^*\n]+\*\s*$|<sup>|^\[[^\]\n]+\]\(", re.MULTILINE)


def source_of(data: bytes, filename: str) -> str:
    """The text in `data`, as it was written: HTML, Markdown or plain.

    Raises ReadingError where the bytes are not those of a text. `filename` only serves that sentence.
    """
    decoded = _decoded(data)
    sample = decoded[:100_000]
    if len(CONTROL.findall(sample)) > HIGHEST_SHARE_OF_CONTROL_CHARACTERS * len(sample):
        raise ReadingError(f"this is binary data, not a text{despite(filename)}; give the document's text.")
    if len(decoded) > LONGEST_SOURCE:
        raise ReadingError(f"this text has more than {LONGEST_SOURCE:,} characters, so it is no declaration.")
    return uniform(repaired(decoded))


def media_type_of(source: str) -> str:
    """Whether a text is written as HTML, as Markdown, or as neither."""
    if source.lstrip().startswith("<") and HTML_TAG.search(source[:20_000]):
        return HTML
    if HTML_CLOSING_TAG.search(source):
        return HTML
    return MARKDOWN if MARKDOWN_SIGN.search(source) else PLAIN


def uniform(text: str) -> str:
    """`text` with characters composed (NFC), ligatures as letters, lines ending in "\\n", and nothing invisible."""
    text = INVISIBLE.sub("", CONTROL.sub("", NEW_LINE.sub("\n", text)))
    return unicodedata.normalize("NFC", text.translate(LIGATURES) if LIGATURE.search(text) else text)


def unquoted(text: str) -> str:
    """A text without the signs ">" that mail programs put before the lines they quote; others are left alone."""
    lines = [line for line in text.split("\n") if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in lines)
    return QUOTED_LINE.sub("", text) if quoted > len(lines) / 2 else text


def _decoded(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if encoding := _utf_16_without_mark(data):
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_otherwise(data)


def _utf_16_without_mark(data: bytes) -> str | None:
    """Which UTF-16 it is where nearly every second byte is null, as in Latin text without a byte order mark."""
    sample = data[:2000]
    even, odd = sample[::2], sample[1::2]
    if odd.count(0) > 0.8 * len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.8 * len(even) and not odd.count(0) else None


def _decoded_otherwise(data: bytes) -> str:
    """Damaged UTF-8 where most of what is beyond ASCII is UTF-8 all the same; else what the page says it is, or
    Windows-1252."""
    damaged = data.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") < sum(character > "\x7f" for character in damaged) / 2:
        return damaged
    declared = CHARSET.search(data[:4096])
    label = declared[1].decode("ascii").lower() if declared else ""
    return data.decode(label if DECLARABLE.fullmatch(label) else "cp1252", errors="replace")
