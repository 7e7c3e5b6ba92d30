"""The filters of the public lists, under the names that their addresses take; they only call the QuerySets' verbs."""

from .cases import CaseFilter
from .declarations import DeclarationFilter
from .follow_ups import FollowUpFilter
from .lists import ListFilter
from .search import SearchFilter
from .signatories import SignatoryFilter

__all__ = ["CaseFilter", "DeclarationFilter", "FollowUpFilter", "ListFilter", "SearchFilter", "SignatoryFilter"]
