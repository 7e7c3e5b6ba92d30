"""What waits for curators: on the first page of their room, and in the mail."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from declarations.models import ReadingWarning

from .factories import CaseFactory, CitationFactory, EditionFactory, SignatureFactory, UserFactory, draft_follow_up

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def ana(client):
    ana = UserFactory(username="ana", email="ana@example.org", is_staff=True, is_superuser=True)
    client.force_login(ana)
    return ana


def due_case(**fields):
    return CaseFactory(review_by=YESTERDAY, **fields)


class TestFirstPage:
    def test_each_number_leads_to_exactly_the_rows_that_wait(self, client, ana):
        due_case(assigned_to=ana)
        due_case()
        draft_follow_up(CaseFactory())
        CitationFactory()
        ReadingWarning.objects.create(edition=EditionFactory(), code="x", message="A doubt", start=0, end=1)
        SignatureFactory()
        signature = SignatureFactory()
        type(signature).objects.filter(pk=signature.pk).update(signatory=None)

        page = LexborHTMLParser(client.get(reverse("admin:index")).content)
        numbers = {link.attributes["href"]: int(link.text()) for link in page.css("#waiting td.number a")}

        assert sorted(numbers.values()) == [1, 1, 1, 1, 1, 2]
        for address, number in numbers.items():
            assert client.get(address).context["cl"].result_count == number, address

    def test_what_waits_for_nobody_is_not_told(self, client, ana):
        assert "Nothing waits for you." in client.get(reverse("admin:index")).content.decode()

    def test_who_may_not_see_drafts_is_not_told_of_them(self, client):
        draft_follow_up(CaseFactory())
        client.force_login(UserFactory(is_staff=True, role=None))

        assert "Nothing waits for you." in client.get(reverse("admin:index")).content.decode()


class TestDigest:
    def send(self, *options) -> str:
        out = StringIO()
        call_command("send_due_digest", *options, stdout=out)
        return out.getvalue()

    def test_each_curator_gets_their_own_due_cases(self, ana):
        mine = due_case(name="Ann Example", assigned_to=ana)
        due_case(name="Bob Example", assigned_to=UserFactory(email="ben@example.org", is_staff=True))
        CaseFactory(name="Cyd Example", assigned_to=ana, review_by=date(2999, 1, 1))

        self.send()

        (letter,) = [letter for letter in mail.outbox if letter.to == ["ana@example.org"]]
        assert "Ann Example" in letter.body
        assert reverse("admin:declarations_case_change", args=[mine.pk]) in letter.body
        assert "Bob" not in letter.body
        assert "Cyd" not in letter.body
        assert len(mail.outbox) == 2

    def test_who_has_nothing_due_or_no_address_gets_none(self, ana):
        due_case(assigned_to=UserFactory(email="", is_staff=True))
        due_case(assigned_to=UserFactory(email="gone@example.org", is_staff=True, is_active=False))

        assert self.send() == ""
        assert mail.outbox == []

    def test_a_dry_run_sends_nothing(self, ana):
        due_case(assigned_to=ana)

        assert "1 case due for a look" in self.send("--dry-run")
        assert mail.outbox == []
