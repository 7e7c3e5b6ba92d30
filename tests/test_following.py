from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from declarations import following
from declarations.following import FollowUpRefused
from declarations.models import Case, FollowUp, FollowUpSource
from declarations.models.situations import outcome, outcome_is
from declarations.models.vocabulary import FollowUpKind, Outcome, Precision, Situation, Visibility

from .factories import (
    CaseFactory,
    SourceFactory,
    UserFactory,
    confirmed_citation,
    draft_follow_up,
    published_follow_up,
)

pytestmark = pytest.mark.django_db


class TestDrafting:
    def test_a_draft_changes_nothing_that_readers_see(self):
        case = CaseFactory()

        draft_follow_up(case, situation=Situation.FREE)

        case.refresh_from_db()
        assert case.situation == Situation.UNKNOWN

    def test_a_draft_remembers_who_recorded_it(self):
        curator = UserFactory()

        assert draft_follow_up(CaseFactory(), by=curator).recorded_by == curator

    def test_a_fact_in_the_future_is_refused(self):
        with pytest.raises(ValidationError, match="future"):
            draft_follow_up(CaseFactory(), occurred_on=timezone.localdate() + timedelta(days=1))

    def test_a_fact_about_nothing_is_refused(self):
        with pytest.raises(ValidationError):
            draft_follow_up(None, situation="")

    def test_a_word_outside_the_vocabulary_is_refused(self):
        with pytest.raises(ValidationError, match="not a valid choice"):
            draft_follow_up(CaseFactory(), situation="in-prison")


class TestPublishing:
    def test_a_follow_up_without_a_source_is_refused_with_what_to_do(self):
        draft = draft_follow_up(CaseFactory(), sources=[])

        with pytest.raises(FollowUpRefused, match="Add the source"):
            following.publish(draft, by=None)

    @pytest.mark.parametrize(
        "take_the_source_away",
        [
            lambda link, other: FollowUpSource.objects.filter(pk=link.pk).update(follow_up=other),
            lambda link, other: FollowUpSource.objects.filter(pk=link.pk)._raw_delete("default"),
            lambda link, other: link.delete(),
        ],
        ids=["moved", "deleted past the program", "deleted"],
    )
    def test_the_last_source_of_a_published_one_cannot_be_taken_away(self, take_the_source_away):
        link = published_follow_up(CaseFactory()).source_links.get()
        other = draft_follow_up(CaseFactory())

        with pytest.raises(IntegrityError), transaction.atomic():
            take_the_source_away(link, other)

        assert FollowUpSource.objects.get(pk=link.pk).follow_up_id == link.follow_up_id

    def test_a_source_is_not_moved_to_another_follow_up(self):
        link = draft_follow_up(CaseFactory()).source_links.get()
        link.follow_up = draft_follow_up(CaseFactory())

        with pytest.raises(FollowUpRefused, match="Add it to the other"):
            link.save()

    def test_the_database_refuses_a_forged_number_of_sources(self):
        draft = draft_follow_up(CaseFactory(), sources=[])

        with pytest.raises(IntegrityError, match="source_count"), transaction.atomic():
            FollowUp.objects.filter(pk=draft.pk).update(state="published", published_at=timezone.now(), source_count=1)

    def test_the_database_itself_refuses_one_without_a_source(self):
        draft = draft_follow_up(CaseFactory(), sources=[])

        with pytest.raises(IntegrityError):
            FollowUp.objects.filter(pk=draft.pk).update(state="published", published_at=timezone.now())

    def test_publishing_twice_is_refused(self):
        follow_up = published_follow_up(CaseFactory())

        with pytest.raises(FollowUpRefused, match="published already"):
            following.publish(follow_up, by=None)

    def test_the_history_says_who_published_and_why(self):
        editor = UserFactory()
        draft = draft_follow_up(CaseFactory())

        following.publish(draft, by=editor, reason="Two agencies agree")

        assert draft.history.first().history_change_reason == "Two agencies agree"
        assert FollowUp.objects.get(pk=draft.pk).published_by == editor

    def test_a_published_one_cannot_be_deleted(self):
        follow_up = published_follow_up(CaseFactory())

        with pytest.raises(FollowUpRefused, match="Correct or retract"):
            follow_up.delete()

    def test_a_draft_can_be_deleted(self):
        draft_follow_up(CaseFactory()).delete()

        assert not FollowUp.objects.exists()


