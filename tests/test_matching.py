from datetime import date

import pytest

from declarations import matching
from declarations.matching import DecisionRefused
from declarations.models import CaseSpelling, Signatory
from declarations.models.slugs import new_slugs
from declarations.models.vocabulary import CitationState, Situation
from declarations.names import name_key
from declarations.reading import ParsedMention, ParsedSignature, Passage

from .factories import CaseFactory, CaseSpellingFactory, CitationFactory, EditionFactory, SignatureFactory, UserFactory

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

    def test_a_member_is_known_again_in_another_transliteration(self):
        [member] = self.known(line("Sobolev", "Serhiy", "UA"))

        assert self.match(line("Sobolev", "Sergei", "UA")).signatory == member

    def test_a_look_alike_is_another_member(self):
        self.known(line("van der Velde", "Martin", "NL"))

        assert self.match(line("van der Velde", "Martine", "NL")) == matching.SignatoryMatch(None, 0)

    def sat(self, family_name, given_name, *years):
        [member] = self.known(line(family_name, given_name))
        for year in years:
            edition = EditionFactory(declaration__tabled_on=date(year, 6, 1))
            SignatureFactory(signatory=member, first_edition=edition)
        return member

    def match_of_2001(self, family_name, country="FR"):
        [match] = matching.match_signatories([line(family_name, "", country)], date(2001, 4, 24))
        return match

    def test_a_family_name_alone_is_that_of_the_one_member_who_sat_then(self):
        member = self.sat("Legendre", "Jacques", 1999, 2003)
        self.sat("Legendre", "Paul", 2015)

        assert self.match_of_2001("Legendre") == matching.SignatoryMatch(member, 1)

    def test_a_family_name_that_two_members_had_then_waits_for_a_curator(self):
        self.sat("Legendre", "Jacques", 1999)
        self.sat("Legendre", "Paul", 2002)

        assert self.match_of_2001("Legendre") == matching.SignatoryMatch(None, 2)

    def test_a_family_name_of_another_country_is_nobody(self):
        self.sat("Legendre", "Jacques", 2001)

        assert self.match_of_2001("Legendre", "BE") == matching.SignatoryMatch(None, 0)

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

    def test_an_equal_name_is_known_where_the_text_names_the_country(self):
        spelling = CaseSpellingFactory(spelling="Iskander Yerimbetov", case__country_id="KZ")

        [match] = matching.match_mentions([mention("Iskander Erimbetov")], {"KZ", "FR"})

        assert match == matching.CaseMatch(spelling.case, is_known=True)

    def test_an_equal_name_is_a_suggestion_where_the_text_names_other_countries(self):
        spelling = CaseSpellingFactory(spelling="Iskander Yerimbetov", case__country_id="KZ")

        [match] = matching.match_mentions([mention("Iskander Erimbetov")], {"RU"})

        assert match == matching.CaseMatch(spelling.case, is_known=False)

    def test_a_name_that_was_once_not_the_case_is_a_suggestion_from_then_on(self):
        spelling = CaseSpellingFactory(spelling="Max Bokayev")
        matching.reject(CitationFactory(printed="Max Bokayev", case=spelling.case), by=None)

        assert self.match("Max Bokayev") == matching.CaseMatch(spelling.case, is_known=False)

    def test_one_key_is_not_yet_one_name(self):
        CaseSpellingFactory(spelling="Diana Markova")

        assert name_key("Dana Markova") == name_key("Diana Markova")
        assert self.match("Dana Markova").case is None

    def test_a_name_without_letters_is_nobody(self):
        CaseSpellingFactory(spelling="…")

        assert self.match("—").case is None

    def test_between_two_patronymics_a_curator_chooses(self):
        CaseSpellingFactory(spelling="Ivan Petrovich Sidorov")
        CaseSpellingFactory(spelling="Ivan Pavlovich Sidorov")

        assert self.match("Ivan Sidorov").case is None
        assert self.match("Ivan P. Sidorov").case is None

    def test_a_spelling_of_two_cases_is_neither(self):
        CaseSpellingFactory(spelling="Ivan Petrov")
        CaseSpellingFactory(spelling="Ivan Petrov")

        assert self.match("Ivan Petrov").case is None


