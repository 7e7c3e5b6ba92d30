"""What a list offers to choose from: live counts, orders, and a sentence that says what was chosen."""

import re

import pytest

from declarations.models.vocabulary import DEPRIVED_OF_LIBERTY
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db

#: Lists as they are, and with something chosen already.
ASKED = [
    "/cases/?",
    "/cases/?country=KZ&situation=free",
    "/cases/?declaration=103",
    "/cases/?group=SOC&cited_from=2016-01-01",
    "/cases/?signed_from=FR&as_of=2019-06-01",
    "/declarations/?",
    "/declarations/?group=SOC&tabled_from=2016-01-01",
    "/signatories/?group=SOC",
    "/follow-ups/?",
    "/follow-ups/?country=KZ&kind=released",
    "/search/?q=a",
]


@pytest.mark.parametrize("address", ASKED)
def test_count_beside_a_choice_is_the_number_of_rows_that_it_gives(world, client, address):
    filters = client.get(address).context["filter"]
    names = [*filters.facets, *filters.counted]
    path, _, query = address.partition("?")
    others = {name: [part for part in query.split("&") if part and not part.startswith(f"{name}=")] for name in names}

    for name in names:
        counts = filters.counts(name)
        for value, _ in filters.form.fields[name].widget.choices[1:]:
            asked = "&".join([*others[name], f"{name}={value}"])
            assert counts[value] == client.get(f"{path}?{asked}").context["paginator"].count, (name, value)


@pytest.mark.parametrize(
    ("address", "choice"),
    [
        ("/cases/", '<option value="TR">Türkiye (2)</option>'),
        ("/cases/?situation=free", '<option value="KZ">Kazakhstan (1)</option>'),
        ("/declarations/", '<option value="EPP/CD">EPP/CD (2)</option>'),
        ("/signatories/", '<option value="FR">France (3)</option>'),
        ("/follow-ups/", '<option value="died">died (1)</option>'),
    ],
)
def test_choice_of_a_drop_down_list_bears_its_count(world, client, address, choice):
    assert choice in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/cases/", "/declarations/", "/signatories/", "/follow-ups/", "/search/?q=a"])
def test_every_order_is_offered_and_its_reverse_gives_the_same_rows(world, client, address):
    answer = client.get(address)
    html = answer.content.decode()
    start = f"{address}{'&' if '?' in address else '?'}ordering="

    for name in answer.context["filter"].orderings:
        assert re.search(rf'<a id="order-{name}" href="\?[^"]*ordering=-?{name}"', html)
        up, down = (client.get(f"{start}{sign}{name}").context["page_obj"] for sign in ("", "-"))
        assert {row.pk for row in up} == {row.pk for row in down}


def test_cases_are_sorted_by_their_outcome_since_the_declaration_that_was_asked_for(world, client):
    def outcomes(query: str) -> list[str]:
        return [row.outcome for row in client.get(f"/cases/?{query}").context["rows"]]

    assert outcomes("ordering=outcome") == ["improved", "improved", "unchanged", "worse", "died", "unknown"]
    assert outcomes("declaration=103&ordering=-outcome") == ["died", "worse", "improved"]


def test_cases_are_called_people_where_all_of_them_are(world, client):
    assert client.get("/cases/?country=KZ").context["sentence"] == "3 people in Kazakhstan"
    assert client.get("/cases/?q=ada").context["sentence"].startswith("1 person ")

    CaseFactory(kind="group")
    assert client.get("/cases/?country=KZ").context["sentence"] == "4 cases in Kazakhstan"


def test_sentence_names_what_the_situations_have_in_common(world, client):
    held = "&".join(f"situation={situation}" for situation in DEPRIVED_OF_LIBERTY)

    sentence = client.get(f"/cases/?signed_from=FR&{held}&updated_before=2026-05-01").context["sentence"]
    assert sentence == (
        "2 people cited by members from France, deprived of liberty, last followed up before 1 May 2026"
    )


@pytest.mark.parametrize(
    "address", ["/cases/", "/declarations/?q=a", "/follow-ups/", "/signatories/?q=x", "/cases/?country=XX"]
)
def test_links_that_change_a_list_without_loading_the_page_find_their_target(world, client, address):
    html = client.get(address).content.decode()

    assert html.count('<div id="list">') == 1
    assert set(re.findall(r'hx-(?:target|select)="([^"]+)"', html)) == {"#list"}