class TestCorrecting:
    def test_the_corrected_one_stands_until_the_correction_is_published(self):
        case = CaseFactory()
        first = published_follow_up(case, situation=Situation.FREE)

        correction = following.correct(first, by=None, reason="On parole", situation=Situation.RESTRICTED)

        case.refresh_from_db()
        assert case.situation == Situation.FREE
        following.publish(correction, by=None)
        case.refresh_from_db()
        assert case.situation == Situation.RESTRICTED

    def test_the_correction_takes_over_facts_and_sources(self):
        first = published_follow_up(CaseFactory(), note="Left the colony", sources=[SourceFactory(), SourceFactory()])

        correction = following.correct(first, by=None, reason="Wrong day", occurred_on=date(2020, 1, 2))

        assert (correction.note, correction.source_count) == ("Left the colony", 2)

    def test_a_correction_needs_a_reason(self):
        with pytest.raises(FollowUpRefused, match="why"):
            following.correct(published_follow_up(CaseFactory()), by=None, reason="")

    def test_a_second_correction_of_the_same_one_is_refused(self):
        first = published_follow_up(CaseFactory())
        following.correct(first, by=None, reason="Wrong day")

        with pytest.raises(FollowUpRefused, match="correction already"):
            following.correct(first, by=None, reason="Wrong place")

    def test_the_database_refuses_a_circle_of_corrections(self):
        first = published_follow_up(CaseFactory())
        second = following.correct(first, by=None, reason="Wrong day")

        with pytest.raises(IntegrityError):
            FollowUp.objects.filter(pk=first.pk).update(supersedes=second)

    def test_what_was_corrected_does_not_come_back_when_the_correction_is_retracted(self):
        case = CaseFactory()
        first = published_follow_up(case, situation=Situation.FREE)
        correction = following.publish(following.correct(first, by=None, reason="Wrong person"), by=None)

        following.retract(correction, by=None, reason="Wrong as well")

        case.refresh_from_db()
        assert case.situation == Situation.UNKNOWN


class TestRetracting:
    def test_the_situation_falls_back_to_the_fact_before(self):
        case = CaseFactory()
        published_follow_up(case, occurred_on=date(2019, 1, 1), situation=Situation.SERVING_SENTENCE)
        release = published_follow_up(case, occurred_on=date(2020, 1, 1), situation=Situation.FREE)

        following.retract(release, by=None, reason="Another person of that name")

        case.refresh_from_db()
        assert case.situation == Situation.SERVING_SENTENCE

    def test_a_retraction_needs_a_reason(self):
        with pytest.raises(FollowUpRefused, match="why"):
            following.retract(published_follow_up(CaseFactory()), by=None, reason="")

    def test_a_draft_is_not_retracted(self):
        with pytest.raises(FollowUpRefused, match="simply deleted"):
            following.retract(draft_follow_up(CaseFactory()), by=None, reason="Mistake")


