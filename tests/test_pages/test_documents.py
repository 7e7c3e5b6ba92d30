"""The documents as received."""

import pytest
from django.core.files.base import ContentFile

from declarations import models
from declarations.models.documents import edition_path
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def with_file(edition: models.Edition, data: bytes) -> models.Edition:
    edition.file.name = edition.file.storage.save(edition_path(edition, ""), ContentFile(data))
    edition.save()
    return edition


@pytest.mark.parametrize(
    ("media_type", "served"),
    [
        ("application/pdf", "application/pdf"),
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
    ],
)
def test_document_is_handed_out_as_received_and_never_run(db, client, media_type, served):
    edition = with_file(EditionFactory(media_type=media_type, filename='a "b"\r\n.html'), b"<script>x</script>")

    answer = client.get(f"/declarations/{edition.declaration.number}/editions/{edition.sha256}/")

    assert b"".join(answer.streaming_content) == b"<script>x</script>"
    assert answer["Content-Type"] == served
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_document_that_is_not_kept_is_not_found(db, client):
    edition = EditionFactory()

    assert client.get(f"/declarations/{edition.declaration.number}/editions/{edition.sha256}/").status_code == 404


def test_document_of_another_declaration_is_not_found(world, client):
    edition = with_file(models.Edition.objects.get(declaration__number=101), b"text")

    assert client.get(f"/declarations/102/editions/{edition.sha256}/").status_code == 404
