"""The curation desk: one item after the other, each decided once, each decision undone."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from declarations import deciding, matching
from declarations.models import Case, Citation, Decision, Signatory
from declarations.models.vocabulary import CitationState

from ..factories import CitationFactory, EditionFactory, SignatureFactory, UserFactory, confirmed_citation
from .conftest import allow
from .room import Room, words_of

pytestmark = pytest.mark.django_db

DESK = "/admin/desk/"


def known_case(name, **fields):
    return matching.record_case(name=name, by=None, **{"country_id": "KZ", **fields})


def mention(printed="Max Bokayev", **fields):
    return CitationFactory(printed=printed, **fields)


def mentions(*names):
    """Mentions in one text, in this order."""
    edition = EditionFactory()
    return [mention(name, edition=edition) for name in names]


def look(room, **query):
    page = room.client.get(DESK, query)
    assert page.status_code == 200
    return page


def item_of(page) -> str:
    field = LexborHTMLParser(page.content).css_first("#desk-form input[name=item]")
    return field.attributes["value"] if field else ""


def press(room, decision, page=None, **fields):
    """Posts the desk's form as it stands, by the button of that decision."""
    page = page or look(room)
    tree = LexborHTMLParser(page.content)
    sent = {"item": item_of(page), "decision": decision}
    if chosen := tree.css_first("#desk-form input[name=candidate][checked]"):
        sent["candidate"] = chosen.attributes["value"]
    sent["identical"] = [field.attributes["value"] for field in tree.css("input[name=identical]")]
    if decision == "new-case":
        sent["name"] = tree.css_first("input[name=name]").attributes["value"]
        state = tree.css_first("select[name=country] option[selected]")
        sent["country"] = state.attributes["value"] if state else ""
    return room.client.post(DESK, {**sent, **fields}, follow=True)


def undo(room, page=None):
    page = page or look(room)
    key = LexborHTMLParser(page.content).css_first("button[name=undo]").attributes["value"]
    return room.client.post(DESK, {"undo": key}, follow=True)


def test_a_mention_is_shown_with_its_passage_and_its_candidate_side_by_side_and_reasons(room):
    case = known_case("Maks Bokayev", summary="An activist of Atyrau")
    confirmed_citation(case=case, passage="The sentence of Maks Bokayev was upheld.", printed="Maks Bokayev")
    mention(passage="They arrested Max Bokayev again.", reasons=["“arrested” says so"], case=case)

    words = words_of(look(room))

    assert "They arrested Max Bokayev again." in words
    assert "“arrested” says so" in words
    assert "An activist of Atyrau" in words
    assert "The sentence of Maks Bokayev was upheld." in words
    assert "For:" in words


def test_confirming_ties_the_mention_to_the_chosen_case_and_shows_the_next_at_once(room):
    case = known_case("Max Bokayev")
    first, second = mention(), mention("Almat Zhumagulov")

    page = press(room, "confirm")

    first.refresh_from_db()
    assert (first.state, first.case, first.decided_by) == (CitationState.CONFIRMED, case, room.user)
    assert item_of(page) == f"mention-{second.pk}"


def test_rejecting_and_skipping_go_on_as_well(room):
    first, second, third = mentions("A B", "C D", "E F")

    assert item_of(press(room, "reject")) == f"mention-{second.pk}"
    assert item_of(press(room, "skip")) == f"mention-{third.pk}"
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (CitationState.REJECTED, CitationState.SUGGESTED)


def test_what_was_skipped_can_be_asked_for_again(room):
    first = mention()
    press(room, "skip")

    assert "Nothing waits for a decision but what you skipped" in words_of(look(room))
    assert item_of(press(room, "again")) == f"mention-{first.pk}"


def test_a_new_case_takes_its_state_and_claim_from_the_document(room):
    edition = EditionFactory(declaration__title="Prisoners in Azerbaijan", paragraphs=("Leyla Yunus is in prison.",))
    citation = mention("Leyla Yunus", edition=edition, claim="pre-trial-detention")

    press(room, "new-case")

    case = Case.objects.get(name="Leyla Yunus")
    citation.refresh_from_db()
    assert (case.country_id, case.situation) == ("AZ", "pre-trial-detention")
    assert (citation.case, citation.state) == (case, CitationState.CONFIRMED)


