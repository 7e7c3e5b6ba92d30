"""What curators decide about who is who, each decision kept with all that it changed, so that it can be undone.

owning      what hangs on a case or a signatory, and how it is moved from one to another
journal     a decision kept with all that it changed
merge       two rows -> one; two rows that look alike are not the same
split       some of what hangs on one row -> another
mentions    names found in texts: of which case they are, or of none
undo        a decision -> the rows as they were, save for what was decided since
waiting     what waits for a decision, the most certain first
"""

from .mentions import confirm_mentions, new_case_of, reject_mentions
from .merge import keep_apart, merge, reasons_against
from .owning import MergeRefused
from .split import split
from .undo import may_undo, undo, undone_with

__all__ = [
    "MergeRefused",
    "confirm_mentions",
    "keep_apart",
    "may_undo",
    "merge",
    "new_case_of",
    "reasons_against",
    "reject_mentions",
    "split",
    "undo",
    "undone_with",
]
