"""The rows, one module a concept; the QuerySets carry the domain's questions."""

from .cases import Case, CaseCategory, CaseSpelling, Citation, SituationPeriod
from .communications import Communication, CommunicationRequest
from .documents import Declaration, Demand, Edition, ReadingWarning, StatedFigure
from .follow_ups import FollowUp, FollowUpSource, Source
from .places import Country, CountryName, PoliticalGroup
from .signatories import Signatory, SignatorySpelling, Signature

__all__ = [
    "Case",
    "CaseCategory",
    "CaseSpelling",
    "Citation",
    "Communication",
    "CommunicationRequest",
    "Country",
    "CountryName",
    "Declaration",
    "Demand",
    "Edition",
    "FollowUp",
    "FollowUpSource",
    "PoliticalGroup",
    "ReadingWarning",
    "Signatory",
    "SignatorySpelling",
    "Signature",
    "SituationPeriod",
    "Source",
    "StatedFigure",
]
