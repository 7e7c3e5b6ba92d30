"""DOCX -> the canonical text, by way of the HTML that mammoth makes of it.

A DOCX file is a zip archive of XML files, and what strangers send may unpack to any size: it is looked at before it
is unpacked, and `text_of_docx` runs in the process of `worker` only.
"""

import io
import re
import zipfile

import mammoth

from ..errors import ReadingError
from .html import text_of_html

# mammoth ends each footnote with a link back to the place that it belongs to.
BACK_TO_REFERENCE = re.compile(r'<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
LARGEST_PART, LARGEST_ARCHIVE, MOST_PARTS = 8 * 1024 * 1024, 64 * 1024 * 1024, 2_000


def text_of_docx(data: bytes) -> str:
    """The text of a DOCX document, its tables and footnotes included.

    Raises ReadingError for a file that is damaged, encrypted, empty or unpacks to more than a declaration would.
    """
    _refuse_bombs(data)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=lambda image: [], style_map="br[type='page'] => hr"
        )
    except MemoryError:
        raise
    except Exception as error:  # mammoth lets through whatever its parsers raise for a damaged file
        raise ReadingError(f"this DOCX document is damaged ({type(error).__name__}); save it anew.") from error
    text = text_of_html(BACK_TO_REFERENCE.sub("", result.value))
    if not text.strip():
        raise ReadingError("this DOCX document has no text; if it holds a picture of one, give the text.")
    return text


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise ReadingError("this DOCX document is damaged and cannot be unpacked; save it anew.") from error
    if any(part.flag_bits & 1 for part in parts):
        raise ReadingError("this DOCX document is encrypted; give a copy that opens without a password.")
    texts = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST_ARCHIVE
        or max(texts, default=0) > LARGEST_PART
    ):
        raise ReadingError("this DOCX document unpacks to far more than a declaration would; leave it out.")