class TestSuggestions:
    def names(self, printed, *countries, **options):
        return [suggestion.case.name for suggestion in matching.suggest_cases(printed, countries, **options)]

    def cases(self, *names):
        return [CaseSpellingFactory(case__name=name, spelling=name).case for name in names]

    def test_the_nearest_come_first_and_strangers_never(self):
        self.cases("Kenzhebek Abishev", "Aset Abishev", "Ann Lee")

        assert self.names("Asset Abishev") == ["Aset Abishev", "Kenzhebek Abishev"]

    def test_the_reasons_are_given_for_and_against(self):
        self.cases("Oleg Sentsov")

        [suggestion] = matching.suggest_cases("Oleg Senkov", {"KZ"})

        assert suggestion.comparison.reasons == (
            "For: given name equal (“oleg”).",
            "For: same country.",
            "Against: surname differs in one letter (“senkov”, “sentsov”).",
        )

    def test_another_country_counts_against_a_case(self):
        CaseSpellingFactory(case__name="Aset Abishev", spelling="Aset Abishev", case__country_id="RU")
        CaseSpellingFactory(case__name="Asat Abishev", spelling="Asat Abishev", case__country_id="KZ")

        assert self.names("Asit Abishev", "KZ") == ["Asat Abishev", "Aset Abishev"]

    def test_a_case_of_many_spellings_is_suggested_once(self):
        [case] = self.cases("Oleg Sentsov")
        CaseSpellingFactory(case=case, spelling="Oleh Sentsow")

        assert self.names("Oleg Senkov") == ["Oleg Sentsov"]

    def test_a_case_that_was_rejected_for_the_name_in_a_declaration_is_not_suggested_there_again(self):
        [case] = self.cases("Oleg Sentsov")
        rejected = matching.reject(CitationFactory(printed="Oleg Senkov", case=case), by=None)

        assert self.names("Oleg Senkov", declaration=rejected.declaration) == []
        assert self.names("Oleg Senkov") == ["Oleg Sentsov"]

    def test_an_empty_name_has_no_suggestions(self):
        self.cases("Oleg Sentsov")

        assert self.names("…") == []


class TestLikelyDuplicates:
    def test_two_cases_of_near_spellings_are_one_pair_with_its_reasons(self):
        one = CaseSpellingFactory(case__name="Mukhtar Dzhakishev", spelling="Mukhtar Dzhakishev").case
        CaseSpellingFactory(case=one, spelling="Мухтар Джакишев")
        other = CaseSpellingFactory(case__name="Mukhtar Jakishev", spelling="Mukhtar Jakishev").case
        CaseSpellingFactory(spelling="Ann Lee")

        [found] = matching.likely_duplicate_cases()

        assert (found.case, found.other, found.comparison.score) == (one, other, 1)
        assert "For: same country." in found.comparison.reasons

    def test_the_spellings_of_one_case_are_no_pair(self):
        spelling = CaseSpellingFactory(spelling="Oleg Sentsov")
        CaseSpellingFactory(case=spelling.case, spelling="Oleh Sentsov")

        assert matching.likely_duplicate_cases() == []


class TestPlaces:
    def test_each_place_of_words_that_stand_there_twice_can_be_cited(self):
        edition = EditionFactory(paragraphs=["Ann Lee was held.", "Ann Lee is free."])
        one, other = CaseFactory(), CaseFactory()

        first = matching.cite(edition, "Ann Lee", case=one, by=None)
        second = matching.cite(edition, "Ann Lee", case=other, by=None, start=edition.text.rindex("Ann Lee"))

        assert first.start < second.start
        assert (first.case, second.case) == (one, other)
        assert second.passage == "Ann Lee is free."

    def test_part_of_a_word_is_no_place(self):
        edition = EditionFactory(paragraphs=["Annabel Leeson came with Ann Lee."])

        start, end, _ = matching.place(edition, "Ann Lee")

        assert edition.text[start - 5 : end + 1] == "with Ann Lee."

    def test_words_that_are_not_at_the_place_are_refused(self):
        edition = EditionFactory(paragraphs=["Ann Lee was held."])

        with pytest.raises(DecisionRefused, match="at character 3"):
            matching.place(edition, "Ann Lee", 3)


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


class TestKeys:
    def test_outdated_keys_are_renewed_and_nobody_is_said_to_have_changed_the_rows(self):
        spelling = CaseSpellingFactory(spelling="Oleg Sentsov")
        signature = SignatureFactory(given_name="Ann", family_name="Lee")
        kept = spelling.history.count()
        for model in matching.KEYED:
            model.objects.update(key="of other rules")

        assert matching.renew_keys() >= 2

        spelling.refresh_from_db()
        signature.refresh_from_db()
        assert (spelling.key, signature.key) == (name_key("Oleg Sentsov"), name_key("Ann Lee"))
        assert spelling.history.count() == kept
        assert not any(map(matching.outdated_keys, matching.KEYED))
