"""Entries of a list of signatories: "SUTTER Petra, De, Belgium, SOC", "Ms Petra De SUTTER, Belgium, SOC"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..names import name_key, same_name
from . import rule_56
from .doubts import Doubt
from .folding import fold
from .parsed import ParsedSignature, ReadingWarning
from .personal_names import HONORIFICS, PersonalName, is_family_word, is_honorific, is_particle, split_name
from .vocabulary import find_country, find_group, group_codes

LONGEST_ENTRY = 250
SEPARATORS = " \t\n;,."
# What stands before an entry: bullets, also those that a converter or a wrong font has broken, and numbers.
BULLETS = "•·▪▫◦●○■□‣⁃∙*-–—>?\ufffd\uf0a7\uf0b7\uf0d8"
BEFORE_ENTRY = re.compile(rf"[\s;,.{re.escape(BULLETS)}]*(?:\d{{1,3}}\s?[.)]\s+)?")
GROUP_WITHIN = re.compile(
    rf",\s*(?:{'|'.join(map(re.escape, sorted(group_codes(), reverse=True)))})(?=\s+[^\W\d_]{{2}})"
)
WORD_CHARACTER = re.compile(r"\w")
GROUP_CODE = re.compile(r"[A-ZÉ]{2,6}(?:/[A-Z]{1,4})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of the text taken for one signatory. `parts` are what its commas part, each on one line.

    `country_at` is which part names a known country: the last that does, and never the name.
    """

    start: int
    end: int
    printed: str
    parts: tuple[str, ...]
    country_at: int | None

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Entry | None":
        """The entry in `text[start:end]` without the blanks, separators and honorifics around it; None for none."""
        stretch = text[start:end]
        end = start + len(stretch.rstrip(SEPARATORS + BULLETS))
        start = BEFORE_ENTRY.match(text, start, end).end() if start < end else end
        honorifics = HONORIFICS.match(text, start, end)
        start = honorifics.end() if honorifics else start
        if not WORD_CHARACTER.search(text, start, end):
            return None
        printed = fold(text[start:end])
        parts = _parts(printed)
        behind_name = range(len(parts) - 1, 0, -1)
        return cls(start, end, printed, parts, next((at for at in behind_name if find_country(parts[at])), None))

    @property
    def is_whole(self) -> bool:
        """Whether the entry names a known country with at most a group behind it."""
        return self.country_at is not None and self.country_at >= len(self.parts) - 2


def looks_like_list(text: str) -> bool:
    """Whether a stretch of text starts with an entry that names a country."""
    entry = Entry.of(text, 0, min(len(text), LONGEST_ENTRY) if ";" not in text else text.index(";"))
    return entry is not None and len(entry.printed) <= LONGEST_ENTRY and entry.is_whole


def entries_between(text: str, start: int, end: int, separator: str) -> list[Entry]:
    """The entries that `separator` parts in `text[start:end]`."""
    entries, first = [], start
    for piece in text[start:end].split(separator):
        entries += entries_in(text, first, first + len(piece))
        first += len(piece) + len(separator)
    return entries


def entries_in(text: str, start: int, end: int) -> list[Entry]:
    """The entry in `text[start:end]`, or the several that have lost what parted them; none where it is empty."""
    entry = Entry.of(text, start, end)
    return parted_at_groups(text, entry) if entry else []


def parted_at_groups(text: str, entry: Entry) -> list[Entry]:
    """The entry, or those that it holds: a group ends an entry, so what stands behind it is another."""
    inner = [match.end() for match in GROUP_WITHIN.finditer(text, entry.start, entry.end)]
    if not inner:
        return [entry]
    pieces = (Entry.of(text, *border) for border in pairwise([entry.start, *inner, entry.end]))
    return [piece for piece in pieces if piece]


