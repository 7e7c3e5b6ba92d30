"""The number of queries of a page does not grow with its rows."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from declarations.models import CaseCategory, Communication, Edition
from tests.factories import (
    CaseFactory,
    CaseSpellingFactory,
    DeclarationFactory,
    EditionFactory,
    SignatoryFactory,
    SignatureFactory,
    confirmed_citation,
    published_follow_up,
)

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
        answer.getvalue()
    assert answer.status_code == 200
    return len(captured)


def grow(rows: int) -> None:
    """More cases, cited in one declaration and each in one of its own, signed by one member and by others."""
    edition = Edition.objects.filter(declaration__number=500).first() or EditionFactory(
        declaration=DeclarationFactory(number=500), paragraphs=("x" * 500,)
    )
    member = SignatoryFactory._meta.model.objects.filter(slug="ann").first() or SignatoryFactory(slug="ann")
    if not edition.declaration.signatures.exists():
        SignatureFactory(first_edition=edition, signatory=member)
    for number in range(rows):
        case = CaseFactory()
        CaseSpellingFactory(case=case)
        CaseSpellingFactory(case=case, spelling=f"{case.name}a")
        CaseCategory.objects.create(case=case, category="lawyer")
        confirmed_citation(case=case, edition=edition)
        own = EditionFactory()
        SignatureFactory(first_edition=own, signatory=member)
        SignatureFactory(first_edition=edition)
        confirmed_citation(case=case, edition=own)
        published_follow_up(case, occurred_on=date(2020, 1, 1 + number % 28))
        letter = Communication.objects.create(body="wgad", kind="opinion", title=f"Opinion {case}")
        letter.cases.add(case)
        letter.declarations.add(edition.declaration)


PAGES = [
    "/",
    "/declarations/",
    "/declarations/500/",
    "/declarations/500/?as_of=2021-01-01",
    "/signatories/",
    "/signatories/ann/",
    "/cases/",
    "/cases/?declaration=500&outcome=improved",
    "/cases/?as_of=2021-01-01",
    "/follow-ups/",
    "/communications/",
    "/states/",
    "/states/KZ/",
    "/sources/",
    "/signatures/",
    "/groups/",
    "/years/",
    "/search/?q=person&kind=case",
    "/search/suggest/?q=pe",
    "/api/declarations/?page_size=500",
    "/api/signatories/?page_size=500",
    "/api/cases/?page_size=500",
    "/api/follow-ups/?page_size=500",
    "/api/search/?q=person&page_size=500",
]
PAGES += [
    f"/{name}/?format={wanted}"
    for name in ("declarations", "signatories", "cases", "follow-ups", "search")
    for wanted in ("csv", "json", "xlsx", "atom")
]


@pytest.fixture(scope="module")
def counted(django_db_setup, django_db_blocker):
    """The queries of each page with three rows, and with thirty."""
    client = Client()
    with django_db_blocker.unblock(), transaction.atomic():
        grow(3)
        few = {address: queries(client, address) for address in PAGES}
        grow(27)
        many = {address: queries(client, address) for address in PAGES}
        transaction.set_rollback(True)
    return {address: (few[address], many[address]) for address in PAGES}


@pytest.mark.parametrize("address", PAGES)
def test_thirty_rows_take_as_many_queries_as_three(counted, address):
    few, many = counted[address]

    assert many == few <= 20


def test_time_line_takes_the_same_queries_for_many_follow_ups(client):
    grow(1)
    case = CaseFactory(slug="followed")
    address = case.get_absolute_url()
    for number in range(3):
        published_follow_up(case, occurred_on=date(2020, 1, 1 + number))
    few = queries(client, address)
    for number in range(20):
        published_follow_up(case, occurred_on=date(2020, 2, 1 + number))

    assert queries(client, address) == few