def test_another_person_is_searched_for_in_any_alphabet_and_confirmed(room):
    case = known_case("Mukhtar Dzhakishev")
    citation = mention("He Whom They Took")

    page = look(room, item=f"mention-{citation.pk}", q="Джакишев")
    press(room, "confirm", page)

    citation.refresh_from_db()
    assert citation.case == case


def test_identical_mentions_are_confirmed_together(room):
    case = known_case("Max Bokayev")
    alike, other = [mention() for _ in range(3)], mention("Max Bokayeva")

    press(room, "confirm-all")

    assert set(Citation.objects.confirmed().filter(case=case)) == set(alike)
    other.refresh_from_db()
    assert other.state == CitationState.SUGGESTED
    assert Decision.objects.count() == 1


def test_a_second_decision_about_one_item_is_told_who_decided_first(room, client):
    known_case("Max Bokayev")
    citation = mention()
    page = look(room)
    deciding.reject_mentions([citation], by=UserFactory(username="ben"))

    answer = press(room, "confirm", page)

    citation.refresh_from_db()
    assert citation.state == CitationState.REJECTED
    assert "was rejected by ben meanwhile." in words_of(answer)


def test_confirming_without_a_candidate_says_what_to_do(room):
    citation = mention()

    answer = press(room, "confirm")

    assert "Choose the case that “Max Bokayev” is, then confirm." in words_of(answer)
    assert item_of(answer) == f"mention-{citation.pk}"


def test_the_last_decision_is_undone_and_its_mention_is_there_again(room):
    known_case("Max Bokayev")
    citation = mention()
    mention("Somebody Else")
    press(room, "confirm")

    page = undo(room)

    citation.refresh_from_db()
    assert (citation.state, citation.case, citation.decided_by) == (CitationState.SUGGESTED, None, None)
    assert item_of(page) == f"mention-{citation.pk}"


def test_several_decisions_are_undone_one_after_the_other(room):
    first, second = mentions("A B", "C D")
    press(room, "reject")
    press(room, "reject")

    assert item_of(undo(room)) == f"mention-{second.pk}"
    assert item_of(undo(room)) == f"mention-{first.pk}"


def test_nobody_undoes_at_the_desk_what_somebody_else_decided(room):
    decision = deciding.reject_mentions([mention()], by=UserFactory())

    assert room.client.post(DESK, {"undo": decision.pk}).status_code == 404


def test_two_cases_of_one_name_are_shown_side_by_side_and_merged(room):
    one, other = known_case("Max Bokayev"), known_case("Bokayev Max")
    confirmed_citation(case=other)

    page = look(room)
    assert item_of(page) == f"case-{one.pk}-{other.pk}"
    press(room, "confirm", page)

    assert [case.pk for case in Case.objects.all()] == [other.pk]


def test_two_cases_that_are_not_the_same_do_not_come_again(room):
    known_case("Max Bokayev"), known_case("Bokayev Max")

    assert item_of(press(room, "reject")) == ""
    assert Case.objects.count() == 2


def test_a_pair_that_cannot_be_merged_says_why_and_has_no_button_for_it(room):
    one, other = known_case("Max Bokayev", wikidata="Q1"), known_case("Bokayev Max", wikidata="Q2")

    page = look(room, item=f"case-{one.pk}-{other.pk}")

    assert "Wikidata knows" in words_of(page)
    assert b'value="confirm"' not in page.content


def test_two_signatories_of_one_name_are_merged(room):
    for _ in range(2):
        signatory = matching.record_signatory(family_name="Jones", given_name="Ann", country_id="GB", by=None)
        SignatureFactory(signatory=signatory)

    press(room, "confirm")

    assert Signatory.objects.get().signatures.count() == 2


def test_two_rows_are_chosen_in_a_list_to_be_compared(room):
    one, other = known_case("Max Bokayev"), known_case("Somebody Else")

    page = room.act("compare", one, other)

    assert item_of(page) == f"case-{one.pk}-{other.pk}"


@pytest.mark.parametrize("item", ["mention-0", "mention-x", "case-1", "nothing", "mention-99999999999999999999"])
def test_what_is_not_there_is_not_found(room, item):
    assert room.client.get(DESK, {"item": item}).status_code == 404


def test_who_may_not_decide_does_not_sit_at_the_desk(room_to_look):
    assert room_to_look.client.get(DESK).status_code == 403
    assert room_to_look.client.post(DESK, {"decision": "reject", "item": "mention-1"}).status_code == 403


