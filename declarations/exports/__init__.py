"""The rows of a list as data: CSV, JSON, XLSX, Atom, and the words that say what each column holds."""

from .columns import Column, Kind, Table
from .formats import FORMATS, Listing
from .tables import TABLES, table_of

__all__ = ["FORMATS", "TABLES", "Column", "Kind", "Listing", "Table", "table_of"]
