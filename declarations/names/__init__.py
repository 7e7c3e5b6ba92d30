"""Whether two spellings may be one person's name: keys to look names up, and a comparison with reasons.

    parts          a name's words: patronymics, initials and particles told apart
    conventions    what the spelling of a word sounds like, by the rules of conventions.toml
    equivalents    one name in several languages, by the table of equivalents.csv
    keys           the key under which a name is looked up
    tables         rows by name, whatever the spelling
    duplicates     the names of a long list that are near each other
    comparing      whether two names are the same, and if not, how near they are and why

Rows are linked only where `same_name` holds. A score never links: look-alikes such as Sentsov and Senkov are common,
so it does no more than put a suggestion before a curator. What is folded is how a name is spelled, never a person's
sex: Kalesnikava and Kalesnikau stay apart, as Martine and Martin do.
"""

from .comparing import SUGGESTION_FLOOR, Comparison, compare, same_name, similarity
from .duplicates import likely_duplicates
from .keys import name_key
from .readings import readings_of
from .tables import NameTable

__all__ = [
    "SUGGESTION_FLOOR",
    "Comparison",
    "NameTable",
    "compare",
    "likely_duplicates",
    "name_key",
    "readings_of",
    "same_name",
    "similarity",
]
