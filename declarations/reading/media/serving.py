"""The process that `worker` starts: PDF and DOCX documents in, their texts out, within limits of time and memory."""

import contextlib
import resource
from multiprocessing.connection import Connection

from ..errors import ReadingError
from .answers import READ, REFUSED, SECONDS, TOO_LARGE
from .docx import text_of_docx
from .formats import DOCX, PDF
from .pdf import text_of_pdf

READERS = {PDF: text_of_pdf, DOCX: text_of_docx}
BYTES_OF_MEMORY = 448 * 1024 * 1024


def serve(descriptor: int) -> None:
    """Answers one document after the other until the other side of the pipe is gone."""
    _limit(resource.RLIMIT_AS, BYTES_OF_MEMORY)
    _limit(resource.RLIMIT_CORE, 0)
    connection = Connection(descriptor)
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while _answer(connection):
            pass


def _answer(connection: Connection) -> bool:
    """Answers one document; returns whether the process is fit for another."""
    reader, data = READERS[connection.recv_bytes().decode()], connection.recv_bytes()
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Ends this process where it hangs and the one that waits for it is gone.
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + SECONDS + 2)
    try:
        connection.send_bytes(READ + reader(data).encode("utf-8", errors="replace"))
    except ReadingError as error:
        connection.send_bytes(REFUSED + str(error).encode())
    except (MemoryError, RecursionError):
        connection.send_bytes(TOO_LARGE)
        return False
    return True


def _limit(what: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # not every system has every limit
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
