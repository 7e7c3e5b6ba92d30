"""The rows, one module a concept; the QuerySets carry the domain's questions."""

from .cases import Case, CaseCategory, CaseSpelling, Citation, SituationPeriod
from .communications import Communication, CommunicationRequest
from .decisions import CaseDistinction, Change, Decision, FormerAddress, SignatoryDistinction
from .documents import Declaration, Demand, Edition, ReadingWarning, StatedFigure
from .follow_ups import FollowUp, FollowUpSource, Source
from .places import Country, CountryName, FormerCountryName, PoliticalGroup
from .search import SearchEntry
from .signatories import Signatory, SignatorySpelling, Signature

__all__ = [
    "Case",
    "CaseCategory",
    "CaseDistinction",
    "CaseSpelling",
    "Change",
    "Citation",
    "Communication",
    "CommunicationRequest",
    "Country",
    "CountryName",
    "Decision",
    "Declaration",
    "Demand",
    "Edition",
    "FollowUp",
    "FollowUpSource",
    "FormerAddress",
    "FormerCountryName",
    "PoliticalGroup",
    "ReadingWarning",
    "SearchEntry",
    "Signatory",
    "SignatoryDistinction",
    "SignatorySpelling",
    "Signature",
    "SituationPeriod",
    "Source",
    "StatedFigure",
]
