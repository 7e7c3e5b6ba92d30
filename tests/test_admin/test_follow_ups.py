from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from declarations import following
from declarations.models import FollowUp
from declarations.models.vocabulary import FollowUpState, Situation

from ..factories import (
    CaseFactory,
    SourceFactory,
    UserFactory,
    confirmed_citation,
    draft_follow_up,
    published_follow_up,
)
from .room import added, buttons_of, words_of

pytestmark = pytest.mark.django_db


def again(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def case():
    return confirmed_citation(case=CaseFactory(name="Max Bokayev")).case


@pytest.fixture
def public_page(client, case):
    """Reads the case's public page, as anybody sees it."""
    return lambda: words_of(client.get(reverse("case", args=[case.slug])))


def test_from_draft_to_correction_the_case_follows_what_is_published(room, case, public_page):
    source = SourceFactory(title="He walks free", publisher="The Daily")
    assert "serving a sentence" in public_page()

    # A draft changes nothing, and is not published without a source.
    facts = {"case": case.pk, "occurred": "2021-02", "kind": "released", "situation": "free", "note": "Released."}
    room.save(room.new(FollowUp), **facts)
    draft = FollowUp.objects.get()
    page = room.save(room.open(draft), decision="publish")
    assert "This follow-up has no source" in words_of(page)
    assert again(draft).state == FollowUpState.DRAFT
    assert again(case).situation == Situation.SERVING_SENTENCE

    # With the source that reports it, it is.
    page = room.open(draft)
    with_source = added(page, "source_links", source=source.pk, place="second paragraph")
    room.save(page, decision="publish", why="Two reports agree", **with_source)
    assert again(draft).state == FollowUpState.PUBLISHED
    assert again(draft).published_by == room.user
    assert (again(case).situation, again(case).situation_since) == (Situation.FREE, date(2021, 2, 1))
    assert "He walks free" in public_page()

    # He was not freed but released on conditions: a new follow-up says so, and takes the old one's place.
    page = room.save(room.open(draft), decision="correct", why="Only on parole")
    correction = FollowUp.objects.get(supersedes=draft)
    assert page.request["PATH_INFO"].endswith(f"/followup/{correction.pk}/change/")
    assert again(case).situation == Situation.FREE
    changes = {"kind": "released-on-conditions", "situation": "restricted", "release_ground": "parole"}
    room.save(page, decision="publish", **changes)
    assert again(correction).source_count == 1
    assert again(draft).note == "Released."
    assert again(case).situation == Situation.RESTRICTED
    assert "released on conditions" in public_page()


class TestDrafting:
    def test_a_draft_says_who_recorded_it(self, room, case):
        room.save(room.new(FollowUp), case=case.pk, occurred="2021-10-05", kind="arrested", why="Read the news")

        draft = FollowUp.objects.get()
        assert (draft.occurred_on, draft.precision) == (date(2021, 10, 5), "day")
        assert draft.recorded_by == room.user
        assert draft.history.get().history_change_reason == "Read the news"

    def test_the_situation_is_suggested_in_words_and_never_filled_in(self, room, case):
        page = room.new(FollowUp, case=case.pk)
        room.save(page, occurred="2021", kind="arrested")

        assert "arrested: police custody" in words_of(page)
        assert FollowUp.objects.get().situation == ""

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"occurred": "last May"}, "is no date"),
            ({"occurred": "2999-01-01"}, "A follow-up cannot lie in the future."),
            ({"case": ""}, "A follow-up is about one thing"),
        ],
    )
    def test_what_cannot_be_is_said_in_a_sentence_on_the_form(self, room, case, wrong, sentence):
        right = {"case": case.pk, "occurred": "2021", "kind": "arrested", "note": "As typed"}

        page = room.save(room.new(FollowUp), **{**right, **wrong})

        assert sentence in words_of(page)
        assert "As typed" in page.content.decode()
        assert not FollowUp.objects.exists()

    def test_a_draft_is_changed(self, room, case):
        draft = draft_follow_up(case)
        page = room.open(draft)

        room.save(page, occurred="2020-06", allegations=["reprisal"])

        assert (again(draft).occurred_on, again(draft).precision) == (date(2020, 6, 1), "month")
        assert again(draft).allegations == ["reprisal"]
        assert again(draft).source_count == 1

    def test_a_draft_can_be_deleted(self, room, case):
        draft = draft_follow_up(case)

        room.client.post(reverse("admin:declarations_followup_delete", args=[draft.pk]), {"post": "yes"})

        assert not FollowUp.objects.exists()


