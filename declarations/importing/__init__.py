"""From a file, a folder, an archive or standard input to rows. Importing adds; it never removes or overwrites what a
curator decided.

sources, archives     SOURCE -> documents, each with its name and bytes
batch                 many documents, one after the other
saving                one document -> rows, in one transaction
turns                 one after the other, whoever else imports
editions, pairing     all editions of its declaration together: what they say, whichever came first
signatures            the one list of signatories
family_names          family names alone, in other declarations as well
mentions              the names of people
doubts                what a curator should look at
again                 stored documents, read again by today's reader
moving, places, telling    their rows in the new reading; what differs
removing              a declaration that should not have come, taken out again
decided               what a curator has decided, and importing leaves as it is
report                what became of the document
"""

from .again import Rereading, read_again
from .batch import import_document, import_documents
from .document import Document
from .removing import remove_declaration
from .report import ImportReport
from .sources import count, documents

__all__ = [
    "Document",
    "ImportReport",
    "Rereading",
    "count",
    "documents",
    "import_document",
    "import_documents",
    "read_again",
    "remove_declaration",
]
