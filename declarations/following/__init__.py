"""What happened next: record, publish, correct, retract; and what follows from it for a case, demand or communication.

Every rule about follow-ups stands here or as a constraint of `FollowUp`. The admin, the commands and the sample data
call these functions.

recording      the life of a follow-up: drafted, published, corrected, retracted
deriving       the columns and periods that follow from the rows
published      what the site said on a past day, and how that came about
sheets         follow-ups from a CSV or XLSX file
due            what waits for curators
"""

from .deriving import (
    derive,
    derive_periods,
    derive_response,
    periods_of,
    refresh_cases,
    refresh_cited,
    refresh_communications,
    refresh_subject,
)
from .recording import (
    FACTS,
    FollowUpRefused,
    attach_source,
    correct,
    prefer,
    prefer_none,
    publish,
    record,
    record_check,
    retract,
    revise,
    usual_places,
)

__all__ = [
    "FACTS",
    "FollowUpRefused",
    "attach_source",
    "correct",
    "derive",
    "derive_periods",
    "derive_response",
    "periods_of",
    "prefer",
    "prefer_none",
    "publish",
    "record",
    "record_check",
    "refresh_cases",
    "refresh_cited",
    "refresh_communications",
    "refresh_subject",
    "retract",
    "revise",
    "usual_places",
]
