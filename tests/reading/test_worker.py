"""The process that reads PDF and DOCX: what happens in it stays in it."""

import threading

import pytest

from declarations.reading import ReadingError, read
from declarations.reading.media import worker

from .documents import Facts
from .files import docx, paragraph, pdf
from .test_pdf import front

DATA = docx(*(paragraph(line) for line in Facts().overleaf().split("\n") if line))


def test_documents_share_one_process():
    read(DATA, "a.docx")
    process = worker._worker.process.pid

    assert read(DATA, "a.docx").number == 600
    assert worker._worker.process.pid == process


@pytest.fixture
def never_answered(monkeypatch):
    """Lets no document be answered for as long as the test has not undone it."""
    worker.end_worker()
    monkeypatch.setattr(worker, "SERVING", "tests.reading.never_answering")
    monkeypatch.setattr(worker, "SECONDS", 0.1)
    return monkeypatch


def test_a_document_that_takes_too_long_is_refused_and_its_process_ended(never_answered):
    with pytest.raises(ReadingError, match=r"takes more than 0\.1 seconds"):
        read(DATA, "a.docx")

    assert worker._worker is None


def test_the_next_document_is_read_by_a_new_process(never_answered):
    with pytest.raises(ReadingError):
        read(DATA, "a.docx")
    never_answered.undo()

    assert read(DATA, "a.docx").number == 600


def test_a_process_that_has_died_is_replaced_without_a_word():
    read(DATA, "a.docx")
    worker._worker.process.kill()
    worker._worker.process.wait()

    assert read(DATA, "a.docx").number == 600


def test_a_refusal_leaves_the_process_running():
    read(DATA, "a.docx")
    process = worker._worker.process.pid

    with pytest.raises(ReadingError, match="damaged"):
        read(DATA[:-60], "a.docx")

    assert worker._worker.process.pid == process


def test_threads_take_turns():
    numbers = []
    data = [DATA, pdf(front(Facts()).say(70, 300, "Signed").say(70, 280, "DOAA Joa, Ireland, SOC"))] * 3
    threads = [threading.Thread(target=lambda one=one: numbers.append(read(one, "a").number)) for one in data]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert numbers == [600] * 6
