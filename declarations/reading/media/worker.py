"""PDF and DOCX are read in a process of their own, with a limit of time and memory.

A file that makes a library hang, crash or fill the memory ends that process and nothing else. The process is kept
for the next document, since starting it takes longer than most documents do.
"""

import atexit
import os
import subprocess
import sys
import threading
from multiprocessing.connection import Pipe

from ..errors import ReadingError
from .answers import REFUSED, SECONDS, TOO_LARGE
from .formats import DOCX, PDF

SERVING = f"{__package__}.serving"  # not imported here: that process alone needs PDFium
LONGEST_ANSWER = 64 * 1024 * 1024
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
            [sys.executable, "-c", f"from {SERVING} import serve; serve({theirs.fileno()})"],
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
                end_worker()
                if worker.documents == 1:
                    raise ReadingError(
                        f"this {NAMES[media_type]} {failure}; it is damaged or no declaration."
                    ) from failure


def _running() -> Worker:
    global _worker
    if _worker is not None and _worker.owner != os.getpid():
        # This process was forked from the owner of that worker, which goes on using it.
        end_worker()
    if _worker is None:
        _worker = Worker()
    return _worker


@atexit.register
def end_worker() -> None:
    """Ends the process, if there is one; the next document starts another."""
    global _worker
    if _worker is not None:
        _worker.end()
        _worker = None
