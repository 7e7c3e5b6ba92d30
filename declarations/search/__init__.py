"""One box over everything: cases, signatories, declarations and their passages, communications, follow-ups.

Words are folded to plain small letters before they reach a database, and the question is taken apart here, so that
SQLite and PostgreSQL, which only look words up, find the same rows. A name is also found by its readings and its key,
hence in any spelling and alphabet that `declarations.names` knows: what reads the same comes before what only has the
same key. When the rules of `declarations.names` have changed, the index is due to be made anew (`rebuild_search`).
"""

from .excerpts import Piece, excerpt
from .finding import correct, find, sharing_a_name
from .keeping import differences, rebuild, refresh
from .questions import Question, understand
from .suggesting import suggest

__all__ = [
    "Piece",
    "Question",
    "correct",
    "differences",
    "excerpt",
    "find",
    "rebuild",
    "refresh",
    "sharing_a_name",
    "suggest",
    "understand",
]
