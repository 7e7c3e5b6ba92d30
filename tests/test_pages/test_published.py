"""What this site said on a past day, and how what it says came about."""

from datetime import UTC, date, datetime

import pytest

from declarations import following
from declarations.models import Citation, FollowUp
from declarations.models.vocabulary import Situation, Visibility
from tests.factories import CaseFactory, UserFactory, confirmed_citation, draft_follow_up

from .worlds import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Sets the time at which what follows is done; histories and publications bear it."""

    def set_to(day: date):
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_to


@pytest.fixture
def case(clock):
    """Sentenced in 2019 as published in 2020; "freed" as published in 2021 and corrected to parole in 2022."""
    clock(date(2020, 1, 1))
    case = CaseFactory(name="Ann Example", slug="ann-example")
    citation = confirmed_citation(case=case, claim=Situation.PRE_TRIAL_DETENTION, edition__declaration__number=500)
    Citation.history.filter(id=citation.pk).update(history_date=datetime(2020, 1, 1, tzinfo=UTC))
    publish(case, occurred_on=date(2019, 5, 1), kind="sentenced", situation=Situation.SERVING_SENTENCE)
    clock(date(2021, 2, 1))
    freed = publish(case, occurred_on=date(2021, 1, 1), kind="released", situation=Situation.FREE, note="She is free.")
    clock(date(2022, 3, 1))
    correction = following.correct(
        freed, by=UserFactory(username="ana"), reason="It was parole", situation=Situation.RESTRICTED
    )
    following.publish(correction, by=UserFactory(username="eve"))
    clock(date(2023, 1, 1))
    return case


def publish(case, **facts) -> FollowUp:
    return following.publish(draft_follow_up(case, **facts), by=None)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2020-06-01", "serving a sentence"),
        ("2021-06-01", "free since 1 Jan 2021"),
        ("2022-06-01", "restricted since"),
    ],
)
@pytest.mark.parametrize("address", ["/cases/ann-example/", "/declarations/500/"])
def test_page_tells_what_it_said_that_day(client, case, address, day, said):
    assert said in text_of(client.get(f"{address}?as_published_on={day}"))


def test_page_as_of_a_day_tells_what_is_known_today_of_that_day(client, case):
    assert "restricted since 1 Jan 2021" in text_of(client.get("/cases/ann-example/?as_of=2021-06-01"))


def test_what_was_said_before_anything_was_published_is_nothing(client, case):
    assert "Nothing had been published" in text_of(client.get("/cases/ann-example/?as_published_on=2019-01-01"))


def test_what_was_retracted_since_was_said_until_then(client, case, clock):
    clock(date(2023, 2, 2))
    following.retract(FollowUp.objects.get(kind="sentenced"), by=None, reason="Another person")
    clock(date(2023, 3, 3))

    assert "Sentenced" in text_of(client.get("/cases/ann-example/?as_published_on=2023-01-15"))
    assert "Sentenced" not in text_of(client.get("/cases/ann-example/?as_published_on=2023-02-15"))


def test_what_a_correction_put_right_does_not_come_back_when_that_is_retracted(client, case, clock):
    clock(date(2023, 2, 2))
    following.retract(FollowUp.objects.get(situation=Situation.RESTRICTED), by=None, reason="Wrong as well")
    clock(date(2023, 3, 3))

    text = text_of(client.get("/cases/ann-example/?as_published_on=2023-02-15"))
    assert "serving a sentence since" in text
    assert "She is free." not in text


def test_what_was_restricted_since_is_not_told_either(client, case):
    FollowUp.objects.filter(note="She is free.").update(visibility=Visibility.RESTRICTED)

    assert "She is free." not in text_of(client.get("/cases/ann-example/?as_published_on=2021-06-01"))


def test_history_tells_what_was_corrected_and_why_without_names(client, case):
    text = text_of(client.get("/cases/ann-example/history/"))

    assert "Corrected : released, 1 Jan 2021" in text
    assert "Why: It was parole" in text
    assert "Situation free restricted" in text
    assert not {"ana", "eve"} & set(text.split())


def test_history_tells_nothing_of_drafts_and_restricted_facts(client, case):
    draft_follow_up(case, kind="rearrested")
    publish(case, kind="disappeared", situation="", visibility=Visibility.RESTRICTED)

    text = text_of(client.get("/cases/ann-example/history/"))
    assert "rearrested" not in text
    assert "isappeared" not in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("as_published_on=yesterday", "a day is written as"),
        ("as_published_on=2999-01-01", "has not come yet"),
        ("as_published_on=2021-01-01&as_of=2021-01-01", "give either"),
    ],
)
def test_a_wrong_day_is_refused_with_a_sentence(client, case, query, sentence):
    page = client.get(f"/cases/ann-example/?{query}")

    assert page.status_code == 400
    assert sentence in page.content.decode()
