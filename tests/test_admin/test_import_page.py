"""The page to import a declaration: first only to look, then to save, by the code of the command."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from selectolax.lexbor import LexborHTMLParser

from declarations.models import Declaration, Edition

from .room import words_of

pytestmark = pytest.mark.django_db

PAGE = "/admin/import/"
SEED = Path(settings.BASE_DIR, "fixtures", "declarations", "doc-14876.md")


def uploaded(data=None, name="doc-14876.md"):
    return SimpleUploadedFile(name, SEED.read_bytes() if data is None else data)


def preview(room, document=None, **fields):
    return room.client.post(PAGE, {"document": document or uploaded(), "decision": "look", **fields})


def save(room, page):
    token = LexborHTMLParser(page.content).css_first("input[name=token]").attributes["value"]
    return room.client.post(PAGE, {"token": token, "decision": "save"})


def test_a_preview_shows_what_was_read_and_saves_nothing(room):
    words = words_of(preview(room))

    assert "doc-14876.md: created" in words
    assert "No. 675" in words
    assert "Kenzhebek Abishev" in words
    assert "Nothing is saved yet." in words
    assert not Declaration.objects.exists()


def test_what_was_looked_at_is_saved_without_choosing_it_again(room, settings):
    answer = save(room, preview(room))

    edition = Edition.objects.get()
    assert (edition.declaration.number, edition.filename) == (675, "doc-14876.md")
    with edition.file.open() as kept:
        assert kept.read() == SEED.read_bytes()
    assert "Decide about the people named" in words_of(answer)
    assert list(Path(settings.MEDIA_ROOT, "waiting").iterdir()) == []


def test_saving_twice_is_told_and_changes_nothing(room):
    page = preview(room)
    save(room, page)

    assert "This document is not waiting any more. Choose it again." in words_of(save(room, page))
    assert "unchanged" in words_of(preview(room))
    assert Edition.objects.count() == 1


def test_who_imported_is_in_the_history(room):
    save(room, preview(room))

    assert Declaration.objects.get().history.get().history_user == room.user


def test_an_archive_shows_each_of_its_documents(room):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("one.md", SEED.read_bytes())
        file.writestr("two.txt", b"Nothing like it.")

    words = words_of(preview(room, uploaded(archive.getvalue(), "many.zip")))

    assert "one.md: created" in words
    assert "two.txt: failed" in words


def test_a_bad_document_is_one_sentence_and_cannot_be_saved(room):
    page = preview(room, uploaded(b"Nothing like a declaration.", "letter.txt"))

    assert "letter.txt: failed" in words_of(page)
    assert str(settings.MEDIA_ROOT) not in page.content.decode()
    assert b'value="save"' not in page.content


def test_where_it_was_published_is_for_one_document(room):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("one.md", SEED.read_bytes())
        file.writestr("two.md", SEED.read_bytes())

    page = preview(room, uploaded(archive.getvalue(), "many.zip"), source_url="https://pace.example/1")

    assert "This is for one document, and these are 2." in words_of(page)


@pytest.mark.parametrize("token", ["0" * 32, "../../etc", "x"])
def test_a_token_that_is_none_brings_nothing_in(room, token):
    page = room.client.post(PAGE, {"token": token, "decision": "save"})

    assert page.status_code == 200
    assert not Edition.objects.exists()


def test_choosing_nothing_says_what_to_do(room):
    assert "Choose a document." in words_of(room.client.post(PAGE, {"decision": "look"}))


def test_who_may_not_add_editions_imports_nothing(room_to_look):
    assert room_to_look.client.get(PAGE).status_code == 403
    assert room_to_look.client.post(PAGE, {"document": uploaded(), "decision": "save"}).status_code == 403
