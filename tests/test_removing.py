"""A declaration is taken out with the signatories of whom nothing else is known."""

import pytest

from declarations.importing import remove_declaration
from declarations.models import Declaration, FormerAddress, Signatory, SignatoryDistinction, SignatorySpelling

from .factories import SignatoryFactory, UserFactory
from .test_importing import bring_in, web_page

pytestmark = pytest.mark.django_db


def told_apart(signatory, by):
    SignatoryDistinction.objects.create(first=signatory, second=SignatoryFactory(), decided_by=by)


def told_apart_from_another(signatory, by):
    SignatoryDistinction.objects.create(first=SignatoryFactory(), second=signatory, decided_by=by)


def with_a_former_address(signatory, by):
    FormerAddress.objects.create(slug="an-earlier-address", signatory=signatory)


def with_a_spelling_of_a_curator(signatory, by):
    edition = signatory.signatures.get().first_edition
    SignatorySpelling.objects.create(
        signatory=signatory, spelling="Andrew Gattolin", seen_in=edition, note="On his page"
    )


@pytest.fixture
def declaration():
    bring_in(web_page(900))
    return Declaration.objects.get(number=900)


def test_signatories_of_nothing_else_are_removed(declaration):
    remove_declaration(declaration, by=UserFactory())

    assert not Signatory.objects.exists()


@pytest.mark.parametrize(
    "write", [told_apart, told_apart_from_another, with_a_former_address, with_a_spelling_of_a_curator]
)
def test_a_signatory_about_whom_somebody_has_written_stays(declaration, write):
    signatory = Signatory.objects.get(family_name="Gattolin")
    write(signatory, UserFactory())

    remove_declaration(declaration, by=UserFactory())

    assert Signatory.objects.filter(pk=signatory.pk).exists()
