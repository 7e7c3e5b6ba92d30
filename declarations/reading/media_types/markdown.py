"""Markdown -> the canonical text, by way of HTML."""

from markdown_it import MarkdownIt

from ..errors import ReadingError
from .html import text_of_html
from .pandoc import common_markdown

# Declarations hold no code, and a rule of dashes below a line makes no heading of it.
PARSER = MarkdownIt("commonmark").enable("table").disable(["backticks", "code", "fence", "lheading", "reference"])
# Parsing may take a second for each 60,000 characters, and marks do not make a declaration twice as long.
LONGEST_SOURCE = 300_000


def text_of_markdown(source: str) -> str:
    """The canonical text of a Markdown document, of common Markdown or of pandoc's.

    Raises ReadingError for one that is far longer than any declaration.
    """
    if len(source) > LONGEST_SOURCE:
        raise ReadingError(f"this text has {len(source):,} characters, far more than any declaration; leave it out.")
    return text_of_html(PARSER.render(common_markdown(source)))
