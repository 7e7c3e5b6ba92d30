"""What is restricted to the team is on no public page: not in a row, a count, a mark, a sentence or an address."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction
from django.test import Client

from declarations import following, models
from declarations.models.follow_ups import today
from declarations.models.vocabulary import FollowUpKind, Situation, Visibility
from declarations.views.pictures import PICTURES
from tests.factories import (
    CaseFactory,
    CaseSpellingFactory,
    SourceFactory,
    UserFactory,
    confirmed_citation,
    published_follow_up,
)

from .worlds import OPINION

pytestmark = pytest.mark.django_db

RESTRICTED = {"visibility": Visibility.RESTRICTED}
SECRETS = ["Zyxwa", "zyxwa", "Secretnote", "Secretletter", "Geheim", "Moldova"]


def plant() -> None:
    """Restricted rows of every kind beside the public ones."""
    moldova = models.Country.objects.get(pk="MD")
    case = CaseFactory(name="Zyxwa Person", slug="zyxwa-person", country=moldova, **RESTRICTED)
    CaseSpellingFactory(case=case, spelling="Geheim Person")
    models.CaseCategory.objects.create(case=case, category="academic")
    edition = models.Edition.objects.get(declaration__number=103)
    confirmed_citation(case=case, edition=edition, claim=Situation.DISAPPEARED, printed="Zyxwa Person")
    published_follow_up(case, note="Secretnote of a restricted case", occurred_on=date(2026, 1, 1))
    ada = models.Case.objects.get(slug="ada")
    published_follow_up(
        ada,
        note="Secretnote",
        kind=FollowUpKind.DISAPPEARED,
        situation=Situation.DISAPPEARED,
        occurred_on=date(2026, 2, 2),
        **RESTRICTED,
    )
    letter = models.Communication.objects.create(
        body="wgad", kind="opinion", title="Secretletter", country=moldova, **RESTRICTED
    )
    letter.cases.add(ada)
    letter.declarations.add(edition.declaration)
    opinion = models.Communication.objects.get(pk=OPINION)
    opinion.cases.add(case)
    answer = {"response": "implemented", "note": "Secretnote on an opinion"}
    publish(communication=opinion, case=case, **answer)
    publish(communication=opinion, **answer, **RESTRICTED)
    publish(communication=letter, note="Secretnote on a letter")


def publish(**facts) -> models.FollowUp:
    draft = following.record(
        by=None, sources=[SourceFactory()], kind=FollowUpKind.STATE_REPLIED, occurred_on=date(2026, 3, 3), **facts
    )
    return following.publish(draft, by=None)


PAGES = [
    "/",
    "/declarations/",
    "/declarations/?q=zyxwa",
    "/declarations/103/",
    "/declarations/103/?as_of=2026-06-01",
    "/signatories/",
    "/signatories/boris/",
    "/cases/",
    "/cases/?q=zyxwa",
    "/cases/?q=geheim",
    "/cases/?country=MD",
    "/cases/?declaration=103",
    "/cases/?situation=disappeared",
    "/cases/?category=academic",
    "/cases/?as_of=2026-02-03&ordering=-since",
    "/cases/ada/",
    "/cases/ada/?as_of=2026-06-01",
    "/cases/zyxwa-person/",
    "/follow-ups/",
    "/follow-ups/?q=secretnote",
    "/follow-ups/?case=zyxwa-person",
    "/follow-ups/?country=MD",
    "/follow-ups/?declaration=103",
    "/declarations/?cited=zyxwa-person",
    "/cases/ada/history/",
    "/cases/zyxwa-person/history/",
    "/cases/ada/?as_published_on=2999-01-01",
    f"/cases/ada/?as_published_on={today()}",
    f"/cases/zyxwa-person/?as_published_on={today()}",
    f"/declarations/103/?as_published_on={today()}",
    "/communications/",
    "/communications/?q=geheim",
    "/communications/?country=MD",
    "/communications/?declaration=103",
    "/communications/?case=zyxwa-person",
    "/communications/900501/",
    "/states/",
    "/states/KZ/",
    "/states/MD/",
    "/states/KZ/?as_of=2026-06-01",
    "/sources/",
    "/sources/?case=ada",
    "/sources/?country=MD",
    "/signatures/",
    "/groups/",
    "/years/",
    "/years/?as_of=2026-06-01",
]
FORMATS = ["csv", "json", "xlsx", "atom"]
PAGES += [
    f"{address}{'&' if '?' in address else '?'}format={wanted}"
    for address in ["/declarations/", "/signatories/", "/cases/", "/cases/?q=geheim", "/follow-ups/"]
    for wanted in FORMATS
]
PAGES += [
    "/api/declarations/",
    "/api/declarations/103/",
    "/api/signatories/",
    "/api/signatories/boris/",
    "/api/cases/",
    "/api/cases/?q=geheim",
    "/api/cases/?country=MD",
    "/api/cases/ada/",
    "/api/cases/ada/?as_of=2026-06-01",
    "/api/cases/zyxwa-person/",
    "/api/follow-ups/",
    "/api/follow-ups/?q=secretnote",
]
PAGES += [
    f"/search/?q={words}{wanted}"
    for words in [
        "zyxwa",
        "Zyxwo",
        "geheim",
        "secretnote",
        "secretletter",
        "moldova",
        "person",
        "wgad",
        "opinion",
        "News",
    ]
    for wanted in ["", "&format=json", "&format=csv"]
]
PAGES += ["/api/search/?q=zyxwa", "/api/search/?q=secretnote"]
PAGES += [
    f"{address}{'&' if '?' in address else '?'}format={wanted}"
    for address in [
        "/communications/",
        "/communications/?q=geheim",
        "/states/",
        "/sources/",
        "/sources/?country=MD",
        "/signatures/",
        "/follow-ups/?case=ada",
        "/follow-ups/?country=MD",
        "/follow-ups/?declaration=103",
    ]
    for wanted in FORMATS
]
PAGES += [f"/pictures/{name}.{kind}{query}" for name in PICTURES for kind in ("svg", "csv")
          for query in ("", "?country=MD", "?as_of=2026-06-01")]  # fmt: skip
PAGES += [
    f"/api/{name}"
    for name in [
        "communications/",
        "communications/?q=geheim",
        "communications/?country=MD",
        "communications/900501/",
        "states/",
        "sources/",
        "sources/?case=ada",
        "signatures/",
        "follow-ups/?case=zyxwa-person",
        "follow-ups/?country=MD",
    ]
]
PAGES += [f"/search/suggest/?q={words}" for words in ["zy", "zyxwa", "geheim", "person", "ge", "secretletter"]]


def shown(client, address: str) -> str:
    """What a page says, but for what the reader asked for in its address, which it may repeat."""
    answer = client.get(address)
    asked = re.compile(
        r"zyxwa-person|“(zyxwa|geheim|secretnote|secretletter)”|value=\"[^\"]*\"|[?&;][^\"<> ]*"
        r"|(Words|Name): \w+|\?q=\w+"
    )
    return f"{answer.status_code} {asked.sub('', written_in(answer))}"


def written_in(answer) -> str:
    """The text of an answer, also where it is a workbook, which is a compressed folder."""
    data = answer.getvalue()
    if not data.startswith(b"PK"):
        return data.decode()
    with ZipFile(BytesIO(data)) as workbook:
        return "".join(workbook.read(name).decode() for name in sorted(workbook.namelist()))


@pytest.fixture(scope="module")
def seen(made_world, django_db_blocker):
    """Each page, as it was without restricted rows and as it is with them."""
    client = Client()
    with django_db_blocker.unblock(), transaction.atomic():
        before = {address: shown(client, address) for address in PAGES}
        plant()
        after = {address: shown(client, address) for address in PAGES}
        transaction.set_rollback(True)
    return {address: (before[address], after[address]) for address in PAGES}


@pytest.mark.parametrize("address", PAGES)
def test_page_is_the_same_with_and_without_restricted_rows(seen, address):
    before, after = seen[address]

    assert after == before


@pytest.mark.parametrize("address", PAGES)
def test_no_restricted_word_is_on_a_page(seen, address):
    _, text = seen[address]

    asked_country = "country=MD" in address
    assert not [secret for secret in SECRETS if secret in text and not (asked_country and secret == "Moldova")]


def test_page_of_a_restricted_case_is_not_found(world, client):
    plant()

    assert client.get("/cases/zyxwa-person/").status_code == 404


def test_restricted_case_is_neither_marked_nor_numbered_in_the_text(world, client):
    numbers = [change.number for change in client.get("/declarations/103/").context["changes"]]
    plant()

    page = client.get("/declarations/103/")
    assert [change.number for change in page.context["changes"]] == numbers
    assert all(citation.case.slug != "zyxwa-person" for citation, _ in page.context["marks"])


def test_answer_to_a_restricted_communication_is_not_the_response_of_a_case(world, client):
    letter = models.Communication.objects.create(body="wgad", kind="opinion", title="Secretletter", **RESTRICTED)
    letter.cases.add(models.Case.objects.get(slug="ada"))
    publish(communication=letter, response="ignored")

    assert client.get("/cases/?response=ignored").context["rows"] == []
    assert "ignored" not in shown(client, "/cases/ada/")


def test_follow_up_whose_correction_is_restricted_is_not_shown(world, client):
    case = models.Case.objects.get(slug="eve")
    follow_up = case.follow_ups.get()
    correction = following.correct(follow_up, by=None, reason="He asked for it.", note="Secretnote", **RESTRICTED)
    following.publish(correction, by=None)

    page = client.get("/cases/eve/")
    assert [event.follow_up for event in page.context["events"] if event.follow_up] == []
    assert "Secretnote" not in page.content.decode()


def test_researcher_with_the_permission_sees_what_is_restricted(world, client):
    plant()
    user = UserFactory(role=None)
    user.user_permissions.add(Permission.objects.get(codename="view_restricted"))
    client.force_login(user)

    assert client.get("/cases/zyxwa-person/").status_code == 200
    assert "Zyxwa Person" in client.get("/cases/?q=geheim").content.decode()
    assert "Secretnote" in client.get("/cases/ada/").content.decode()
    assert "Secretletter" in client.get("/declarations/103/").content.decode()