def test_who_decides_mentions_only_merges_no_cases(client):
    curator = allow(UserFactory(is_staff=True, role=None), "change_citation", "view_citation", "view_restricted")
    one, other = known_case("Max Bokayev"), known_case("Bokayev Max")

    room = Room(client, curator)
    assert item_of(look(room)) == ""
    answer = client.post(DESK, {"item": f"case-{one.pk}-{other.pk}", "decision": "confirm"})

    assert answer.status_code == 403
    assert Case.objects.count() == 2


def test_the_desk_asks_the_database_no_more_often_when_more_waits(room, django_assert_max_num_queries):
    for number in range(40):
        mention(f"Person Number{number}", case=known_case(f"Person Number{number}"))

    with django_assert_max_num_queries(40):
        look(room)


def test_a_decision_is_shown_with_what_it_changed_and_undone_on_its_page(room):
    one, other = known_case("Max Bokayev"), known_case("Bokayev Max")
    decision = deciding.merge(one, other, by=room.user, reason="One birthday")

    page = room.open(decision)
    assert "One birthday" in words_of(page)
    assert "removed by this decision" in words_of(page)
    answer = room.client.post(f"/admin/declarations/decision/{decision.pk}/undo/", {"why": "Two"}, follow=True)

    decision.refresh_from_db()
    assert (decision.undone_by, decision.undone_reason) == (room.user, "Two")
    assert "Undone: “Max Bokayev” merged into “Bokayev Max”." in words_of(answer)
    assert Case.objects.count() == 2


def test_a_decision_that_another_builds_on_names_that_one_first(room):
    one, other, third = known_case("Max Bokayev"), known_case("Bokayev Max"), known_case("Maks")
    decision = deciding.merge(one, other, by=room.user)
    deciding.merge(other, third, by=room.user)

    assert "A later decision has to be undone first: “Bokayev Max” merged into “Maks”" in words_of(room.open(decision))


def test_what_is_chosen_on_the_page_is_split_off(room):
    case = known_case("Mendygaziyev")
    stays, goes = confirmed_citation(case=case), confirmed_citation(case=case)

    where = f"/admin/split/case/{case.pk}/"
    assert room.client.get(where).status_code == 200
    room.client.post(where, {"citations": [goes.pk], "name": "Bekzat Mendygaziyev", "why": "Brothers"})

    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.case.name, stays.case) == ("Bekzat Mendygaziyev", case)
    assert Decision.objects.get().reason == "Brothers"


def test_a_split_to_nobody_says_what_to_do(room):
    case = known_case("Mendygaziyev")
    citation = confirmed_citation(case=case)

    page = room.client.post(f"/admin/split/case/{case.pk}/", {"citations": [citation.pk]})

    assert "Say whose it is" in words_of(page)
    assert not Decision.objects.exists()


def test_a_split_goes_to_another_row_that_is_searched_for_by_name(room):
    case, brother = known_case("Barlyk Mendygaziyev"), known_case("Bekzat Mendygaziyev")
    citation = confirmed_citation(case=case)

    box = LexborHTMLParser(room.client.get(f"/admin/split/case/{case.pk}/").content).css_first("select[name=into]")
    asked = {"app_label": "app-label", "model_name": "model-name", "field_name": "field-name"}
    query = {name: box.attributes[f"data-{attribute}"] for name, attribute in asked.items()}
    found = room.client.get(box.attributes["data-ajax--url"], {**query, "term": "Бекзат"}).json()["results"]
    assert [row["text"] for row in found] == ["Bekzat Mendygaziyev"]

    room.client.post(f"/admin/split/case/{case.pk}/", {"citations": [citation.pk], "into": brother.pk})

    citation.refresh_from_db()
    assert citation.case == brother


def test_who_may_not_change_cases_splits_none(room_to_look):
    case = known_case("Mendygaziyev")

    assert room_to_look.client.get(f"/admin/split/case/{case.pk}/").status_code == 403


def test_a_place_that_is_no_citation_is_told_from_another_person(room):
    case = known_case("Max Bokayev")
    row = mention("Max Bokayev", case=case)
    page = look(room)
    assert "Reject: another person" in words_of(page)

    press(room, "no-citation", page)

    row.refresh_from_db()
    assert (row.state, row.case) == (CitationState.REJECTED, None)
    undo(room)
    row.refresh_from_db()
    assert (row.state, row.case) == (CitationState.SUGGESTED, case)