class TestSituation:
    def test_it_is_that_of_the_latest_day_whatever_the_order_of_recording(self):
        case = CaseFactory()
        published_follow_up(case, occurred_on=date(2021, 2, 4), situation=Situation.RESTRICTED)
        published_follow_up(case, occurred_on=date(2016, 11, 28), situation=Situation.SERVING_SENTENCE)

        assert case.situation == Situation.RESTRICTED

    def test_on_one_day_the_latest_published_decides(self):
        case = CaseFactory()
        published_follow_up(case, situation=Situation.FREE)
        published_follow_up(case, situation=Situation.HOUSE_ARREST)

        assert case.situation == Situation.HOUSE_ARREST

    def test_a_fact_that_states_none_leaves_it(self):
        case = CaseFactory()
        published_follow_up(case, occurred_on=date(2019, 1, 1), situation=Situation.SERVING_SENTENCE)
        published_follow_up(case, occurred_on=date(2020, 1, 1), kind=FollowUpKind.CHECKED, situation="")

        assert (case.situation, case.last_follow_up_on) == (Situation.SERVING_SENTENCE, date(2020, 1, 1))

    def test_with_no_follow_up_it_is_the_claim_of_the_latest_citation(self):
        case = CaseFactory()
        confirmed_citation(
            case=case, claim=Situation.PRE_TRIAL_DETENTION, edition__declaration__tabled_on=date(2018, 1, 1)
        )
        latest = confirmed_citation(
            case=case, claim=Situation.SERVING_SENTENCE, edition__declaration__tabled_on=date(2019, 1, 1)
        )

        case.refresh_from_db()
        assert (case.situation, case.situation_citation) == (Situation.SERVING_SENTENCE, latest)
        assert case.situation_follow_up is None

    @pytest.mark.parametrize("silent", ["", Situation.UNKNOWN])
    def test_a_declaration_that_does_not_say_how_a_person_stands_leaves_the_claims_to_others(self, silent):
        case = CaseFactory()
        confirmed_citation(case=case, claim=silent, edition__declaration__tabled_on=date(2017, 1, 1))
        confirmed_citation(
            case=case, claim=Situation.SERVING_SENTENCE, edition__declaration__tabled_on=date(2018, 1, 1)
        )
        confirmed_citation(case=case, claim=silent, edition__declaration__tabled_on=date(2019, 1, 1))

        case.refresh_from_db()
        assert (case.first_cited_on, case.first_claim) == (date(2017, 1, 1), Situation.SERVING_SENTENCE)
        assert case.situation == Situation.SERVING_SENTENCE

    def test_a_follow_up_weighs_more_than_any_claim(self):
        case = CaseFactory()
        follow_up = published_follow_up(case, occurred_on=date(2018, 1, 1), situation=Situation.FREE)
        confirmed_citation(case=case, claim=Situation.SERVING_SENTENCE)

        case.refresh_from_db()
        assert (case.situation, case.situation_follow_up) == (Situation.FREE, follow_up)

    def test_it_has_lasted_since_the_first_of_the_follow_ups_that_state_the_same(self):
        case = CaseFactory()
        published_follow_up(case, occurred_on=date(2018, 1, 1), situation=Situation.FREE)
        published_follow_up(case, occurred_on=date(2019, 1, 1), situation=Situation.HOUSE_ARREST)
        published_follow_up(
            case, occurred_on=date(2021, 1, 1), precision=Precision.MONTH, situation=Situation.IN_EXILE
        )
        published_follow_up(case, occurred_on=date(2025, 5, 16), situation=Situation.IN_EXILE)

        assert (case.situation_since, case.situation_precision) == (date(2021, 1, 1), Precision.MONTH)

    def test_what_is_restricted_never_shapes_it(self):
        case = CaseFactory()
        published_follow_up(case, situation=Situation.DISAPPEARED, visibility=Visibility.RESTRICTED)

        assert (case.situation, case.source_count, case.last_follow_up_on) == (Situation.UNKNOWN, 0, None)


