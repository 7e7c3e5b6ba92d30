"""The filters of the public lists, under the names that their addresses take; they only call the QuerySets' verbs."""

from .cases import CaseFilter
from .communications import CommunicationFilter
from .declarations import DeclarationFilter
from .follow_ups import FollowUpFilter
from .lists import ListFilter
from .search import SearchFilter
from .signatories import SignatoryFilter
from .signatures import SignatureFilter
from .sources import SourceFilter
from .states import StateFilter

__all__ = [
    "CaseFilter",
    "CommunicationFilter",
    "DeclarationFilter",
    "FollowUpFilter",
    "ListFilter",
    "SearchFilter",
    "SignatoryFilter",
    "SignatureFilter",
    "SourceFilter",
    "StateFilter",
]
