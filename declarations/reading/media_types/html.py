"""HTML -> the canonical text: a line for each block, an empty line between blocks."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..errors import ReadingError
from .columns import in_order, is_field_table, table_lines

BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
        ),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "tr", "ul"),
    }
)
# What a page shows beside its document, or does not show at all.
LEFT_OUT = frozenset(
    {
        *("aside", "button", "canvas", "dialog", "embed", "footer", "form", "head", "iframe", "input", "math", "nav"),
        *("noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "audio"),
    }
)
# Parsing takes quadratic time in the depth of these elements, and no page that a person wrote comes near it.
NESTING_TAG = re.compile(r"<(/?)(?:div|section|article|blockquote|ul|ol|dl|table|center|main|form)\b", re.IGNORECASE)
DEEPEST_NESTING = 5_000
# No entry of a list is longer; a cell that is holds a part of the page.
LONGEST_CELL = 250
BORDER = "\n\n"
EMPTY_LINES = re.compile(r"\n{3,}")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def text_of_html(source: str) -> str:
    """The canonical text of an HTML document; a <br> is a line break within its block.

    Raises ReadingError where elements nest deeper than any real page's.
    """
    return page_of_html(source)[0]


def page_of_html(source: str) -> tuple[str, str]:
    """The canonical text of an HTML document, and where it says that it was published or an empty string.

    Raises ReadingError where elements nest deeper than any real page's.
    """
    _refuse_endless_nesting(source)
    tree = LexborHTMLParser(source)
    pieces: list[str] = []
    for piece in _pieces(tree):
        if piece is not BORDER:
            pieces.append(piece)
        elif pieces and pieces[-1] is not BORDER:
            pieces.append(BORDER)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip() + "\n", _address(tree)


def _address(tree: LexborHTMLParser) -> str:
    for selector, attribute in (("link[rel=canonical]", "href"), ('meta[property="og:url"]', "content")):
        node = tree.css_first(selector)
        address = (node.attributes.get(attribute) or "").strip() if node else ""
        if ADDRESS.fullmatch(address):
            return address
    return ""


def _refuse_endless_nesting(source: str) -> None:
    depth = 0
    for match in NESTING_TAG.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST_NESTING:
            raise ReadingError(
                f"its HTML has more than {DEEPEST_NESTING} elements inside one another, at character {match.start()};"
                " give the text copied from the page."
            )


def _pieces(tree: LexborHTMLParser) -> Iterator[str]:
    """The text, piece by piece in reading order, with a BORDER where a block starts or ends.

    It walks with a stack of its own: a page may nest deeper than Python's recursion goes.
    """
    waiting: list[tuple[LexborNode | None, bool]] = [(tree.root, False)]
    while waiting:
        node, preformatted = waiting.pop()
        if node is None:
            yield BORDER
            continue
        tag = node.tag
        if tag == "-text":
            yield _characters(node, preformatted)
        elif tag == "br":
            yield "\n"
        elif tag == "table" and (lines := _lines_of_table(node)):
            yield from (BORDER, "\n".join(lines), BORDER)
        elif not _is_left_out(node, tag):
            if tag in BLOCKS:
                yield BORDER
                waiting.append((None, False))
            inside = preformatted or tag == "pre"
            waiting += [(child, inside) for child in node.iter(include_text=True)][::-1]


def _characters(node: LexborNode, preformatted: bool) -> str:
    characters = node.text_content or ""
    return characters if preformatted else characters.replace("\n", " ")


def _is_left_out(node: LexborNode, tag: str) -> bool:
    # Some pages put the document's own title into <header>.
    return tag in LEFT_OUT or (tag == "header" and node.css_first("h1") is None)


def _lines_of_table(table: LexborNode) -> list[str] | None:
    """The lines of a table that is a list in columns; None for one that only arranges the page."""
    if table.css_first("td table, th table, li, h1, h2, h3"):
        return None
    rows = [[_text_of_cell(cell) for cell in row.css("td, th")] for row in table.css("tr")]
    rows = [row for row in rows if any(row)]
    if not any(len(row) > 1 and row[1] for row in rows) or any(
        len(text) > LONGEST_CELL for row in rows for text in row
    ):
        return None
    if is_field_table(rows):
        return table_lines(rows)
    by_row = [text for row in rows for text in row if text]
    by_column = [row[at] for at in range(max(map(len, rows))) for row in rows if at < len(row) and row[at]]
    return in_order([by_column, by_row])


def _text_of_cell(cell: LexborNode) -> str:
    return " ".join(cell.text(separator=" ").split())