class TestAsOf:
    def situation_on(self, case, day):
        return Case.objects.as_of(day).get(pk=case.pk).shown_situation

    def test_it_is_the_situation_that_was_known_on_that_day(self):
        case = CaseFactory()
        published_follow_up(case, occurred_on=date(2018, 10, 22), situation=Situation.SERVING_SENTENCE)
        published_follow_up(case, occurred_on=date(2019, 12, 30), situation=Situation.FREE)

        assert self.situation_on(case, date(2018, 10, 21)) == Situation.UNKNOWN
        assert self.situation_on(case, date(2018, 10, 22)) == Situation.SERVING_SENTENCE
        assert self.situation_on(case, date(2019, 12, 29)) == Situation.SERVING_SENTENCE
        assert self.situation_on(case, date(2019, 12, 31)) == Situation.FREE

    def test_a_fact_of_some_month_counts_only_when_the_month_is_over(self):
        case = CaseFactory()
        published_follow_up(case, occurred_on=date(2021, 10, 1), precision=Precision.MONTH, situation=Situation.FREE)

        assert self.situation_on(case, date(2021, 10, 30)) == Situation.UNKNOWN
        assert self.situation_on(case, date(2021, 10, 31)) == Situation.FREE

    def test_a_fact_of_this_month_counts_from_the_day_it_was_recorded(self):
        today = timezone.localdate()
        case = CaseFactory()
        published_follow_up(
            case, occurred_on=today.replace(day=1), precision=Precision.MONTH, situation=Situation.FREE
        )

        assert case.situation == Situation.FREE
        assert self.situation_on(case, today) == Situation.FREE

    def test_a_claim_counts_from_the_day_of_tabling(self):
        citation = confirmed_citation(edition__declaration__tabled_on=date(2019, 4, 11))

        assert self.situation_on(citation.case, date(2019, 4, 10)) == Situation.UNKNOWN
        assert self.situation_on(citation.case, date(2019, 4, 11)) == Situation.SERVING_SENTENCE


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (Situation.SERVING_SENTENCE, Situation.RESTRICTED, Outcome.IMPROVED),
        (Situation.FACING_CHARGES, Situation.SERVING_SENTENCE, Outcome.WORSE),
        (Situation.FREE, Situation.FREE, Outcome.UNCHANGED),
        (Situation.PRE_TRIAL_DETENTION, Situation.POLICE_CUSTODY, Outcome.UNCHANGED),
        (Situation.RESTRICTED, Situation.IN_EXILE, Outcome.UNCHANGED),
        (Situation.SERVING_SENTENCE, Situation.DIED, Outcome.DIED),
        ("", Situation.DIED_IN_CUSTODY, Outcome.DIED),
        (Situation.DIED_IN_CUSTODY, Situation.DIED, Outcome.UNCHANGED),
        ("", Situation.FREE, Outcome.UNKNOWN),
        (Situation.SERVING_SENTENCE, Situation.UNKNOWN, Outcome.UNKNOWN),
        (Situation.DIED, Situation.FREE, Outcome.UNKNOWN),
    ],
)
def test_the_outcome_is_the_change_of_severity(then, now, expected):
    assert outcome(then, now) == expected


@pytest.mark.parametrize("wanted", Outcome.values)
def test_filtering_by_outcome_agrees_with_the_outcome_of_each_row(wanted):
    for claim in ["", Situation.FREE, Situation.SERVING_SENTENCE, Situation.DIED]:
        citation = confirmed_citation(claim=claim)
        for now in [Situation.FREE, Situation.UNKNOWN, Situation.DISAPPEARED, Situation.DIED]:
            Case.objects.filter(pk=citation.case_id).update(situation=now)
            found = Case.objects.filter(outcome_is(wanted, "first_claim", "situation"), pk=citation.case_id)
            assert found.exists() == (outcome(claim, now) == wanted)


class TestDue:
    def is_due(self, case):
        return Case.objects.as_of().with_due().get(pk=case.pk).is_due

    def test_a_held_person_without_news_for_180_days_is_due(self):
        case = CaseFactory()
        long_ago = timezone.localdate() - timedelta(days=181)
        published_follow_up(case, occurred_on=long_ago, situation=Situation.SERVING_SENTENCE)

        assert self.is_due(case)

    def test_having_looked_and_found_nothing_new_makes_it_fresh_again(self):
        case = CaseFactory()
        long_ago = timezone.localdate() - timedelta(days=400)
        published_follow_up(case, occurred_on=long_ago, situation=Situation.SERVING_SENTENCE)
        published_follow_up(case, occurred_on=timezone.localdate(), kind=FollowUpKind.CHECKED, situation="")

        assert not self.is_due(case)

    def test_a_free_person_is_not_due_without_a_review_date(self):
        case = CaseFactory()
        published_follow_up(case, situation=Situation.FREE)

        assert not self.is_due(case)

    def test_a_case_whose_review_date_has_passed_is_due(self):
        assert self.is_due(CaseFactory(review_by=timezone.localdate() - timedelta(days=1)))
        assert not self.is_due(CaseFactory(review_by=timezone.localdate()))
