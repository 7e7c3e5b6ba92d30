"""Finding a row by any spelling of its name."""

from django.db.models import Q

from ..names import name_key

#: Fewer letters of a key than this are in nearly every name.
SHORTEST_KEY = 3


def written_like(words: str, *columns: str) -> Q:
    """The rows that have each of the words in one of these columns."""
    found = Q()
    for word in words.split():
        in_one = Q(pk__in=[])
        for column in columns:
            in_one |= Q(**{f"{column}__icontains": word})
        found &= in_one
    return found


def spelled_like(words: str, column: str = "spelling") -> Q:
    """The rows that hold each of the words in `column` as written, or as it sounds in `key`: accents and alphabet do
    not matter.
    """
    keys = name_key(words).split()
    sounding = Q(pk__in=[])
    if any(len(key) >= SHORTEST_KEY for key in keys):
        sounding = Q()
        for key in keys:
            sounding &= Q(key__contains=key)
    return written_like(words, column) | sounding
