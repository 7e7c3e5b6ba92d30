"""Markdown -> the canonical text, by way of HTML."""

from markdown_it import MarkdownIt

from .html import text_of_html

# Declarations hold no code, and a rule of dashes below a line makes no heading of it.
PARSER = MarkdownIt("commonmark").disable(["backticks", "code", "fence", "lheading", "reference"])


def text_of_markdown(source: str) -> str:
    """The canonical text of a Markdown document."""
    return text_of_html(PARSER.render(source))
