"""Archives come from strangers: each ends in documents, or in a sentence on what was left out."""

import io
import struct
import zipfile

import pytest

from declarations.importing import archives, documents
from declarations.importing.document import UnreadableSource


def packed(**members) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.fixture
def found(tmp_path):
    def found_in(data: bytes):
        path = tmp_path / "documents.zip"
        path.write_bytes(data)
        return [(document.source.removeprefix(f"{path}"), document) for document in documents(str(path))]

    return found_in


def said_of(document) -> str:
    with pytest.raises(UnreadableSource) as error:
        document.read_bytes()
    return str(error.value)


def test_archives_within_archives_give_their_documents(found):
    inner = packed(**{"two.md": b"2"})

    contents = {name: document.read_bytes() for name, document in found(packed(**{"a/one.md": b"1", "b.zip": inner}))}

    assert contents == {"!a/one.md": b"1", "!b.zip!two.md": b"2"}


def test_one_deeper_than_the_limit_is_left_out_by_name(found):
    data = packed(**{"x.md": b"x"})
    for _ in range(archives.DEEPEST):
        data = packed(**{"in.zip": data})

    [(name, document)] = found(data)

    assert name == "!in.zip" * archives.DEEPEST
    assert "3 archives deep" in said_of(document)


@pytest.mark.parametrize("path", ["../up.md", "/etc/passwd", "a/../../up.md", "C:\\up.md", "..\\up.md"])
def test_a_path_that_leaves_the_archive_is_not_read(found, path):
    [(_, document)] = found(packed(**{path: b"x"}))

    assert "path that leaves the archive" in said_of(document)


def test_an_encrypted_document_is_left_out_with_what_to_do(found):
    data = bytearray(packed(**{"one.md": b"x", "two.md": b"y"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1

    first, second = (document for _, document in found(bytes(data)))

    assert "encrypted; unpack it with its password" in said_of(first)
    assert second.read_bytes() == b"y"


def test_a_document_that_swells_is_read_no_further_than_its_limit(found):
    [(_, document)] = found(packed(**{"bomb.md": b"0" * (21 * 1024 * 1024)}))

    assert "is larger than 20 MB" in said_of(document)


def test_documents_that_swell_together_are_cut_off_with_a_sentence(found, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_CONTENT", 25)
    sentences = []

    for _, document in found(packed(**{f"{n}.md": b"0123456789" for n in range(5)})):
        try:
            document.read_bytes()
        except UnreadableSource as error:
            sentences.append(str(error))

    assert len(sentences) == 3  # all were found before any was read


def test_what_is_read_as_it_is_found_ends_with_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_CONTENT", 25)
    path = tmp_path / "documents.zip"
    path.write_bytes(packed(**{f"{n}.md": b"0123456789" for n in range(9)}))
    read = []

    for document in documents(str(path)):
        try:
            read.append(document.read_bytes())
        except UnreadableSource as error:
            read.append(str(error))

    assert [type(item) for item in read] == [bytes, bytes, str, str]
    assert "the rest was left out" in read[-1]


def test_more_documents_than_the_limit_are_cut_off_with_a_sentence(found, monkeypatch):
    monkeypatch.setattr(archives, "MOST_DOCUMENTS", 2)

    *given, (_, last) = found(packed(**{f"{n}.md": b"x" for n in range(4)}))

    assert len(given) == 2
    assert "holds more than 2 documents" in said_of(last)


def test_a_table_of_contents_made_to_fill_the_memory_is_never_loaded(found, monkeypatch):
    data = bytearray(packed(**{"one.md": b"x"}))
    at = data.index(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", archives.LARGEST_DIRECTORY + 1)

    monkeypatch.setattr(zipfile, "ZipFile", None)

    [(name, _)] = found(bytes(data))
    assert name == ""


def test_a_damaged_document_is_one_sentence_and_the_next_is_read(found):
    data = packed(**{"one.md": b"abcdefgh" * 50, "two.md": b"y"})
    at = data.index(b"one.md") + len("one.md")

    first, second = (document for _, document in found(data[:at] + b"\xff\xff\xff" + data[at + 3 :]))

    assert "cannot be opened" in said_of(first)
    assert second.read_bytes() == b"y"


def test_a_word_document_is_a_document_and_no_archive(found, tmp_path):
    word = packed(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})

    [(name, document)] = found(packed(**{"declaration.docx": word}))

    assert (name, document.read_bytes()) == ("!declaration.docx", word)
