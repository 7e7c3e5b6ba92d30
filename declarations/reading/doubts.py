"""Every doubt the reader can have: its code, which is stable, and the warning made of it."""

from enum import StrEnum

from .parsed import ReadingWarning


class Doubt(StrEnum):
    """Codes of warnings. What each means is said beside it, in the words that the documentation uses."""

    DAMAGED_CHARACTERS = "damaged-characters"  # bytes that are no letters in the document's own encoding
    MISSING_DOC = "missing-doc"  # no "Doc. 14876" in the head
    UNREAD_LINE = "unread-line"  # a line that is neither read as something nor known furniture
    TOTAL_MISMATCH = "total-mismatch"  # the printed total is not the number of signatures read
    MISSING_TOTAL = "missing-total"  # the layout ends its list with a total, and there is none
    TRUNCATED_LIST = "truncated-list"  # the list stops in the middle of an entry
    UNKNOWN_COUNTRY = "unknown-country"  # a signature's country is not in the table, or not printed
    UNKNOWN_GROUP = "unknown-group"  # a signature's political group is not in the table
    MISSING_GROUP = "missing-group"  # a signature is printed without a political group
    DUPLICATE_SIGNATORY = "duplicate-signatory"  # the same name and country stand in the list twice
    NAME_SHAPE = "name-shape"  # family and given name cannot be told apart for certain
    BELOW_RULE_56 = "below-rule-56"  # fewer signatures, delegations or groups than Rule 56 asks for

    def at(self, start: int, end: int, message: str) -> ReadingWarning:
        """The warning that this doubt arose between `start` and `end` of the canonical text."""
        return ReadingWarning(self.value, message, start, end)
