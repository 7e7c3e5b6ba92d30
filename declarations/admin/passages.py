"""A place in a text, shown with the words around it."""

from django.utils.html import format_html

#: How much of the text around a place a list shows, in characters.
NEARBY = 90


def marked(text: str, start: int, end: int) -> str:
    """`text` with the place from `start` to `end` marked."""
    return format_html("{}<mark>{}</mark>{}", text[:start], text[start:end], text[end:])


def in_paragraph(edition, start: int, end: int) -> str:
    """The place in the paragraph of the edition that it stands in, or with the words around where it is in none."""
    for paragraph in edition.reading.get("paragraphs", []):
        first, last = paragraph["start"], paragraph["end"]
        if first <= start < last:
            return marked(edition.text[first:last], start - first, end - first)
    return nearby(edition.text, start, end)


def nearby(text: str, start: int, end: int) -> str:
    """The place with the words around it; a long one is cut."""
    first, marked_to = max(start - NEARBY, 0), min(end, start + 2 * NEARBY)
    last = marked_to + NEARBY
    words = marked(text[first:last], start - first, marked_to - first)
    return format_html("{}{}{}", "…" if first else "", words, "…" if last < len(text) else "")


def printed_in(passage: str, printed: str) -> str:
    """A passage with the words `printed` marked where they first stand in it."""
    start = passage.find(printed)
    return marked(passage, start, start + len(printed)) if start >= 0 else passage


def printed_near(passage: str, printed: str) -> str:
    """The words `printed` marked among those around them in a passage."""
    start = passage.find(printed)
    return nearby(passage, start, start + len(printed)) if start >= 0 else passage
