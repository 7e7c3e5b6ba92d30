"""From a file, a folder, an archive or standard input to rows. Importing adds; it never removes or overwrites what a
curator decided.

sources       SOURCE -> documents, each with its name and bytes
saving        one document -> rows, in one transaction
signatures    its lines of the list of signatories
mentions      its names of people
report        what became of it
"""

from .report import ImportReport
from .saving import import_document
from .sources import Document, documents

__all__ = ["Document", "ImportReport", "documents", "import_document"]
