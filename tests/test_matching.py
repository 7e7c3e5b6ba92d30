import pytest

from declarations import matching
from declarations.matching import DecisionRefused
from declarations.models import CaseSpelling, Signatory
from declarations.models.slugs import new_slugs
from declarations.models.vocabulary import CitationState, Situation
from declarations.reading import ParsedMention, ParsedSignature, Passage

from .factories import CaseFactory, CaseSpellingFactory, CitationFactory, EditionFactory, UserFactory

pytestmark = pytest.mark.django_db


def line(family_name, given_name, country="FR"):
    return ParsedSignature(
        position=1,
        printed=f"{family_name.upper()} {given_name}",
        family_name=family_name,
        given_name=given_name,
        country=country,
        group="SOC",
        printed_country="",
        printed_group="SOC",
        start=0,
        end=1,
    )


def mention(printed):
    return ParsedMention(printed, 0, len(printed), Passage(printed, 0, len(printed)), "victim", "", (), ())


class TestSignatories:
    def known(self, *lines):
        return matching.record_signatories(lines, EditionFactory())

    def match(self, signature):
        return matching.match_signatories([signature])[0]

    def test_the_same_name_in_the_same_country_is_one_member(self):
        [gattolin] = self.known(line("Gattolin", "André"))

        assert self.match(line("Gattolin", "Andre")).signatory == gattolin

    def test_the_same_name_in_another_country_is_another_member(self):
        self.known(line("Martin", "Paul", "FR"))

        assert self.match(line("Martin", "Paul", "BE")).signatory is None

    def test_between_two_members_of_one_name_a_curator_chooses(self):
        self.known(line("Martin", "Paul"), line("Martin", "Paul"))

        assert self.match(line("Martin", "Paul")) == matching.SignatoryMatch(None, 2)

    def test_a_family_name_alone_is_not_enough(self):
        self.known(line("Martin", ""))

        assert self.match(line("Martin", "")).signatory is None

    def test_three_thousand_new_names_get_their_addresses_at_once(self):
        names = [f"Anna Nová{number}" for number in range(3000)]

        assert len(set(new_slugs(Signatory, names))) == 3000

    def test_namesakes_have_addresses_of_their_own(self):
        slugs = [signatory.slug for signatory in self.known(line("Öz", "Ali"), line("Oz", "Ali"))]

        assert slugs == ["ali-oz", "ali-oz-2"]


class TestCases:
    def match(self, printed):
        return matching.match_mentions([mention(printed)])[0]

    def test_an_exactly_known_spelling_is_known(self):
        spelling = CaseSpellingFactory(spelling="Mukhtar Dzhakishev")

        assert self.match("Mukhtar  Dzhakishev") == matching.CaseMatch(spelling.case, is_known=True)

    def test_another_spelling_under_the_same_key_is_a_suggestion(self):
        spelling = CaseSpellingFactory(spelling="Iskander Yerimbetov")

        assert self.match("Iskander Erimbetov") == matching.CaseMatch(spelling.case, is_known=False)

    def test_a_surname_alone_is_a_suggestion_even_where_it_is_recorded(self):
        spelling = CaseSpellingFactory(spelling="Bokayev")

        assert self.match("Bokayev") == matching.CaseMatch(spelling.case, is_known=False)

    def test_a_look_alike_is_nobody(self):
        CaseSpellingFactory(spelling="Kenzhebek Abishev")

        assert self.match("Aset Abishev").case is None

    def test_a_spelling_of_two_cases_is_neither(self):
        CaseSpellingFactory(spelling="Ivan Petrov")
        CaseSpellingFactory(spelling="Ivan Petrov")

        assert self.match("Ivan Petrov").case is None


class TestDecisions:
    def test_a_confirmed_mention_is_a_citation_of_its_case(self):
        curator, case = UserFactory(), CaseFactory()

        citation = matching.confirm(CitationFactory(printed="Max Bokaev"), by=curator, case=case)

        assert (citation.state, citation.case, citation.decided_by) == (CitationState.CONFIRMED, case, curator)

    def test_confirming_changes_what_follows_for_the_case(self):
        case = CaseFactory()

        matching.confirm(CitationFactory(claim=Situation.HOUSE_ARREST), by=None, case=case)

        case.refresh_from_db()
        assert (case.situation, case.citation_count) == (Situation.HOUSE_ARREST, 1)

    def test_confirming_keeps_the_spelling(self):
        case = CaseFactory(name="Max Bokayev")

        matching.confirm(CitationFactory(printed="Maks Bokaev"), by=None, case=case)

        assert case.spellings.filter(spelling="Maks Bokaev").exists()

    def test_a_surname_alone_is_not_kept_as_a_spelling(self):
        matching.confirm(CitationFactory(printed="Abishev"), by=None, case=CaseFactory())

        assert not CaseSpelling.objects.exists()

    def test_confirming_without_a_case_is_refused(self):
        with pytest.raises(DecisionRefused, match="Choose the case"):
            matching.confirm(CitationFactory(), by=None)

    def test_rejecting_a_confirmed_citation_takes_it_from_the_case(self):
        citation = matching.confirm(CitationFactory(), by=None, case=CaseFactory())

        rejected = matching.reject(citation, by=None, reason="Another person")

        rejected.case.refresh_from_db()
        assert (rejected.state, rejected.case.citation_count) == (CitationState.REJECTED, 0)
        assert rejected.history.first().history_change_reason == "Another person"

    def test_moving_a_citation_to_another_case_changes_both(self):
        wrong, right = CaseFactory(), CaseFactory()
        citation = matching.confirm(CitationFactory(), by=None, case=wrong)

        matching.confirm(citation, by=None, case=right)

        wrong.refresh_from_db()
        right.refresh_from_db()
        assert (wrong.citation_count, right.citation_count) == (0, 1)

    def test_words_that_the_reader_did_not_find_can_be_cited(self):
        edition = EditionFactory(paragraphs=["First.", "More than 700 protesters were detained."])

        citation = matching.cite(edition, "700 protesters", case=CaseFactory(), by=None)

        assert edition.text[citation.start : citation.end] == "700 protesters"
        assert citation.passage == "More than 700 protesters were detained."

    def test_citing_what_the_reader_found_decides_that_mention(self):
        edition = EditionFactory(paragraphs=["Max Bokayev is in prison."])
        found = CitationFactory(edition=edition, printed="Max Bokayev", start=0, end=11)

        assert matching.cite(edition, "Max Bokayev", case=CaseFactory(), by=None).pk == found.pk

    def test_citing_words_that_are_not_there_is_refused(self):
        with pytest.raises(DecisionRefused, match="do not contain the words “Nobody”"):
            matching.cite(EditionFactory(), "Nobody", case=CaseFactory(), by=None)
