"""PDF -> the canonical text: PDFium's characters and where they stand, put together as lines by `pages`.

PDFium is not thread-safe and reads what strangers send: `text_of_pdf` runs in the process of `worker` only.
"""

import ctypes
import re
import struct
import unicodedata
from collections import deque
from collections.abc import Sequence
from itertools import repeat

import pypdfium2
import pypdfium2.raw as pdfium

from ..errors import ReadingError
from .cells import Cell
from .pages import text_of_pages

# Left, top, right and bottom, in points from the page's lower left corner.
Box = tuple[float, float, float, float]
MOST_PAGES = 300
# PDFium gives a hyphen at the end of a line as one of these.
HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\xad": "-"})
# A gap of these shares of a letter's height parts words, and cells of a table or column.
WORD_GAP, CELL_GAP = 0.12, 0.6
# Characters of one line differ by less than this share of their height at their foot, and twice that at their top.
SAME_LINE = 0.15
# Accents that are drawn as signs of their own, above a letter next to them, and their combining forms.
ACCENTS = {
    "`": "\u0300",
    "´": "\u0301",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˛": "\u0328",
}
DRAWN_ACCENT = re.compile(f"[{''.join(ACCENTS)}\u0300-\u036f]")


def text_of_pdf(data: bytes) -> str:
    """The text of a PDF, one line of a page or of a column a line, an empty line between paragraphs.

    Raises ReadingError for a file that is damaged, encrypted, longer than any declaration or a picture only.
    """
    document = _opened(data)
    try:
        if len(document) > MOST_PAGES:
            raise ReadingError(f"this PDF has {len(document)} pages, so it is no declaration; leave it out.")
        pages = [_cells_of(page) for page in map(document.get_page, range(len(document)))]
    except pypdfium2.PdfiumError as error:
        raise ReadingError(f"this PDF is damaged ({str(error).rstrip('.')}); get it anew.") from error
    finally:
        document.close()
    text = text_of_pages(pages)
    if not re.search(r"\w{2}", text):
        raise ReadingError("this PDF has no text, so it is a scanned picture; give its text or have it recognised.")
    return text


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise ReadingError("this PDF is encrypted; give a copy that opens without a password.") from error
        raise ReadingError("this PDF is damaged and cannot be opened; get it anew.") from error


def _cells_of(page: pypdfium2.PdfPage) -> list[Cell]:
    """The runs of characters that stand side by side on a page, as they are seen: a turned page is turned back."""
    text_page = page.get_textpage()
    try:
        text = _characters(text_page)
        boxes = _turned(_boxes(text_page, len(text)), page.get_rotation(), page.get_size())
    finally:
        text_page.close()
        page.close()
    return _runs(_with_accents(text, boxes), boxes)


def _characters(text_page: pypdfium2.PdfTextPage) -> str:
    """As many characters as the page counts, with those that PDFium puts between words and lines."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) != count:
        codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
        text = "".join(chr(code) if code and not 0xD800 <= code < 0xE000 else " " for code in codes)
    return text.translate(HYPHENS)


def _boxes(text_page: pypdfium2.PdfTextPage, count: int) -> list[Box]:
    """Where the characters of a page stand. A page has thousands: PDFium writes them into one array, without a Python
    object for each."""
    array = (pdfium.FS_RECTF * count)()
    first, size = ctypes.addressof(array), ctypes.sizeof(pdfium.FS_RECTF)
    places = range(first, first + count * size, size)
    page = ctypes.cast(text_page.raw, ctypes.c_void_p).value
    deque(map(_write_box, repeat(page), range(count), places), maxlen=0)
    return list(struct.iter_unpack("4f", array))


# PDFium's own function, called with addresses as plain numbers.
_write_box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value
)


def _turned(boxes: list[Box], degrees: int, size: tuple[float, float]) -> list[Box]:
    """The boxes as they are seen on a page that is shown turned clockwise; `size` is that of the page as seen."""
    width, height = size
    if degrees == 90:
        return [(bottom, height - left, top, height - right) for left, top, right, bottom in boxes]
    if degrees == 180:
        return [(width - right, height - bottom, width - left, height - top) for left, top, right, bottom in boxes]
    if degrees == 270:
        return [(width - top, right, width - bottom, left) for left, top, right, bottom in boxes]
    return boxes


def _with_accents(text: str, boxes: Sequence[Box]) -> Sequence[str]:
    """The characters, with accents that are drawn apart put onto the letter that they stand over; each leaves an
    empty string in its place."""
    if not DRAWN_ACCENT.search(text):
        return text
    letters = list(text)
    for match in DRAWN_ACCENT.finditer(text):
        at = match.start()
        accent = boxes[at]
        for neighbour in (at + 1, at - 1, at + 2, at - 2):
            if 0 <= neighbour < len(text) and text[neighbour].isalpha() and _is_over(accent, boxes[neighbour]):
                letter = "i" if text[neighbour] == "ı" else text[neighbour]
                letters[neighbour] = unicodedata.normalize("NFC", letter + ACCENTS.get(match[0], match[0]))
                letters[at] = ""
                break
    return letters


def _is_over(accent: Box, letter: Box) -> bool:
    left, top, right, bottom = letter
    middle = (accent[0] + accent[2]) / 2
    return left <= middle <= right and bottom < accent[1] and accent[3] < top


def _runs(letters: Sequence[str], boxes: Sequence[Box]) -> list[Cell]:
    """Cells of letters that follow one another in the file and on the page. Blanks are where the file has one, or a
    gap is."""
    cells: list[Cell] = []
    word: list[str] = []
    bottom = top = right = height = 0.0
    spaced = True
    for index, letter in enumerate(letters):
        if letter <= " " or letter == "\xa0":
            # Where a line ends is seen from the boxes: PDFium also says so of letters that are drawn closer together.
            spaced = spaced or letter not in ("", "\r", "\n")
            continue
        left, high, end, low = boxes[index]
        gap = left - right
        is_beside = word and -height < gap < CELL_GAP * height
        if is_beside and abs(low - bottom) < SAME_LINE * height and abs(high - top) < 2 * SAME_LINE * height:
            if spaced or gap > WORD_GAP * height:
                _end_word(cells[-1], word, right)
                cells[-1].starts.append(left)
                word = []
            word.append(letter)
            if high < top or low > bottom:
                # Boxes are higher around letters with accents: the lowest is the line's.
                top, bottom = min(high, top), max(low, bottom)
                height = top - bottom
                cells[-1].bottom, cells[-1].top = bottom, top
        else:
            if word:
                _end_word(cells[-1], word, right)
            cells.append(Cell([], [left], [], low, high, follows_blank=spaced))
            word = [letter]
            bottom, top, height = low, high, (high - low) or 1.0
        right = end
        spaced = False
    if word:
        _end_word(cells[-1], word, right)
    return cells


def _end_word(cell: Cell, word: list[str], right: float) -> None:
    cell.words.append("".join(word))
    cell.ends.append(right)