class TestPublishing:
    def test_from_the_list(self, room, case):
        ready, bare = draft_follow_up(case), draft_follow_up(case, sources=[], kind="died", situation="died")

        page = room.act("publish", ready, bare)

        assert again(ready).state == FollowUpState.PUBLISHED
        assert again(bare).state == FollowUpState.DRAFT
        assert "This follow-up has no source" in words_of(page)
        assert "1 published." in words_of(page)
        assert again(case).situation == Situation.FREE

    def test_a_follow_up_without_a_source_is_not_published_from_the_form_for_a_new_one(self, room, case):
        facts = {"case": case.pk, "occurred": "2021", "kind": "released", "situation": "free"}

        page = room.save(room.new(FollowUp), decision="publish", **facts)

        assert "This follow-up has no source" in words_of(page)
        assert not FollowUp.objects.exists()

    def test_a_follow_up_without_a_source_is_not_published_by_the_database_either(self, case):
        bare = draft_follow_up(case, sources=[])

        with pytest.raises(IntegrityError), transaction.atomic():
            FollowUp.objects.filter(pk=bare.pk).update(state=FollowUpState.PUBLISHED, published_at=timezone.now())

        assert again(bare).state == FollowUpState.DRAFT

    def test_without_the_permission_it_is_neither_offered_nor_done(self, room_without_publishing, case):
        room, draft = room_without_publishing, draft_follow_up(case)

        page = room.open(draft)
        by_form = room.save(page, decision="publish")
        by_action = room.act("publish", draft)

        assert buttons_of(page) == []
        assert by_form.status_code == 403
        assert '<option value="publish">' not in by_action.content.decode()
        assert again(draft).state == FollowUpState.DRAFT

    def test_what_somebody_else_has_published_meanwhile_is_not_published_twice(self, room, case):
        draft = draft_follow_up(case)
        page = room.open(draft)
        room.act("publish", draft)

        answer = room.save(page, decision="publish", note="Late")

        assert "published meanwhile" in words_of(answer)
        assert again(draft).note == ""

    def test_facts_saved_into_what_somebody_else_has_published_meanwhile_are_refused_and_not_lost_unsaid(
        self, room, case
    ):
        draft = draft_follow_up(case)
        page = room.open(draft)
        room.act("publish", draft)

        answer = room.save(page, note="Late")

        assert "published meanwhile" in words_of(answer)


class TestLookedNothingNew:
    def test_it_is_one_click_where_somebody_looked_before(self, room, case, public_page):
        published_follow_up(case, sources=[SourceFactory(publisher="The Daily")], occurred_on=date(2019, 5, 1),
                            situation=Situation.SERVING_SENTENCE)  # fmt: skip

        room.save(room.open(case), decision="checked")

        check = case.follow_ups.get(kind="checked")
        assert (check.state, check.occurred_on) == (FollowUpState.PUBLISHED, timezone.localdate())
        assert "Looked in: The Daily" in public_page()
        assert again(case).situation == Situation.SERVING_SENTENCE

    def test_where_somebody_looked_is_offered_again(self, room, case):
        room.save(room.open(case), decision="checked", looked_in="Court register, The Daily")

        assert 'value="Court register, The Daily"' in room.open(case).content.decode()

    def test_it_asks_where_somebody_looked(self, room, case):
        page = room.save(room.open(case), decision="checked", looked_in=" ")

        assert "Say where you looked" in words_of(page)
        assert not FollowUp.objects.exists()

    def test_it_is_recorded_once_a_day(self, room, case):
        for _ in range(2):
            page = room.save(room.open(case), decision="checked", looked_in="The Daily")

        assert "recorded already" in words_of(page)
        assert FollowUp.objects.count() == 1


class TestDisagreement:
    def test_both_reports_stand_and_the_one_chosen_decides(self, room, case, public_page):
        kept = published_follow_up(
            case, occurred_on=date(2020, 3, 3), situation=Situation.RESTRICTED, note="On parole."
        )
        other = published_follow_up(case, occurred_on=date(2020, 3, 4), situation=Situation.FREE, note="Free at last.")

        room.save(room.open(other), decision="prefer", instead=kept.pk, why="The court's own notice")

        assert again(case).situation == Situation.RESTRICTED
        assert "Free at last." in public_page()
        assert "Another report is gone by, the entry of 3 Mar 2020 : The court's own notice" in public_page()

    def test_the_choice_can_be_taken_back(self, room, case):
        kept, other = (published_follow_up(case, occurred_on=date(2020, 3, day), situation=situation)
                       for day, situation in ((3, Situation.RESTRICTED), (4, Situation.FREE)))  # fmt: skip
        room.save(room.open(other), decision="prefer", instead=kept.pk, why="The court's own notice")

        room.save(room.open(other), decision="prefer-none", why="It was a forgery")

        assert again(case).situation == Situation.FREE

    def test_it_needs_the_other_one_and_a_reason(self, room, case):
        kept, other = published_follow_up(case), published_follow_up(case)

        assert "Choose the follow-up" in words_of(room.save(room.open(other), decision="prefer", why="Because"))
        assert "Say why" in words_of(room.save(room.open(other), decision="prefer", instead=kept.pk))
        assert again(other).set_aside_for is None

    def test_a_correction_of_the_chosen_one_is_gone_by_from_then_on(self, room, case):
        kept = published_follow_up(case, occurred_on=date(2020, 3, 3), situation=Situation.RESTRICTED)
        other = published_follow_up(case, occurred_on=date(2020, 3, 4), situation=Situation.FREE)
        following.prefer(kept, over=other, by=None, reason="The court's own notice")

        correction = following.correct(kept, by=None, reason="It was house arrest", situation=Situation.HOUSE_ARREST)
        following.publish(correction, by=None)

        assert again(case).situation == Situation.HOUSE_ARREST


