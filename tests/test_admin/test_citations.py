import pytest

from declarations import deciding
from declarations.models import Case, CaseSpelling, Citation, Decision
from declarations.models.vocabulary import CitationState, Role, Situation

from ..factories import CaseFactory, CitationFactory, EditionFactory, UserFactory, confirmed_citation
from .room import buttons_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mention():
    """Max Bokayev in a declaration, with a case suggested."""
    edition = EditionFactory(paragraphs=("Somebody is free.", "The UN asked. Max Bokayev is in prison. Nobody heard."))
    start = edition.text.index("Max")
    return CitationFactory(
        edition=edition,
        printed="Max Bokayev",
        passage="Max Bokayev is in prison.",
        start=start,
        end=start + len("Max Bokayev"),
        case=CaseFactory(name="Max Bokaev"),
        reasons=["“is in prison” follows the name"],
    )


def again(row):
    return type(row).objects.get(pk=row.pk)


class TestTheList:
    def test_the_passage_stands_beside_the_decision_with_the_name_marked(self, room, mention):
        page = room.list(Citation)

        assert "<mark>Max Bokayev</mark> is in prison." in page.content.decode()
        assert "Max Bokaev" in words_of(page)

    def test_undecided_mentions_of_victims_are_found_by_filters(self, room, mention):
        other = CitationFactory(printed="Some President", role=Role.OTHER)

        page = room.list(Citation, state__exact="suggested", role__exact="victim")

        assert mention.printed in words_of(page)
        assert other.printed not in words_of(page)

    def test_confirming_ties_each_mention_to_its_suggested_case(self, room, mention):
        page = room.act("confirm", mention, why="Same age, same court")

        assert again(mention).state == CitationState.CONFIRMED
        assert again(mention).decided_by == room.user
        assert again(mention.case).situation == Situation.SERVING_SENTENCE
        assert "1 confirmed." in words_of(page)
        assert mention.history.first().history_change_reason == "Same age, same court"

    def test_confirming_without_a_case_is_refused_in_words_and_the_others_go_through(self, room, mention):
        nobody = CitationFactory(printed="Unknown Person")

        page = room.act("confirm", nobody, mention)

        assert "Choose the case that “Unknown Person” is" in words_of(page)
        assert again(nobody).state == CitationState.SUGGESTED
        assert again(mention).state == CitationState.CONFIRMED

    def test_rejecting_keeps_the_mention_so_that_it_never_comes_back(self, room, mention):
        room.act("reject", mention)

        assert again(mention).state == CitationState.REJECTED
        assert again(mention).decided_by == room.user

    def test_who_may_only_look_is_offered_no_decision(self, room_to_look, mention):
        page = room_to_look.list(Citation)
        room_to_look.act("confirm", mention)

        assert "Confirm as citation" not in words_of(page)
        assert again(mention).state == CitationState.SUGGESTED


class TestTheForm:
    def test_the_words_stand_marked_in_their_paragraph_with_the_reasons(self, room, mention):
        page = room.open(mention)

        assert "The UN asked. <mark>Max Bokayev</mark> is in prison. Nobody heard." in page.content.decode()
        assert "Somebody is free." not in words_of(page)
        assert "“is in prison” follows the name" in words_of(page)

    def test_a_curator_chooses_the_case_and_the_claim_and_confirms(self, room, mention):
        chosen = CaseFactory(name="Another Bokayev")

        room.save(
            room.open(mention),
            decision="confirm",
            case=chosen.pk,
            claim="pre-trial-detention",
            allegations=["torture", "unfair-trial"],
            why="The UN opinion names him",
        )

        decided = again(mention)
        assert (decided.state, decided.case, decided.claim) == ("confirmed", chosen, "pre-trial-detention")
        assert decided.allegations == ["torture", "unfair-trial"]
        assert again(chosen).situation == Situation.PRE_TRIAL_DETENTION
        assert CaseSpelling.objects.filter(case=chosen, spelling="Max Bokayev").exists()

    def test_a_curator_rejects(self, room, mention):
        room.save(room.open(mention), decision="reject")

        assert again(mention).state == CitationState.REJECTED

    def test_saving_alone_decides_nothing(self, room, mention):
        room.save(room.open(mention), claim="free")

        assert again(mention).state == CitationState.SUGGESTED
        assert again(mention).claim == Situation.FREE

    def test_confirming_without_a_case_shows_the_form_again_with_what_was_typed(self, room, mention):
        page = room.save(room.open(mention), decision="confirm", case="", why="My reason")

        assert "Choose the case that “Max Bokayev” is" in words_of(page)
        assert "My reason" in page.content.decode()
        assert again(mention).case == mention.case

    def test_a_mention_of_nobody_known_becomes_a_case_to_be_filled_in(self, room):
        mention = CitationFactory(printed="Saniya Toiken")

        page = room.save(room.open(mention), decision="new-case")

        case = Case.objects.get(name="Saniya Toiken")
        assert again(mention).case == case
        assert again(mention).state == CitationState.CONFIRMED
        assert page.request["PATH_INFO"].endswith(f"/case/{case.pk}/change/")

    def test_correcting_the_claim_of_a_confirmed_citation_corrects_its_case(self, room):
        citation = confirmed_citation(claim="serving-sentence")

        room.save(room.open(citation), claim="house-arrest")

        assert again(citation.case).situation == Situation.HOUSE_ARREST

    def test_a_confirmed_citation_keeps_a_case(self, room):
        citation = confirmed_citation()

        page = room.save(room.open(citation), case="")

        assert "A confirmed citation has a case" in words_of(page)
        assert again(citation).case == citation.case

    def test_what_comes_from_the_document_is_not_changed_by_any_post(self, room, mention):
        room.save(room.open(mention), printed="Somebody", start=0, end=3, passage="Nothing", edition="1", claim="free")

        assert again(mention).printed == "Max Bokayev"
        assert again(mention).passage == mention.passage

    def test_who_may_only_look_sees_no_button_and_is_refused(self, room_to_look, mention):
        page = room_to_look.open(mention)
        answer = room_to_look.client.post(page.request["PATH_INFO"], {"_decision": "confirm"})

        assert buttons_of(page) == []
        assert answer.status_code == 403


