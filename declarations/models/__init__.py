"""The rows, one module a concept; the QuerySets carry the domain's questions."""

from .cases import Case, CaseCategory, CaseSpelling, Citation, SituationPeriod
from .communications import Communication, CommunicationRequest
from .documents import Declaration, Demand, Edition, ReadingWarning, StatedFigure
from .follow_ups import FollowUp, FollowUpSource, Source
from .places import Country, CountryName, FormerCountryName, PoliticalGroup
from .search import SearchEntry
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
    "FormerCountryName",
    "PoliticalGroup",
    "ReadingWarning",
    "SearchEntry",
    "Signatory",
    "SignatorySpelling",
    "Signature",
    "SituationPeriod",
    "Source",
    "StatedFigure",
]
