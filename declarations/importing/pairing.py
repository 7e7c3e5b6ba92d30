"""Which entry of one list of signatories is which of another, although names, states and groups are printed otherwise.

Two entries are one signature under the same name and state, or where the names are known as one member's. A family
name alone, as documents of about 2001 print it, is paired within its state and group, in the order of the lists.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from .. import matching
from ..names import name_key, same_name


@dataclass(frozen=True, slots=True)
class Name:
    """What an entry tells of a signatory. `country`, `group` and `signatory` (a primary key) are None if unknown."""

    full: str
    family: str
    country: str | None
    group: str | None
    is_family_name_only: bool
    signatory: int | None = None


def name_of(entry, country: str | None, group: str | None, signatory: int | None = None) -> Name:
    """The name of a line as read or of a row: `entry` has `family_name` and `given_name`."""
    return Name(
        full=matching.full_name(entry),
        family=entry.family_name,
        country=country or None,
        group=group or None,
        is_family_name_only=not entry.given_name,
        signatory=signatory,
    )


def pair(names: Sequence[Name], known: Sequence[Name]) -> list[int | None]:
    """For each of `names` the index of the one of `known` that it is, each given once, or None."""
    pairs: list[int | None] = [None] * len(names)
    free = set(range(len(known)))
    for identity, is_pair in _WAYS:
        by_identity = defaultdict(list)
        for index in sorted(free):
            by_identity[identity(known[index])].append(index)
        for at, name in enumerate(names):
            if pairs[at] is None and identity(name) is not None:
                found = (i for i in by_identity[identity(name)] if i in free and is_pair(name, known[i]))
                pairs[at] = next(found, None)
                free.discard(pairs[at])
    return pairs


def _full_key(name: Name) -> Hashable:
    return (name_key(name.full), name.country) if name_key(name.full) else None


def _full_key_anywhere(name: Name) -> Hashable:
    return name_key(name.full) or None


def _family_key(name: Name) -> Hashable:
    return (name_key(name.family), name.country) if name_key(name.family) and name.country else None


def _is_same_name(name: Name, other: Name) -> bool:
    return name.full == other.full or same_name(name.full, other.full)


def _one_country_is_unknown(name: Name, other: Name) -> bool:
    return (not name.country or not other.country) and _is_same_name(name, other)


def _one_is_family_name_only(name: Name, other: Name) -> bool:
    fits = name.group is None or other.group is None or name.group == other.group
    is_one = name.is_family_name_only != other.is_family_name_only
    return is_one and fits and same_name(name.family, other.family)


#: From the surest way on; what one has paired is not open to the next.
_WAYS: tuple[tuple[Callable[[Name], Hashable], Callable[[Name, Name], bool]], ...] = (
    (_full_key, _is_same_name),
    (lambda name: name.signatory, lambda name, other: True),
    (_full_key_anywhere, _one_country_is_unknown),
    (_family_key, _one_is_family_name_only),
)
