"""Reading a written declaration: bytes -> canonical text -> ParsedDeclaration. Usable alone; no Django.

The rooms, in the order in which a document visits them:

media                bytes -> the canonical text, a module for each format; what cannot be read is refused by name
lines, folding       the text as lines and blocks; wrapped lines put together again
layouts              one module for each layout; which one it is, and where its parts stand
reader               `read` itself, from one end to the other
parts, dates         the parts that layouts share: head, title, paragraphs, lists
signatories          entries of the list -> signatures; personal_names, rule_56 and vocabulary serve it
mentions             the people named in the paragraphs
parsed, doubts, errors    what comes out: values, warnings, or the one error
"""

from .errors import ReadingError
from .parsed import ParsedDeclaration, ParsedMention, ParsedSignature, Passage, ReadingWarning
from .reader import read

__all__ = [
    "ParsedDeclaration",
    "ParsedMention",
    "ParsedSignature",
    "Passage",
    "ReadingError",
    "ReadingWarning",
    "read",
]
