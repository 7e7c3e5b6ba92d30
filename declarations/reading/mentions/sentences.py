"""Sentences of a paragraph, and clauses of a sentence."""

import re

SENTENCE_END = re.compile(r"[.!?…][\"”»’)]*\s+(?=[\"“«(]?\s?[^\W\d_a-zà-öø-ÿ]|[\"“«(]?\d)")
# A point behind these ends no sentence.
ABBREVIATIONS = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "st", "prof", "rev", "m", "mm", "mme", "jr", "sr", "v", "vs"),
        *("no", "nos", "art", "arts", "doc", "p", "pp", "para", "paras", "cf"),
    }
)
CLAUSE_BORDER = re.compile(r";|:\s|,?\s(?:while|whereas|tandis que|alors que)\s|,\s(?:but|mais)\s", re.IGNORECASE)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """The start and end of each sentence in a folded paragraph, without the blanks between them."""
    spans, start = [], 0
    for match in SENTENCE_END.finditer(text):
        before = re.search(r"(\w+)$", text[max(start, match.start() - 20) : match.start()])
        word = before[1] if before else ""
        is_abbreviation = word.casefold() in ABBREVIATIONS or (len(word) == 1 and word.isupper())
        if match[0][0] == "." and is_abbreviation:
            continue
        spans.append((start, match.end() - len(match[0]) + len(match[0].rstrip())))
        start = match.end()
    return [*spans, (start, len(text))] if start < len(text) else spans


def clauses_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The start and end of each clause of the sentence `text[start:end]`; what parts them stays with the first."""
    spans, first = [], start
    for match in CLAUSE_BORDER.finditer(text, start, end):
        spans.append((first, match.end()))
        first = match.end()
    return [*spans, (first, end)]