class TestWhatIsDecidedHere:
    """Each decision is kept, so that it can be undone, and nobody's is overridden unseen."""

    @pytest.mark.parametrize("decision", ["confirm", "reject", "new-case"])
    def test_a_button_keeps_a_decision_that_can_be_undone(self, room, mention, decision):
        cases = Case.objects.count()
        room.save(room.open(mention), decision=decision, why="So I read it")

        decided = Decision.objects.get()
        assert (decided.by, decided.reason) == (room.user, "So I read it")
        deciding.undo(decided, by=room.user)
        assert (again(mention).state, again(mention).case) == ("suggested", mention.case)
        assert Case.objects.count() == cases

    @pytest.mark.parametrize("action", ["confirm", "reject"])
    def test_so_does_an_action_for_each_mention(self, room, mention, action):
        other = CitationFactory(printed="Max Bokayev", case=mention.case)
        room.act(action, mention, other)

        for decided in Decision.objects.all():
            deciding.undo(decided, by=room.user)
        assert Decision.objects.count() == 2
        assert {again(row).state for row in (mention, other)} == {"suggested"}

    def test_a_decided_mention_is_decided_anew_on_its_page_and_both_are_undone_in_turn(self, room, mention):
        room.save(room.open(mention), decision="confirm")
        room.save(room.open(mention), decision="reject")
        assert again(mention).state == CitationState.REJECTED

        last, first = Decision.objects.all()
        deciding.undo(last, by=room.user)
        assert again(mention).state == CitationState.CONFIRMED
        deciding.undo(first, by=room.user)
        assert again(mention).state == CitationState.SUGGESTED

    def test_what_a_colleague_decided_since_the_page_was_opened_holds_and_is_said(self, room, mention):
        page = room.open(mention)
        ben = UserFactory(username="ben")
        deciding.confirm_mentions([mention], mention.case, by=ben)

        answer = room.save(page, decision="reject")

        assert again(mention).state == CitationState.CONFIRMED
        assert "ben decided this meanwhile" in words_of(answer)

    def test_an_action_overrides_nobody(self, room, mention):
        deciding.confirm_mentions([mention], mention.case, by=UserFactory(username="ben"))

        page = room.act("reject", mention)

        assert again(mention).state == CitationState.CONFIRMED
        assert "was confirmed by ben meanwhile" in words_of(page)

    def test_a_case_made_here_takes_the_state_that_the_document_names(self, room):
        edition = EditionFactory(declaration__title="Prisoners in Kazakhstan")
        mention = CitationFactory(printed="Saniya Toiken", edition=edition)

        room.save(room.open(mention), decision="new-case")

        assert again(mention).case.country_id == "KZ"


class TestCitingByHand:
    def test_a_person_that_the_reader_missed_is_cited_by_the_words_as_printed(self, room):
        edition = EditionFactory(paragraphs=("More than 700 protesters,\nincluding children, were detained.",))
        case = CaseFactory(name="The protesters of 2018", kind="group")

        room.save(
            room.new(Citation),
            edition=edition.pk,
            printed="More than 700 protesters, including children",
            case=case.pk,
            claim="administrative-detention",
        )

        citation = Citation.objects.get()
        assert (citation.state, citation.case, citation.start) == ("confirmed", case, 0)
        assert edition.text[citation.start : citation.end].endswith("including children")
        assert citation.decided_by == room.user
        assert again(case).situation == Situation.ADMINISTRATIVE_DETENTION

    def test_words_that_are_not_in_the_text_are_refused_in_words(self, room):
        edition, case = EditionFactory(), CaseFactory()

        page = room.save(room.new(Citation), edition=edition.pk, printed="Nobody", case=case.pk, claim="free")

        assert "do not contain the words “Nobody”" in words_of(page)
        assert not Citation.objects.exists()
