"""The numbers under which other registers know cases and signatories."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from declarations.models import Case, Signatory

from .factories import CaseFactory, SignatoryFactory

pytestmark = pytest.mark.django_db

ROWS = pytest.mark.parametrize("make", [CaseFactory, SignatoryFactory])


@ROWS
@pytest.mark.parametrize(
    ("register", "identifier"),
    [
        ("wikidata", "42"),
        ("wikidata", "Q0"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42"),
        ("wikidata", "Q42\n"),
        ("opensanctions", "NK 42"),
        ("opensanctions", "https://www.opensanctions.org/entities/Q42"),
        ("pace_member", -1),
    ],
)
def test_what_is_no_identifier_is_refused(make, register, identifier):
    with pytest.raises(ValidationError) as refusal:
        make.build(**{register: identifier}).full_clean(exclude=["country"])

    assert register in refusal.value.message_dict


@ROWS
@pytest.mark.parametrize(
    ("register", "identifier"), [("wikidata", "Q42"), ("opensanctions", "NK-abc123"), ("pace_member", 7447)]
)
def test_an_identifier_is_borne_by_one_row_of_a_kind(make, register, identifier):
    make(**{register: identifier}).full_clean()

    with pytest.raises(ValidationError, match="Is it the same person"):
        make.build(**{register: identifier}, country=None).full_clean()
    with pytest.raises(IntegrityError):
        make(**{register: identifier})


@ROWS
def test_any_number_of_rows_bear_none(make):
    make()
    make()


@ROWS
def test_the_page_links_to_the_registers(client, make):
    row = make(wikidata="Q42", opensanctions="NK-abc", pace_member=7447)

    page = client.get(row.get_absolute_url()).content.decode()

    assert 'href="https://www.wikidata.org/wiki/Q42"' in page
    assert 'href="https://www.opensanctions.org/entities/NK-abc/"' in page
    assert 'href="https://pace.coe.int/en/members/7447"' in page


@pytest.mark.parametrize(("make", "model"), [(CaseFactory, Case), (SignatoryFactory, Signatory)])
@pytest.mark.parametrize("words", ["Q4242", "q4242", "NK-abc", "7447"])
def test_a_row_is_found_by_its_identifier(make, model, words):
    row = make(wikidata="Q4242", opensanctions="NK-abc", pace_member=7447)
    make(wikidata="Q42421")

    assert list(model.objects.named_like(words)) == [row]