class TestWhatIsPublished:
    def test_its_facts_are_only_shown(self, room, case):
        published = published_follow_up(case)
        page = room.open(published)

        room.save(page, occurred="2001", occurred_on="2001-01-01", situation="died", note="Forged", case="")

        assert again(published).situation == Situation.FREE
        assert again(published).note == ""
        assert again(published).occurred_on == date(2020, 1, 1)

    def test_it_gets_one_more_source(self, room, case):
        published = published_follow_up(case)
        page = room.open(published)

        room.save(page, **added(page, "source_links", 1, source=SourceFactory().pk))

        assert again(published).source_count == 2
        assert again(case).source_count == 2

    def test_it_never_loses_its_last_source(self, room, case):
        published = published_follow_up(case)

        page = room.save(room.open(published), **{"source_links-0-DELETE": "on"})

        assert "cannot be published without a source" in words_of(page)
        assert again(published).source_count == 1

    def test_it_is_corrected_only_with_a_reason_and_once(self, room, case):
        published = published_follow_up(case)

        assert "Say why" in words_of(room.save(room.open(published), decision="correct"))
        room.save(room.open(published), decision="correct", why="The day was wrong")
        page = room.save(room.open(published), decision="correct", why="Once more")

        assert "has a correction already" in words_of(page)
        assert FollowUp.objects.filter(supersedes=published).count() == 1

    def test_it_is_retracted_with_a_reason(self, room, case):
        published = published_follow_up(case)

        assert "Say why" in words_of(room.save(room.open(published), decision="retract"))
        room.save(room.open(published), decision="retract", why="Another man of that name")

        assert again(published).state == FollowUpState.RETRACTED
        assert again(published).retraction_reason == "Another man of that name"
        assert again(case).situation == Situation.SERVING_SENTENCE
        assert buttons_of(room.open(published)) == []

    def test_without_the_permission_it_is_corrected_by_a_draft_and_not_retracted(self, room_without_publishing, case):
        room, published = room_without_publishing, published_follow_up(case)

        page = room.open(published)
        refused = room.save(page, decision="retract", why="No")

        assert buttons_of(page) == ["correct"]
        assert refused.status_code == 403
        assert again(published).state == FollowUpState.PUBLISHED

    def test_it_is_not_deleted(self, room, case):
        published, draft = published_follow_up(case), draft_follow_up(case)
        alone = room.client.post(reverse("admin:declarations_followup_delete", args=[published.pk]), {"post": "yes"})
        chosen = {"action": "delete_selected", "_selected_action": [published.pk, draft.pk], "post": "yes"}
        in_the_list = room.client.post(reverse("admin:declarations_followup_changelist"), chosen)

        assert (alone.status_code, in_the_list.status_code) == (403, 403)
        assert FollowUp.objects.count() == 2


def test_the_history_shows_who_and_why_and_what(room, case):
    draft = draft_follow_up(case, by=UserFactory(username="cleo"))
    room.save(room.open(draft), note="Seen at home", why="A neighbour wrote")
    page = room.open(draft)
    room.save(
        page, decision="publish", why="Checked twice", **added(page, "source_links", 1, source=SourceFactory().pk)
    )

    words = words_of(room.history(draft))

    assert all(said in words for said in ("cleo", "ana", "A neighbour wrote", "Checked twice", "Seen at home"))
    assert "draft → published" in words
    assert "News: Article" in words


def test_an_old_version_is_read_and_not_brought_back(room, case):
    draft = draft_follow_up(case, note="The first words")
    room.save(room.open(draft), note="The second words")
    version = reverse("admin:declarations_followup_simple_history", args=[draft.pk, draft.history.last().pk])

    page, post = room.client.get(version), room.client.post(version, {"note": "Forged"})

    assert "The first words" in words_of(page)
    assert post.status_code == 405
    assert again(draft).note == "The second words"
