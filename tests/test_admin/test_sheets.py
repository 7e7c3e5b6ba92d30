"""A sheet of follow-ups, brought in on a page of the curators' room."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from declarations.models import FollowUp

from ..factories import CaseFactory
from .room import words_of

pytestmark = pytest.mark.django_db

HEAD = "key,case,occurred_on,kind,source_address,source_publisher\n"
GOOD = "a,ann-example,2021,arrested,https://news.example/1,News\n"
BAD = "b,nobody,2021,arrested,https://news.example/1,News\n"


@pytest.fixture(autouse=True)
def ann():
    return CaseFactory(name="Ann Example", slug="ann-example")


def send(room, text: str, button="_bring", **fields):
    sheet = SimpleUploadedFile("facts.csv", text.encode())
    return room.client.post(
        reverse("admin:declarations_followup_sheet"), {"sheet": sheet, button: "1", **fields}, follow=True
    )


def test_rows_become_drafts_of_the_curator(room):
    page = send(room, HEAD + GOOD)

    assert "1 recorded." in words_of(page)
    assert FollowUp.objects.get().recorded_by == room.user


def test_bad_rows_are_listed_with_line_and_reason_and_the_others_come_in(room):
    page = send(room, HEAD + GOOD + BAD)

    assert "3 b refused No case is called “nobody”." in words_of(page)
    assert FollowUp.objects.get().import_key == "a"


def test_looking_saves_nothing(room):
    page = send(room, HEAD + GOOD + BAD, button="_look")

    assert "1 recorded, 1 refused. Nothing was saved." in words_of(page)
    assert not FollowUp.objects.exists()


def test_an_editor_publishes_at_once(room):
    send(room, HEAD + GOOD, publish="on")

    assert FollowUp.objects.get().published_by == room.user


def test_who_may_not_publish_only_drafts(room_without_publishing):
    send(room_without_publishing, HEAD + GOOD, publish="on")

    assert FollowUp.objects.get().state == "draft"


def test_what_is_no_sheet_is_refused_in_a_sentence(room):
    assert "does not know the column “hello”" in words_of(send(room, "hello\n"))


def test_who_may_only_look_does_not_get_the_page(room_to_look):
    assert send(room_to_look, HEAD + GOOD).status_code == 403
    assert not FollowUp.objects.exists()


def test_the_list_of_follow_ups_leads_to_the_page(room):
    assert reverse("admin:declarations_followup_sheet") in room.list(FollowUp).content.decode()
