"""PDF and DOCX are read in a process of their own, with a limit of time and memory.

A file that makes a library hang, crash or fill the memory ends that process and nothing else. The process is kept
for the next document, since starting it takes longer than most documents do.
"""

import atexit
import contextlib
import os
import resource
import subprocess
import sys
import threading
from multiprocessing.connection import Connection, Pipe

from ..errors import ReadingError
from .formats import DOCX, PDF

SECONDS = 8
BYTES_OF_MEMORY = 448 * 1024 * 1024
LONGEST_ANSWER = 64 * 1024 * 1024
READ, REFUSED, TOO_LARGE = b"T", b"R", b"M"
NAMES = {PDF: "PDF", DOCX: "DOCX document"}


class WorkerFailed(Exception):
    """The process ended without an answer; the message says why, as the end of "this PDF ..."."""


class Worker:
    """One process that reads documents one after the other. Not to be shared by threads or forked processes."""

    def __init__(self):
        self.connection, theirs = Pipe()
        self.documents = 0
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        theirs.close()

    def text_of(self, data: bytes, media_type: str) -> str:
        """The text of a document. Raises ReadingError as its reader does, and WorkerFailed where the process ends."""
        self.documents += 1
        try:
            self.connection.send_bytes(media_type.encode())
            self.connection.send_bytes(data)
            if not self.connection.poll(SECONDS):
                raise WorkerFailed(f"takes more than {SECONDS} seconds to read")
            answer = self.connection.recv_bytes(LONGEST_ANSWER)
        except (EOFError, OSError) as error:
            raise WorkerFailed("makes its reader fail") from error
        if answer[:1] == TOO_LARGE:
            raise WorkerFailed("needs too much memory to read")
        text = answer[1:].decode("utf-8", errors="replace")
        if answer[:1] == REFUSED:
            raise ReadingError(text)
        return text

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        self.connection.close()
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()


_lock = threading.Lock()
_worker: Worker | None = None


def text_in_worker(data: bytes, media_type: str) -> str:
    """The text of a PDF or DOCX document, read in another process. Raises ReadingError for what cannot be read.

    A document is only blamed by a new process: what an earlier one has left behind is none of its faults.
    """
    with _lock:
        while True:
            worker = _running()
            try:
                return worker.text_of(data, media_type)
            except WorkerFailed as failure:
                _end()
                if worker.documents == 1:
                    raise ReadingError(
                        f"this {NAMES[media_type]} {failure}; it is damaged or no declaration."
                    ) from failure


def _running() -> Worker:
    global _worker
    if _worker is not None and _worker.owner != os.getpid():
        # This process was forked from the owner of that worker, which goes on using it.
        _end()
    if _worker is None:
        _worker = Worker()
    return _worker


@atexit.register
def _end() -> None:
    global _worker
    if _worker is not None:
        _worker.end()
        _worker = None


def _serve(connection: Connection) -> None:
    """Answers one document after the other until the other side is gone."""
    from .docx import text_of_docx
    from .pdf import text_of_pdf

    readers = {PDF: text_of_pdf, DOCX: text_of_docx}
    while True:
        try:
            reader, data = readers[connection.recv_bytes().decode()], connection.recv_bytes()
        except EOFError:
            return
        _limit_time()
        try:
            connection.send_bytes(READ + reader(data).encode("utf-8", errors="replace"))
        except ReadingError as error:
            connection.send_bytes(REFUSED + str(error).encode())
        except (MemoryError, RecursionError):
            connection.send_bytes(TOO_LARGE)
            return


def _limit_time() -> None:
    """Lets the system end this process where the one that waits for it is gone, and it hangs."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS + 2, most))


def _limit_memory() -> None:
    with contextlib.suppress(ValueError, OSError):  # not every system has this limit
        resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))


if __name__ == "__main__":
    _limit_memory()
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        _serve(Connection(int(sys.argv[1])))
