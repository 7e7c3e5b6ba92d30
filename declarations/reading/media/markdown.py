"""Markdown -> the canonical text, by way of HTML."""

from markdown_it import MarkdownIt

from .html import text_of_html

PARSER = MarkdownIt("commonmark")


def text_of_markdown(source: str) -> str:
    """The canonical text of a Markdown document."""
    return text_of_html(PARSER.render(source))
