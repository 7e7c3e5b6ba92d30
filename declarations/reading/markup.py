"""HTML and Markdown -> the canonical text: a line for each block, an empty line between blocks."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .errors import ReadingError

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


def text_of_markdown(source: str) -> str:
    """The canonical text of a Markdown document."""
    return text_of_html(MarkdownIt("commonmark").render(source))


def text_of_html(source: str) -> str:
    """The canonical text of an HTML document; a <br> is a line break within its block.

    Raises ReadingError where elements nest deeper than any real page's.
    """
    _refuse_endless_nesting(source)
    pieces: list[str] = []
    for kind, value in _events(LexborHTMLParser(source)):
        if kind == "block" and pieces and pieces[-1] != "\n\n":
            pieces.append("\n\n")
        elif kind == "break":
            pieces.append("\n")
        elif kind == "text":
            pieces.append(value)
    text = re.sub(r"[^\S\n]+", " ", "".join(pieces))
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def address_of(source: str) -> str:
    """Where an HTML page says that it was published, or an empty string."""
    tree = LexborHTMLParser(source)
    for selector, attribute in (("link[rel=canonical]", "href"), ('meta[property="og:url"]', "content")):
        node = tree.css_first(selector)
        address = (node.attributes.get(attribute) or "").strip() if node else ""
        if re.fullmatch(r"https?://[^\s<>\"]+", address):
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


def _events(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """("text", characters), ("break", "") and ("block", "") at each border of a block, in reading order.

    It walks with a stack of its own: a page may nest deeper than Python's recursion goes.
    """
    waiting: list[tuple[LexborNode, bool, bool]] = [(tree.root, False, False)] if tree.root else []
    while waiting:
        node, closing, preformatted = waiting.pop()
        if closing:
            yield "block", ""
            continue
        tag = node.tag
        if tag == "-text":
            yield "text", _characters(node, preformatted)
        elif tag == "br":
            yield "break", ""
        elif not _is_left_out(node):
            if tag in BLOCKS:
                yield "block", ""
                waiting.append((node, True, preformatted))
            children = [(child, False, preformatted or tag == "pre") for child in node.iter(include_text=True)]
            waiting.extend(reversed(children))


def _characters(node: LexborNode, preformatted: bool) -> str:
    characters = node.text_content or ""
    return characters if preformatted else re.sub(r"\s+", " ", characters)


def _is_left_out(node: LexborNode) -> bool:
    # Some pages put the document's own title into <header>.
    return node.tag in LEFT_OUT or (node.tag == "header" and node.css_first("h1") is None)
