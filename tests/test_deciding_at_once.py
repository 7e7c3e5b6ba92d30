"""Two curators who decide at the same moment, on a database that lets two write at once."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from declarations import deciding, matching
from declarations.models import Case, Change, Decision

from .factories import CitationFactory, UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


def at_once(*decisions) -> list:
    """Takes the decisions in threads that start together; gives what each returned or was refused with."""
    barrier, outcomes = Barrier(len(decisions)), []

    def run(decide):
        barrier.wait()
        try:
            outcomes.append(decide())
        except ValidationError as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[decide]) for decide in decisions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_mention_is_decided_by_one_of_them_and_the_other_is_told():
    case = matching.record_case(name="Max Bokayev", by=None)
    citation = CitationFactory(printed="Max Bokayev")
    curators = [UserFactory() for _ in range(4)]

    outcomes = at_once(
        *(lambda by=by: deciding.confirm_mentions([citation], case, by=by) for by in curators[:2]),
        *(lambda by=by: deciding.reject_mentions([citation], by=by) for by in curators[2:]),
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, matching.DecisionRefused)]
    assert len(refused) == 3
    assert Change.objects.filter(model="citation", object_id=citation.pk).count() == 1


def test_two_cases_are_merged_one_way_only():
    one, other = (matching.record_case(name=name, by=None) for name in ("Max Bokayev", "Maks Bokaev"))
    ana, ben = UserFactory(), UserFactory()

    outcomes = at_once(lambda: deciding.merge(one, other, by=ana), lambda: deciding.merge(other, one, by=ben))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decision", "MergeRefused"]
    assert (Case.objects.count(), Decision.objects.count()) == (1, 1)
