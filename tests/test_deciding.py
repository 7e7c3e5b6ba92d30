"""Merge, split and undo: what is moved, what is refused, and that undoing leaves every row as it was."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps

from declarations import deciding, following, integrity, matching, search
from declarations.deciding import waiting
from declarations.deciding.owning import BELONGINGS
from declarations.models import (
    Case,
    CaseCategory,
    CaseSpelling,
    Change,
    Citation,
    Communication,
    Decision,
    FollowUp,
    FormerAddress,
    SearchEntry,
    Signatory,
    SignatorySpelling,
    SituationPeriod,
)
from declarations.models.situations import Followed
from declarations.models.vocabulary import CitationState, Situation, Visibility

from .factories import (
    CitationFactory,
    DeclarationFactory,
    EditionFactory,
    SignatoryFactory,
    SignatureFactory,
    UserFactory,
    confirmed_citation,
    draft_follow_up,
    published_follow_up,
)
from .test_importing import bring_in, web_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return UserFactory(username="ana")


def is_history(model) -> bool:
    return model.__name__.startswith("Historical")


def every_row() -> dict:
    """All rows of the database by table and key, but for histories and decisions, which only grow.

    The periods of a case and the entries of the search have no key of their own that would matter: they are derived
    anew each time, and the entries have to be in step with the rows.
    """
    assert list(search.differences()) == []
    tables = {}
    for model in apps.get_models(include_auto_created=True):
        if is_history(model) or model in (Decision, Change):
            continue
        rows = model._base_manager.values()
        if model in (SituationPeriod, SearchEntry):
            tables[model.__name__] = sorted(
                [tuple((name, value) for name, value in row.items() if name != "id") for row in rows], key=repr
            )
        else:
            tables[model.__name__] = {row[model._meta.pk.attname]: row for row in rows}
    return tables


def known_case(name, **fields):
    case = matching.record_case(name=name, by=None, **{"country_id": "KZ", **fields})
    following.refresh_cases([case.pk])
    return case


def full_case(name, *categories, number=0, **fields):
    """A case with something of everything that can hang on one."""
    case = known_case(name, summary=f"Who {name} is", **fields)
    matching.record_spelling(case, "Dzhakishev", note="a newspaper")
    matching.record_spelling(case, f"{name} Junior")
    for category in categories:
        CaseCategory.objects.create(case=case, category=category)
    confirmed_citation(case=case, printed=name)
    CitationFactory(case=case, printed=f"{name} too")
    first = published_follow_up(case, occurred_on=date(2018, 5, number + 1), situation="serving-sentence")
    following.publish(following.correct(first, by=None, reason="a slip", note="as it was"), by=None)
    draft_follow_up(case)
    communication = Communication.objects.create(body="wgad", kind="opinion", title=f"On {name}", country_id="KZ")
    communication.cases.add(case)
    case.refresh_from_db()
    return case


@pytest.fixture
def two_cases():
    shared = Communication.objects.create(body="ecthr", kind="judgment", title="On both", country_id="KZ")
    one = full_case("Mukhtar Dzhakishiev", "opposition", "journalist", wikidata="Q1", review_by=date(2021, 1, 1))
    other = full_case("Moukhtar Djakichev", "journalist", number=1, review_by=date(2022, 1, 1))
    shared.cases.set([one, other])
    return one, other


def test_nothing_that_hangs_on_a_case_or_signatory_is_forgotten():
    for owner, belongings in BELONGINGS.items():
        hanging = {
            (relation.related_model, relation.field.name)
            for relation in owner._meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete and not relation.many_to_many
            if not is_history(relation.related_model) and not issubclass(relation.related_model, Followed)
        }

        assert {(belonging.model, belonging.owner) for belonging in belongings} == hanging


def test_all_that_hung_on_the_merged_case_hangs_on_the_one_that_stays(two_cases, ana):
    absorbed, survivor = two_cases

    deciding.merge(absorbed, survivor, by=ana)

    assert not Case.objects.filter(name="Mukhtar Dzhakishiev").exists()
    assert survivor.citations.count() == 4
    assert survivor.follow_ups.count() == 6
    assert survivor.communications.count() == 3
    assert {row.category for row in survivor.categories.all()} == {"opposition", "journalist"}
    assert {row.spelling for row in survivor.spellings.all()} == {
        "Dzhakishev",
        "Mukhtar Dzhakishiev",
        "Mukhtar Dzhakishiev Junior",
        "Moukhtar Djakichev",
        "Moukhtar Djakichev Junior",
    }


def test_what_follows_is_derived_anew_for_the_case_that_stays(ana):
    absorbed, survivor = known_case("Aset Abishev"), known_case("A. Abishev")
    confirmed_citation(case=absorbed, claim=Situation.SERVING_SENTENCE)
    confirmed_citation(case=survivor, edition__declaration__tabled_on=date(2020, 2, 2))
    published_follow_up(absorbed, occurred_on=date(2021, 3, 3), situation=Situation.FREE)

    deciding.merge(absorbed, survivor, by=ana)

    survivor.refresh_from_db()
    assert (survivor.situation, survivor.citation_count) == (Situation.FREE, 2)
    assert survivor.first_cited_on == date(2019, 4, 11)
    assert survivor.situation_periods.filter(ends__isnull=True).get().situation == Situation.FREE


def test_the_case_that_stays_takes_over_what_it_lacks_and_keeps_its_own(two_cases, ana):
    absorbed, survivor = two_cases

    deciding.merge(absorbed, survivor, by=ana)

    survivor.refresh_from_db()
    assert survivor.wikidata == "Q1"
    assert survivor.summary == "Who Moukhtar Djakichev is"
    assert survivor.review_by == date(2021, 1, 1)


def test_two_citations_by_one_declaration_are_kept_and_counted_once(ana):
    absorbed, survivor = known_case("Max Bokayev"), known_case("Max Bokaev")
    edition = EditionFactory()
    for case in (absorbed, survivor):
        confirmed_citation(case=case, edition=edition)

    deciding.merge(absorbed, survivor, by=ana)

    survivor.refresh_from_db()
    assert (survivor.citations.count(), survivor.citation_count) == (2, 1)


def test_every_row_that_was_moved_says_in_its_history_who_did_it_and_why(two_cases, ana):
    absorbed, survivor = two_cases
    citation, follow_up = absorbed.citations.first(), absorbed.follow_ups.first()
    communication = Communication.objects.get(title="On Mukhtar Dzhakishiev")

    deciding.merge(absorbed, survivor, by=ana, reason="One birthday")

    for row in (citation, follow_up, communication):
        newest = row.history.first()
        assert newest.history_user == ana
        assert newest.history_change_reason == "“Mukhtar Dzhakishiev” merged into “Moukhtar Djakichev”: One birthday"
    assert {row.case_id for row in communication.history.first().cases.all()} == {survivor.pk}


def test_a_merge_is_recorded_with_who_and_why_and_exactly_what_was_moved(ana):
    absorbed, survivor = known_case("Max Bokayev"), known_case("Max Bokaev")
    citation = confirmed_citation(case=absorbed)

    decision = deciding.merge(absorbed, survivor, by=ana, reason="One birthday")

    assert (decision.kind, decision.by, decision.reason) == ("merge", ana, "One birthday")
    moved = decision.changes.get(model="citation")
    assert (moved.object_id, moved.before, moved.after) == (
        citation.pk,
        {"case_id": absorbed.pk},
        {"case_id": survivor.pk},
    )
    gone = decision.changes.get(model="case", object_id=absorbed.pk)
    assert (gone.before["name"], gone.after) == ("Max Bokayev", None)


def test_undoing_a_merge_of_cases_leaves_every_row_as_it_was(two_cases, ana):
    before = every_row()

    decision = deciding.merge(*two_cases, by=ana)
    assert every_row() != before
    stayed = deciding.undo(decision, by=ana)

    assert stayed == []
    assert every_row() == before


def test_undoing_a_merge_of_signatories_leaves_every_row_as_it_was(ana):
    absorbed = matching.record_signatory(family_name="Gattolin", given_name="Andre", country_id="FR", by=None)
    survivor = matching.record_signatory(family_name="Gattolin", given_name="André", country_id="FR", by=None)
    for signatory in (absorbed, survivor):
        SignatureFactory(signatory=signatory)
        matching.record_signatory_spelling(signatory, "A. Gattolin")
    before = every_row()

    deciding.undo(deciding.merge(absorbed, survivor, by=ana), by=ana)

    assert every_row() == before


def test_merges_of_merges_are_undone_one_by_one_to_the_first_state(two_cases, ana):
    one, other = two_cases
    third = full_case("Mukhtar Jakishev", "academic", number=2)
    before = every_row()
    first = deciding.merge(one, other, by=ana)
    between = every_row()
    second = deciding.merge(other, third, by=ana)

    deciding.undo(second, by=ana)
    assert every_row() == between
    deciding.undo(first, by=ana)

    assert every_row() == before


def test_a_merge_is_not_undone_before_a_later_one_that_builds_on_it(ana):
    one, other, third = known_case("Max Bokayev"), known_case("Max Bokaev"), known_case("Maks Bokaev")
    first = deciding.merge(one, other, by=ana)
    deciding.merge(other, third, by=ana)

    with pytest.raises(deciding.MergeRefused, match=r"“Max Bokaev” merged into “Maks Bokaev”. Undo that first."):
        deciding.undo(first, by=ana)


def test_nothing_is_undone_twice(ana):
    decision = deciding.merge(known_case("Max Bokayev"), known_case("Max Bokaev"), by=ana)
    deciding.undo(decision, by=ana)

    with pytest.raises(deciding.MergeRefused, match="ana undid this already"):
        deciding.undo(decision, by=ana)


def test_what_was_decided_since_a_merge_holds_when_it_is_undone(ana):
    absorbed, survivor, another = known_case("Max Bokayev"), known_case("Max Bokaev"), known_case("Max Bok")
    moved = confirmed_citation(case=absorbed)
    mention = CitationFactory(case=absorbed)
    decision = deciding.merge(absorbed, survivor, by=ana)
    matching.amend(moved, case=another, by=ana)
    matching.reject(mention, by=ana)
    survivor.refresh_from_db()
    survivor.summary = "Written since"
    survivor.save()

    stayed = deciding.undo(decision, by=ana)

    moved.refresh_from_db()
    mention.refresh_from_db()
    survivor.refresh_from_db()
    assert moved.case == another
    assert (mention.case_id, mention.state) == (absorbed.pk, CitationState.REJECTED)
    assert survivor.summary == "Written since"
    assert len(stayed) == 1


@pytest.mark.parametrize("decision", ["merge", "split"])
def test_a_correction_made_since_goes_back_with_what_it_corrects(ana, decision):
    one, other = known_case("Max Bokayev"), known_case("Maks Bokaev")
    told = published_follow_up(one, situation="serving-sentence")
    if decision == "merge":
        decided = deciding.merge(one, other, by=ana)
    else:
        decided = deciding.split(one, [told], into=other, by=ana)
    told.refresh_from_db()
    correction = following.correct(told, by=None, reason="a slip", situation="free")
    again = following.correct(following.publish(correction, by=None), by=None, reason="once more", note="By train.")

    deciding.undo(decided, by=ana)

    assert {row.case for row in FollowUp.objects.all()} == {one}
    assert again in one.follow_ups.all()
    assert Case.objects.get(pk=one.pk).situation == "free"
    assert list(integrity.follow_up_faults()) == []


def test_a_report_is_no_longer_set_aside_for_one_that_is_about_somebody_else_again(ana):
    one, other = known_case("Max Bokayev"), known_case("Maks Bokaev")
    ours, theirs = published_follow_up(one, situation="free"), published_follow_up(other, situation="restricted")
    decided = deciding.merge(one, other, by=ana)
    following.prefer(
        FollowUp.objects.get(pk=theirs.pk), over=FollowUp.objects.get(pk=ours.pk), reason="Newer", by=None
    )

    said = deciding.undo(decided, by=ana)

    ours.refresh_from_db()
    assert ours.set_aside_for is None
    assert Case.objects.get(pk=one.pk).situation == "free"
    assert any("set aside" in sentence for sentence in said)
    assert list(integrity.follow_up_faults()) == []


def test_a_draft_that_was_deleted_since_stays_deleted(ana):
    absorbed, survivor = known_case("Max Bokayev"), known_case("Max Bokaev")
    draft = draft_follow_up(absorbed)
    decision = deciding.merge(absorbed, survivor, by=ana)
    draft.delete()

    deciding.undo(decision, by=ana)

    assert not FollowUp.objects.exists()


def test_what_a_curator_added_since_stays_and_is_told(ana):
    absorbed, survivor = known_case("Max Bokayev"), known_case("Max Bokaev")
    decision = deciding.merge(absorbed, survivor, by=ana)
    follow_up = published_follow_up(survivor)

    stayed = deciding.undo(decision, by=ana)

    follow_up.refresh_from_db()
    assert follow_up.case == survivor
    assert stayed == ["1 follow-up added since the merge: with “Max Bokaev”. Look whose they are."]


def test_what_a_returning_spelling_alone_had_linked_since_goes_back_with_it(ana):
    absorbed, survivor = known_case("Kenzhebek Abishev"), known_case("Berik Abishov")
    decision = deciding.merge(absorbed, survivor, by=ana)
    by_program = confirmed_citation(case=survivor, printed="Kenzhebek Abishev")
    by_curator = confirmed_citation(case=survivor, printed="Kenzhebek Abishev", decided_by=ana)

    deciding.undo(decision, by=ana)

    assert Citation.objects.get(pk=by_program.pk).case_id == absorbed.pk
    assert Citation.objects.get(pk=by_curator.pk).case_id == survivor.pk
    assert Case.objects.get(pk=absorbed.pk).citation_count == 1


def test_what_was_restricted_since_is_not_made_public_by_undoing(ana):
    absorbed, survivor = known_case("Max Bokayev"), known_case("Max Bokaev")
    decision = deciding.merge(absorbed, survivor, by=ana)
    survivor.refresh_from_db()
    survivor.visibility = Visibility.RESTRICTED
    survivor.save()

    stayed = deciding.undo(decision, by=ana)

    assert Case.objects.get(pk=absorbed.pk).visibility == Visibility.RESTRICTED
    assert stayed == ["“Max Bokaev” was restricted since, so “Max Bokayev” is restricted too."]


def test_an_identifier_that_was_given_away_since_keeps_a_merge_from_being_undone(ana):
    absorbed, survivor = known_case("Max Bokayev", wikidata="Q7"), known_case("Max Bokaev")
    decision = deciding.merge(absorbed, survivor, by=ana)
    survivor.refresh_from_db()
    survivor.wikidata = ""
    survivor.save()
    known_case("Somebody Else", wikidata="Q7")

    with pytest.raises(deciding.MergeRefused, match=r"“Max Bokayev” cannot be brought back: .* Wikidata item already"):
        deciding.undo(decision, by=ana)
    assert not Case.objects.filter(pk=absorbed.pk).exists()


def test_a_later_import_links_to_the_case_that_stayed(ana):
    absorbed, survivor = known_case("Talgat Ayan"), known_case("Talghat Ayanov")
    deciding.merge(absorbed, survivor, by=ana)

    bring_in(web_page())

    citation = Citation.objects.get(printed="Talgat Ayan")
    assert (citation.case, citation.state) == (survivor, CitationState.CONFIRMED)


def test_a_later_import_links_to_the_signatory_who_stayed(ana):
    bring_in(web_page(number=900))
    absorbed = Signatory.objects.get(family_name="Gattolin")
    survivor = matching.record_signatory(family_name="Gatolin", given_name="A.", country_id="FR", by=None)
    deciding.merge(absorbed, survivor, by=ana)

    bring_in(web_page(number=901))

    assert survivor.signatures.count() == 2
    assert not Signatory.objects.filter(family_name="Gattolin").exists()


def test_a_later_edition_of_a_declaration_keeps_what_a_merge_or_a_split_decided(ana):
    bring_in(web_page())
    citation = Citation.objects.get(printed="Talgat Ayan")
    _, case = deciding.new_case_of([citation], name="Talgat Ayan", by=ana)
    survivor = known_case("Talghat Ayanov")
    deciding.merge(case, survivor, by=ana)
    deciding.split(survivor, [citation], name="Talgat the Other", by=ana)

    bring_in(web_page(title="Stop political trials now"))

    assert [row.case.name for row in Citation.objects.filter(printed="Talgat Ayan")] == ["Talgat the Other"]


def test_a_row_is_not_merged_with_itself(ana):
    case = known_case("Max Bokayev")

    with pytest.raises(deciding.MergeRefused, match="is one already"):
        deciding.merge(case, case, by=ana)


def test_a_row_that_was_merged_meanwhile_is_not_merged_again(ana):
    one, other, third = known_case("Max Bokayev"), known_case("Max Bokaev"), known_case("Maks Bokaev")
    same = Case.objects.get(pk=one.pk)
    deciding.merge(one, other, by=ana)

    with pytest.raises(deciding.MergeRefused, match="no longer there"):
        deciding.merge(same, third, by=ana)


def test_a_restricted_case_is_not_merged_with_a_public_one(ana):
    hidden, shown = known_case("Max Bokayev", visibility=Visibility.RESTRICTED), known_case("Max Bokaev")

    with pytest.raises(deciding.MergeRefused, match="“Max Bokayev” is restricted to the team"):
        deciding.merge(hidden, shown, by=ana)


def test_cases_that_another_register_knows_as_two_are_not_merged(ana):
    one, other = known_case("Max Bokayev", wikidata="Q7"), known_case("Max Bokaev", wikidata="Q8")

    with pytest.raises(deciding.MergeRefused, match="Wikidata knows “Max Bokayev” as Q7"):
        deciding.merge(one, other, by=ana)


def test_two_signatories_of_one_declaration_are_not_merged(ana):
    one, other = SignatoryFactory(given_name="Ann"), SignatoryFactory(given_name="Anne")
    edition = EditionFactory(declaration=DeclarationFactory(number=700))
    for signatory in (one, other):
        SignatureFactory(first_edition=edition, signatory=signatory)

    with pytest.raises(deciding.MergeRefused, match=r"Both signed No. 700"):
        deciding.merge(one, other, by=ana)
    assert Signatory.objects.count() == 2


def test_signatories_of_two_states_are_not_merged(ana):
    one, other = SignatoryFactory(country_id="FR"), SignatoryFactory(country_id="DE")

    with pytest.raises(deciding.MergeRefused, match="sat for France"):
        deciding.merge(one, other, by=ana)


def test_a_signatory_who_lacks_a_given_name_takes_that_of_the_other(ana):
    surname_only = SignatoryFactory(given_name="", family_name="Jones", slug="jones")
    known = SignatoryFactory(given_name="Susan", family_name="Jones")
    signature = SignatureFactory(signatory=known)

    deciding.merge(known, surname_only, by=ana)

    surname_only.refresh_from_db()
    signature.refresh_from_db()
    assert (surname_only.name, signature.signatory) == ("Susan Jones", surname_only)


def test_what_a_curator_keeps_apart_is_not_merged_until_that_is_undone(ana):
    one, other = known_case("Aset Abishev"), known_case("Berik Abishov")
    decision = deciding.keep_apart(one, other, by=ana)

    with pytest.raises(deciding.MergeRefused, match=r"ana decided on .* that these are two"):
        deciding.merge(other, one, by=ana)

    deciding.undo(decision, by=ana)
    deciding.merge(other, one, by=ana)
    assert Case.objects.count() == 1


def test_who_is_kept_apart_from_a_merged_case_is_kept_apart_from_the_one_that_stays(ana):
    absorbed, survivor, brother = known_case("Max Bokayev"), known_case("Max Bokaev"), known_case("Mark Bokaev")
    deciding.keep_apart(absorbed, brother, by=ana)
    deciding.merge(absorbed, survivor, by=ana)

    with pytest.raises(deciding.MergeRefused):
        deciding.merge(brother, survivor, by=ana)


@pytest.mark.parametrize("page", ["case", "signatory"])
def test_the_old_address_redirects_for_good_and_keeps_its_query(client, ana, page):
    if page == "case":
        absorbed, survivor, where = known_case("Max Bokayev"), known_case("Max Bokaev"), "/cases/"
    else:
        absorbed, survivor, where = (
            SignatoryFactory(slug="max-bokayev"),
            SignatoryFactory(slug="max-bokaev"),
            "/signatories/",
        )

    deciding.merge(absorbed, survivor, by=ana)

    answer = client.get(f"{where}max-bokayev/?as_of=2020-01-01")
    assert (answer.status_code, answer["Location"]) == (301, f"{where}max-bokaev/?as_of=2020-01-01")


def test_addresses_of_merges_of_merges_lead_to_the_last_in_one_step(client, ana):
    one, other, third = known_case("Max Bokayev"), known_case("Max Bokaev"), known_case("Maks Bokaev")
    deciding.merge(one, other, by=ana)
    deciding.merge(other, third, by=ana)

    assert client.get("/cases/max-bokayev/")["Location"] == "/cases/maks-bokaev/"


def test_the_old_address_of_what_was_restricted_since_is_not_found(client, ana):
    absorbed, survivor = known_case("Max Bokayev"), known_case("Max Bokaev")
    deciding.merge(absorbed, survivor, by=ana)
    Case.objects.filter(pk=survivor.pk).update(visibility=Visibility.RESTRICTED)

    assert client.get("/cases/max-bokayev/").status_code == 404


def test_the_old_address_is_never_given_to_somebody_else(ana):
    deciding.merge(known_case("Max Bokayev"), known_case("Max Bokaev"), by=ana)

    assert known_case("Max Bokayev").slug == "max-bokayev-2"


def test_the_address_is_the_old_one_again_when_a_merge_is_undone(client, ana):
    decision = deciding.merge(known_case("Max Bokayev"), known_case("Max Bokaev"), by=ana)
    deciding.undo(decision, by=ana)

    assert client.get("/cases/max-bokayev/").status_code == 200
    assert not FormerAddress.objects.exists()


def test_a_split_moves_the_chosen_citations_and_follow_ups_to_a_new_case(ana):
    case = known_case("Mendygaziyev")
    stays, goes = confirmed_citation(case=case), confirmed_citation(case=case, printed="Bekzat Mendygaziyev")
    released = published_follow_up(case)

    deciding.split(case, [goes, released], name="Bekzat Mendygaziyev", by=ana, reason="Two brothers")

    brother = Case.objects.get(name="Bekzat Mendygaziyev")
    case.refresh_from_db()
    assert brother.country_id == "KZ"
    assert [row.pk for row in brother.citations.all()] == [goes.pk]
    assert (brother.situation, brother.citation_count) == (Situation.FREE, 1)
    assert [row.pk for row in case.citations.all()] == [stays.pk]
    assert (case.situation, case.citation_count) == (Situation.SERVING_SENTENCE, 1)


def test_a_split_moves_to_another_case_that_is_there(ana):
    case, brother = known_case("Barlyk Mendygaziyev"), known_case("Bekzat Mendygaziyev")
    citation = confirmed_citation(case=case)

    deciding.split(case, [citation], into=brother, by=ana)

    brother.refresh_from_db()
    assert brother.citation_count == 1


def test_a_correction_moves_with_what_it_corrects(ana):
    case = known_case("Max Bokayev")
    first = published_follow_up(case)
    second = following.publish(following.correct(first, by=None, reason="a slip", note="anew"), by=None)

    deciding.split(case, [second], name="Mark Bokaev", by=ana)

    assert set(Case.objects.get(name="Mark Bokaev").follow_ups.all()) == {first, second}


def test_the_new_half_of_a_restricted_case_is_restricted(ana):
    case = known_case("Max Bokayev", visibility=Visibility.RESTRICTED)
    citation = confirmed_citation(case=case)

    deciding.split(case, [citation], name="Mark Bokaev", by=ana)

    assert Case.objects.get(name="Mark Bokaev").visibility == Visibility.RESTRICTED


def test_a_spelling_that_two_cases_have_after_a_split_is_a_suggestion_no_more(ana):
    case = known_case("A. Mendygaziyev")
    citation = confirmed_citation(case=case, printed="Mr Mendygaziyev")
    matching.record_spelling(case, "Mr Mendygaziyev")

    deciding.split(case, [citation], name="Bekzat Mendygaziyev", by=ana)

    assert CaseSpelling.objects.filter(spelling="Mr Mendygaziyev").count() == 2


def test_a_spelling_that_is_chosen_moves_with_a_split(ana):
    case = known_case("A. Mendygaziyev")
    spelling = matching.record_spelling(case, "Bekzat Mendygaziyev")

    deciding.split(case, [spelling], name="Bekzat Mendygaziyev", by=ana)

    assert [row.case.name for row in CaseSpelling.objects.filter(spelling=spelling.spelling)] == [
        "Bekzat Mendygaziyev"
    ]


def test_undoing_a_split_into_another_case_leaves_every_row_as_it_was(two_cases, ana):
    case, other = two_cases
    chosen = [*case.citations.all(), *case.follow_ups.all(), *case.spellings.all(), *case.categories.all()]
    before = every_row()

    decision = deciding.split(case, chosen, into=other, by=ana)
    assert every_row() != before
    deciding.undo(decision, by=ana)

    assert every_row() == before


def test_undoing_a_split_into_a_new_case_leaves_every_row_as_it_was_and_its_address_leading_back(
    two_cases, client, ana
):
    case, _ = two_cases
    before = every_row()

    decision = deciding.split(case, [case.citations.first()], name="Mark Bokaev", by=ana)
    deciding.undo(decision, by=ana)

    after = every_row()
    assert client.get("/cases/mark-bokaev/")["Location"] == case.get_absolute_url()
    assert {**after, "FormerAddress": {}} == before


def test_a_split_off_case_that_has_more_to_it_by_now_stays_when_the_split_is_undone(ana):
    case = known_case("Max Bokayev")
    citation = confirmed_citation(case=case)
    decision = deciding.split(case, [citation], name="Mark Bokaev", by=ana)
    new = Case.objects.get(name="Mark Bokaev")
    published_follow_up(new)

    stayed = deciding.undo(decision, by=ana)

    citation.refresh_from_db()
    assert citation.case == case
    assert Case.objects.filter(pk=new.pk).exists()
    assert stayed == ["“Mark Bokaev” has more to it by now, so it stays."]


def test_a_split_of_what_hangs_elsewhere_is_refused(ana):
    citation = confirmed_citation(case=known_case("Max Bokayev"), printed="Max Bokayev")

    with pytest.raises(deciding.MergeRefused, match="is not of “Other Person”"):
        deciding.split(known_case("Other Person"), [citation], name="Third Person", by=ana)


def test_a_split_of_nothing_is_refused(ana):
    with pytest.raises(deciding.MergeRefused, match="Choose what is to be moved"):
        deciding.split(known_case("Max Bokayev"), [], name="Mark Bokaev", by=ana)


def test_a_signatory_is_split_by_signatures(ana):
    both = SignatoryFactory(family_name="Jones", given_name="S.")
    kept, goes = SignatureFactory(signatory=both), SignatureFactory(signatory=both, given_name="Susan Elan")

    decision = deciding.split(both, [goes], family_name="Jones", given_name="Susan Elan", by=ana)

    goes.refresh_from_db()
    assert goes.signatory.name == "Susan Elan Jones"
    assert goes.signatory.country == both.country
    assert SignatorySpelling.objects.filter(signatory=goes.signatory, spelling="Susan Elan Jones").exists()
    assert [row.pk for row in both.signatures.all()] == [kept.pk]

    deciding.undo(decision, by=ana)
    assert set(both.signatures.all()) == {kept, goes}


def mention(printed="Max Bokayev", **fields):
    return CitationFactory(printed=printed, **fields)


def test_another_person_of_a_name_keeps_later_mentions_from_being_linked_by_themselves(ana):
    case = known_case("Max Bokayev")
    tied = CitationFactory(printed="Max Bokayev", case=case)

    deciding.reject_mentions([tied], by=ana)

    [match] = matching.match_mentions([SimpleNamespace(printed="Max Bokayev")])
    assert (match.case, match.is_known) == (case, False)


def test_a_place_that_is_no_citation_says_nothing_of_other_mentions_and_is_undone(ana):
    case = known_case("Max Bokayev")
    tied = CitationFactory(printed="Max Bokayev", case=case)
    before = every_row()

    decided = deciding.reject_mentions([tied], by=ana, is_other_person=False)

    tied.refresh_from_db()
    assert (tied.state, tied.case) == (CitationState.REJECTED, None)
    [match] = matching.match_mentions([SimpleNamespace(printed="Max Bokayev")])
    assert (match.case, match.is_known) == (case, True)
    deciding.undo(decided, by=ana)
    assert every_row() == before


def test_a_mention_that_was_decided_meanwhile_is_not_decided_again(ana):
    case, citation = known_case("Max Bokayev"), mention()
    deciding.confirm_mentions([citation], case, by=ana)

    with pytest.raises(matching.DecisionRefused, match=r"“Max Bokayev” in No\. \d+ was confirmed by ana meanwhile"):
        deciding.reject_mentions([citation], by=UserFactory())


def test_where_one_of_many_was_decided_meanwhile_none_is_decided(ana):
    case, mentions = known_case("Max Bokayev"), [mention(), mention()]
    deciding.reject_mentions(mentions[:1], by=ana)

    with pytest.raises(matching.DecisionRefused):
        deciding.confirm_mentions(mentions, case, by=ana)
    assert Citation.objects.confirmed().count() == 0


@pytest.mark.parametrize("decision", ["confirm", "reject", "new case"])
def test_undoing_a_decision_about_mentions_leaves_every_row_as_it_was(ana, decision):
    case = known_case("Maks Bokaev")
    mentions = [mention(case=case), mention("M. Bokayev", role="other")]
    before = every_row()

    if decision == "confirm":
        kept = deciding.confirm_mentions(mentions, case, by=ana)
    elif decision == "reject":
        kept = deciding.reject_mentions(mentions, by=ana)
    else:
        kept, _ = deciding.new_case_of(mentions, name="Max Bokayev", by=ana)
    assert every_row() != before
    deciding.undo(kept, by=ana)

    assert every_row() == before


def test_a_decision_is_not_undone_once_the_mention_was_decided_anew(ana):
    citation = mention()
    decision = deciding.reject_mentions([citation], by=ana)
    matching.confirm(citation, case=known_case("Max Bokayev"), by=UserFactory(username="ben"))

    with pytest.raises(deciding.MergeRefused, match="decided anew by ben"):
        deciding.undo(decision, by=ana)


def test_a_case_made_from_a_mention_stays_when_that_is_undone_but_more_hangs_on_it(ana):
    citation = mention()
    decision, case = deciding.new_case_of([citation], name="Max Bokayev", by=ana)
    published_follow_up(case)

    assert deciding.undo(decision, by=ana) == ["“Max Bokayev” has more to it by now, so it stays."]
    citation.refresh_from_db()
    assert (citation.state, citation.case) == (CitationState.SUGGESTED, None)


def test_a_decision_about_a_case_that_was_merged_since_is_undone_where_the_mention_is_now(ana):
    citation, survivor = mention(), known_case("Maks Bokaev")
    decision, case = deciding.new_case_of([citation], name="Max Bokayev", by=ana)
    deciding.merge(case, survivor, by=ana)

    deciding.undo(decision, by=ana)

    citation.refresh_from_db()
    assert (citation.state, citation.case) == (CitationState.SUGGESTED, survivor)
    assert Case.objects.get().citation_count == 0


def test_what_an_equal_name_ties_to_a_case_waits_first_and_who_is_no_victim_last():
    case = known_case("Max Bokayev")
    president = mention("Nursultan Nazarbayev", role="other")
    unknown = mention("Almat Zhumagulov")
    spelled = mention("Max Bokayev")
    tied = mention("Max Bokayev", case=case)

    assert list(waiting.mentions_waiting()) == [tied, spelled, unknown, president]


def test_of_unknown_names_the_one_nearest_to_a_case_waits_first():
    known_case("Kenzhebek Abishev")
    mention("Somebody Different", edition__declaration__tabled_on=date(2022, 1, 1))
    near = mention("Kenzhebek Abisheff")

    assert waiting.next_mention() == near


def test_the_nearest_name_waits_first_however_many_wait_before_it():
    known_case("Kenzhebek Abishev")
    edition = EditionFactory(declaration__tabled_on=date(2022, 1, 1))
    for number in range(30):
        mention(f"Somebody Different{chr(97 + number % 26) * 3}", edition=edition)
    near = mention("Kenzhebek Abisheff", edition__declaration__tabled_on=date(2001, 1, 1))

    assert waiting.next_mention() == near


def test_a_name_that_comes_to_be_near_a_case_since_waits_first():
    mention("Somebody Different", edition__declaration__tabled_on=date(2022, 1, 1))
    near = mention("Kenzhebek Abisheff")
    waiting.next_mention()
    known_case("Kenzhebek Abishev")
    assert waiting.next_mention() == near

    known_case("Saniya Toiken")
    nearer = mention("Sania Toiken")
    assert waiting.next_mention(skipped=[near.pk]) == nearer


def test_a_skipped_mention_does_not_come_next():
    first = mention()

    assert waiting.next_mention() == first
    assert waiting.next_mention(skipped=[first.pk]) is None


def test_identical_mentions_have_one_name_and_one_first_candidate():
    case, namesake = known_case("Max Bokayev"), known_case("Mark Abishev")
    one, same, unlike = mention(case=case), mention(), mention("Max Bokayeva")
    other_case = mention(case=namesake)

    assert set(waiting.identical_to(one, case)) == {same}
    assert unlike not in waiting.identical_to(one, case)
    assert other_case not in waiting.identical_to(one, case)


@pytest.mark.parametrize(
    ("title", "passage", "state"),
    [
        ("Political prisoners in Kazakhstan", "He was arrested in Ukraine.", "KZ"),
        ("The situation of journalists", "He was arrested in Azerbaijan.", "AZ"),
        ("Ukraine and Russia", "Prisoners.", None),
    ],
)
def test_the_state_of_a_new_case_is_the_one_that_the_document_names(title, passage, state):
    edition = EditionFactory(declaration__title=title, paragraphs=(passage,))
    citation = mention(edition=edition, passage=passage)

    meant = waiting.state_meant(citation)

    assert (meant and meant.pk) == state


def test_cases_with_one_name_are_likely_duplicates_until_a_curator_keeps_them_apart(ana):
    one, other = known_case("Max Bokayev"), known_case("Bokayev Max")
    known_case("Aset Abishev")

    [pair] = waiting.likely_duplicates(Case)
    assert (pair.one, pair.other) == (one, other)
    assert pair.comparison.reasons

    deciding.keep_apart(one, other, by=ana)
    assert waiting.likely_duplicates(Case) == []


def test_signatories_who_signed_one_declaration_or_sat_for_two_states_are_no_likely_duplicates():
    edition = EditionFactory()
    names = {"family_name": "Jones", "given_name": "Ann"}
    for country, signs in (("FR", True), ("FR", True), ("DE", False)):
        signatory = matching.record_signatory(**names, country_id=country, by=None)
        if signs:
            SignatureFactory(first_edition=edition, signatory=signatory)

    assert waiting.likely_duplicates(Signatory) == []


def test_cases_with_near_names_are_likely_duplicates_after_those_with_one_name():
    near = [known_case("Kenzhebek Abishev"), known_case("Kenzhebek Abisheva")]
    same = [known_case("Max Bokayev"), known_case("Bokayev Max")]

    pairs = waiting.likely_duplicates(Case)

    assert [[pair.one, pair.other] for pair in pairs] == [same, near]


def test_a_surname_alone_makes_no_likely_duplicates():
    for name in ("Aset Abishev", "Kenzhebek Abishev"):
        matching.record_spelling(known_case(name), "Abishev")

    assert waiting.likely_duplicates(Case) == []


def test_a_pair_that_was_skipped_or_whose_one_half_is_gone_is_left_out(ana):
    one, other, third = (known_case(name) for name in ("Max Bokayev", "Bokayev Max", "Max Bokayeva"))
    waiting.likely_duplicates(Case)

    pairs = waiting.likely_duplicates(Case, skipped=[(one.pk, other.pk)])
    assert (one, other) not in [(pair.one, pair.other) for pair in pairs]
    deciding.merge(third, one, by=ana)
    assert {pair.other for pair in waiting.likely_duplicates(Case)} == {other}
