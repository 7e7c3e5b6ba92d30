"""What kind of document some bytes are, told from the bytes alone; what is no document is refused by name."""

from pathlib import PurePath

from ..errors import ReadingError

PDF, DOCX = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML, MARKDOWN, PLAIN = "text/html", "text/markdown", "text/plain"

# First bytes of what people send by mistake. Source: the formats' specifications.
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
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDINGS_OF_DOCUMENTS = (".md", ".txt", ".html", ".htm", ".pdf", ".docx")


def format_of(data: bytes, filename: str) -> str:
    """PDF, DOCX, or PLAIN for everything that can only be told from its text.

    Raises ReadingError, with what they are, for bytes of another known format. `filename` only serves that sentence.
    """
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"word/" in data:
            return DOCX
        if b"[Content_Types].xml" in data or b"mimetype" in data[:100]:
            raise _refusal("another Office document", filename, "save it as DOCX or PDF and give that")
        raise ReadingError(
            f"this is a zip archive{despite(filename)} that cannot be opened, and may be cut short; get it anew, or"
            " give the documents in it."
        )
    if data.startswith(OLD_OFFICE):
        raise _refusal("an old Office document", filename, "save it as DOCX or PDF and give that")
    if data.startswith(b"{\\rtf"):
        raise _refusal("an RTF document", filename, "save it as DOCX or PDF and give that")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise _refusal("a WebP picture", filename, "give the document's text")
    for start, what in SIGNATURES:
        if data.startswith(start) and (start not in AMBIGUOUS or b"\x00" in data[:64]):
            raise _refusal(what, filename, "give the document's text")
    return PLAIN


def despite(filename: str) -> str:
    """Words on a file's ending where it promises a document."""
    ending = PurePath(filename).suffix.lower()
    return f" (although its name ends in “{ending}”)" if ending in ENDINGS_OF_DOCUMENTS else ""


def _refusal(what: str, filename: str, instead: str) -> ReadingError:
    return ReadingError(f"this is {what}{despite(filename)}, which is not read; {instead}.")
