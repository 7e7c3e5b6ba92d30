"""Every search box finds people in any spelling that is recorded, with and without accents, Latin and Cyrillic."""

import pytest

from declarations import matching
from declarations.models import Case, Citation, Communication, FollowUp, Signatory, Signature

from ..factories import CitationFactory, SignatureFactory, draft_follow_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    case = matching.record_case(name="Mukhtar Dzhakishev", by=None)
    matching.record_spelling(case, "Moukhtár Djakichev")
    signatory = matching.record_signatory(family_name="Brynjólfsdóttir", given_name="Rósa Björk", by=None)
    communication = Communication.objects.create(body="wgad", kind="opinion", title="An opinion")
    communication.cases.add(case)
    CitationFactory(case=case, printed="D.")
    SignatureFactory(signatory=signatory, printed="B.", family_name="B.", given_name="")
    draft_follow_up(case)


@pytest.mark.parametrize("model", [Case, Citation, Communication, FollowUp])
@pytest.mark.parametrize("words", ["Dzhakishev", "Djakichev", "Moukhtar", "Джакишев", "Джакишев Мухтар"])
def test_rows_about_a_case_are_found_by_any_spelling(room, rows, model, words):
    assert room.list(model, q=words).context["cl"].result_count == 1


@pytest.mark.parametrize("model", [Signatory, Signature])
@pytest.mark.parametrize("words", ["Brynjólfsdóttir", "brynjolfsdottir", "Rosa"])
def test_rows_of_a_signatory_are_found_with_and_without_accents(room, rows, model, words):
    assert room.list(model, q=words).context["cl"].result_count == 1


def test_an_undecided_mention_is_found_in_another_alphabet(room):
    CitationFactory(printed="Mukhtar Dzhakishev")

    assert room.list(Citation, q="Джакишев").context["cl"].result_count == 1


@pytest.mark.parametrize("model", [Case, Citation, Communication, FollowUp, Signatory, Signature])
def test_other_words_find_nothing(room, rows, model):
    assert room.list(model, q="Nobody").context["cl"].result_count == 0