def signatures_of(entries: Iterable[Entry]) -> tuple[list[ParsedSignature], list[ReadingWarning]]:
    """The signatures that the entries stand for, in their order, and what is doubtful in each."""
    entries = list(entries)
    surnames_only = _are_surnames_only(entries)
    signatures, doubts, seen = [], [], defaultdict(list)
    for position, entry in enumerate(entries, start=1):
        signature, unsure = _signature(entry, position, surname_only=surnames_only)
        name = f"{signature.given_name} {signature.family_name}"
        alike = seen[name_key(name), signature.country]
        earlier = next((at for other, at in alike if same_name(name, other)), None)
        if earlier:
            message = f"“{entry.printed}” is in the list already, as number {earlier}."
            unsure.append(Doubt.DUPLICATE_SIGNATORY.at(entry.start, entry.end, message))
        alike.append((name, position))
        signatures.append(signature)
        doubts += unsure
    return signatures, doubts


def doubts_on_list(signatures: list[ParsedSignature], total: tuple[int, int, int] | None) -> list[ReadingWarning]:
    """What is doubtful in the list as a whole. `total` is the printed total with its start and end, where it is."""
    doubts = []
    if total and total[0] != len(signatures):
        message = f"The document's total is {total[0]}, but {len(signatures)} signatures were read."
        doubts.append(Doubt.TOTAL_MISMATCH.at(total[1], total[2], message))
    lacking = rule_56.shortfalls(signatures)
    if lacking:
        message = f"The list has {', '.join(lacking)} that Rule 56 asks for."
        doubts.append(Doubt.BELOW_RULE_56.at(signatures[0].start, signatures[-1].end, message))
    return doubts


def _parts(printed: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in printed.split(",")) if part)


def _are_surnames_only(entries: Sequence[Entry]) -> bool:
    """Whether a list gives surnames only, as those of about 2001 do: "Clinton-Davis", "Van der Maelen".

    Where no name has a word in capitals and most are one word, the others are surnames of two words.
    """
    names = [entry.parts[0].split() for entry in entries]
    if any(is_family_word(word) for words in names for word in words):
        return False
    short = sum(sum(not is_particle(word) for word in words) == 1 for words in names)
    return short > len(names) / 2


def _signature(entry: Entry, position: int, *, surname_only: bool) -> tuple[ParsedSignature, list[ReadingWarning]]:
    names, country, group = _told_apart(entry)
    behind = [word for part in names[1:] for word in part.split() if not is_honorific(word)]
    words = names[0].split()
    name = PersonalName(" ".join([*behind, *words]), "", True) if surname_only else split_name(words, behind)
    known_country, known_group = find_country(country), find_group(group)
    signature = ParsedSignature(
        position=position,
        printed=entry.printed,
        family_name=name.family,
        given_name=name.given,
        country=known_country.code if known_country else "",
        group=known_group.code if known_group else "",
        printed_country=country,
        printed_group=group,
        start=entry.start,
        end=entry.end,
    )
    return signature, _doubts_on(signature, certain=name.certain and all(map(is_particle, behind)))


def _told_apart(entry: Entry) -> tuple[list[str], str, str]:
    """The parts that make the name, the country and the group of an entry."""
    parts = list(entry.parts)
    at = entry.country_at
    if at is not None:
        return parts[:at], parts[at], ", ".join(parts[at + 1 :])
    if len(parts) > 1 and (find_group(parts[-1]) or (len(parts) > 2 and GROUP_CODE.fullmatch(parts[-1]))):
        group = parts.pop()
    else:
        group = ""
    country = parts.pop() if len(parts) > 1 else ""
    return parts, country, group


def _doubts_on(signature: ParsedSignature, certain: bool) -> list[ReadingWarning]:
    doubts = []
    if not signature.country:
        known = f"“{signature.printed_country}” is not a known country" if signature.printed_country else "No country"
        doubts.append((Doubt.UNKNOWN_COUNTRY, f"{known}, in “{signature.printed}”."))
    if not signature.printed_group:
        doubts.append((Doubt.MISSING_GROUP, f"“{signature.printed}” is printed without a political group."))
    elif not signature.group:
        message = f"“{signature.printed_group}” is not a known political group, in “{signature.printed}”."
        doubts.append((Doubt.UNKNOWN_GROUP, message))
    if not certain:
        message = f"Family and given name cannot be told apart for certain in “{signature.printed}”."
        doubts.append((Doubt.NAME_SHAPE, message))
    return [doubt.at(signature.start, signature.end, message) for doubt, message in doubts]
