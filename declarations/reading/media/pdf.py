"""PDF -> the canonical text: PDFium's characters and where they stand, put together as lines by `pages`.

PDFium is not thread-safe and reads what strangers send: `text_of_pdf` runs in the process of `worker` only.
"""

import ctypes
import re
import unicodedata
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from ..errors import ReadingError
from .cells import Cell
from .pages import text_of_pages

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
        turned = page.get_rotation()
        boxes = _Boxes(text_page, turned, page.get_size())
        cells = _runs(_with_accents(text, boxes), boxes)
    finally:
        text_page.close()
        page.close()
    return cells


def _characters(text_page: pypdfium2.PdfTextPage) -> str:
    """As many characters as the page counts, with those that PDFium puts between words and lines."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) != count:
        codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
        text = "".join(chr(code) if code and not 0xD800 <= code < 0xE000 else " " for code in codes)
    return text.translate(HYPHENS)


class _Boxes:
    """Where the characters of a page stand: (left, bottom, right, top), in points."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, turned: int, size: tuple[float, float]):
        self.page, self.turned, self.size = text_page.raw, turned, size
        self.box = pdfium.FS_RECTF()
        self.reference = ctypes.byref(self.box)

    def at(self, index: int) -> tuple[float, float, float, float]:
        box = self.box
        pdfium.FPDFText_GetLooseCharBox(self.page, index, self.reference)
        if not self.turned:
            return box.left, box.bottom, box.right, box.top
        width, height = self.size
        if self.turned == 90:
            return box.bottom, height - box.right, box.top, height - box.left
        if self.turned == 180:
            return width - box.right, height - box.top, width - box.left, height - box.bottom
        return width - box.top, box.left, width - box.bottom, box.right


def _with_accents(text: str, boxes: _Boxes) -> Sequence[str]:
    """The characters, with accents that are drawn apart put onto the letter that they stand over; each leaves an
    empty string in its place."""
    if not DRAWN_ACCENT.search(text):
        return text
    letters = list(text)
    for match in DRAWN_ACCENT.finditer(text):
        at = match.start()
        accent = boxes.at(at)
        for neighbour in (at + 1, at - 1, at + 2, at - 2):
            if 0 <= neighbour < len(text) and text[neighbour].isalpha() and _is_over(accent, boxes.at(neighbour)):
                letter = "i" if text[neighbour] == "ı" else text[neighbour]
                letters[neighbour] = unicodedata.normalize("NFC", letter + ACCENTS.get(match[0], match[0]))
                letters[at] = ""
                break
    return letters


def _is_over(accent: tuple[float, ...], letter: tuple[float, ...]) -> bool:
    middle = (accent[0] + accent[2]) / 2
    return letter[0] <= middle <= letter[2] and accent[1] < letter[3] and letter[1] < accent[3]


def _runs(letters: Sequence[str], boxes: _Boxes) -> list[Cell]:
    """Cells of letters that follow one another in the file and on the page. Blanks are where the file has one, or a
    gap is."""
    cells: list[Cell] = []
    run: list[str] = []
    bottom = top = right = height = 0.0
    spaced = True
    for index, letter in enumerate(letters):
        if letter <= " " or letter == "\xa0":
            spaced = spaced or letter != ""
            continue
        left, low, end, high = boxes.at(index)
        gap = left - right
        is_beside = -height < gap < CELL_GAP * height
        if is_beside and run and abs(low - bottom) < SAME_LINE * height and abs(high - top) < 2 * SAME_LINE * height:
            if spaced or gap > WORD_GAP * height:
                run.append(" ")
            run.append(letter)
            if high < top or low > bottom:
                # Boxes are higher around letters with accents: the lowest is the line's.
                top, bottom = min(high, top), max(low, bottom)
                height = top - bottom
        else:
            if run:
                cells[-1].close(right, bottom, top, "".join(run))
            cells.append(Cell(left, follows_blank=spaced))
            run = [letter]
            bottom, top, height = low, high, (high - low) or 1.0
        right = end
        spaced = False
    if run:
        cells[-1].close(right, bottom, top, "".join(run))
    return cells
