"""No import changes what a curator decided, in whatever order the documents come."""

from itertools import permutations

import pytest

from declarations import matching
from declarations.models import CaseSpelling, Citation, Signatory, Signature
from declarations.models.vocabulary import CitationState

from .factories import CaseFactory, UserFactory
from .test_importing import MEMBERS, SEED, bring_in, web_page

pytestmark = pytest.mark.django_db

MOVED = [("Mr", "André", "GATTOLIN", "France", "ALDE"), ("Ms", "Maria", "RIZZOTTI", "Italy", "EPP/CD")]
DOCUMENTS = {
    "first": web_page(900, text="In Kazakhstan, Talgat Ayan and Max Bokayev are in prison, as Aset Abishev is."),
    "second edition": web_page(
        900,
        members=[*MEMBERS, ("Mr", "Emanuelis", "ZINGERIS", "Lithuania", "EPP/CD")],
        text="In Kazakhstan, Talgat Ayan and Max Bokayev are in prison, as Aset Abishev is.",
    ),
    "years later": web_page(
        1001, "3 March 2024", MOVED, "Maks Bokaev was released. Kenzhebek Abishev is dead. Talgat Ayan is free."
    ),
    "seed": SEED.read_bytes(),
}
ORDERS = list(permutations(DOCUMENTS))


def decided():
    """Every decision with who took it and when, and every row that the decisions made."""
    citations = Citation.objects.exclude(state=CitationState.SUGGESTED)
    return (
        list(citations.order_by("pk").values_list("pk", "state", "case", "role", "claim", "decided_by", "decided_at")),
        list(CaseSpelling.objects.order_by("pk").values_list("pk", "case", "spelling")),
        list(Signature.objects.exclude(signatory=None).order_by("pk").values_list("pk", "signatory", "printed")),
    )


def decide_all():
    """Of the mentions that wait, confirms every second one as a case of its own and rejects the others."""
    curator = UserFactory()
    for place, citation in enumerate(Citation.objects.suggested().order_by("declaration", "start")):
        if place % 2:
            matching.reject(citation, by=curator)
        else:
            matching.confirm(citation, by=curator, case=CaseFactory(name=citation.printed, slug=f"case-{citation.pk}"))


def kept(before, after):
    """Whether all that was decided before stands after; what came with the documents is added to it."""
    return all(set(rows) <= set(now) for rows, now in zip(before, after, strict=True))


@pytest.mark.parametrize("order", ORDERS, ids=", ".join)
def test_what_was_decided_stands_after_every_further_document(order):
    for name in order:
        bring_in(DOCUMENTS[name])
        decide_all()
        before = decided()

        for other in order:
            bring_in(DOCUMENTS[other])

        assert kept(before, decided())


@pytest.mark.parametrize("order", ORDERS[::5], ids=", ".join)
def test_a_name_that_was_rejected_in_a_declaration_is_not_put_forward_there_again(order):
    for name in order:
        bring_in(DOCUMENTS[name])
        decide_all()
    for name in order:
        bring_in(DOCUMENTS[name])

    assert not Citation.objects.suggested().exists()


@pytest.mark.parametrize("order", ORDERS[::5], ids=", ".join)
def test_a_member_is_one_in_every_order_whatever_the_group_and_year(order):
    for name in order:
        bring_in(DOCUMENTS[name])

    [gattolin] = Signatory.objects.filter(family_name="Gattolin")
    assert set(gattolin.signatures.values_list("group", flat=True)) == {"NR", "ALDE"}
    assert not Signature.objects.filter(signatory=None).exists()
