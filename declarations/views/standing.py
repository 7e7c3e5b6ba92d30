"""How many cases stand how: by situation, and then and now of those that were cited."""

from collections import Counter

from django.db.models import Count

from ..models.vocabulary import Situation
from .figures import then_and_now_figure
from .then_and_now import outcome_counts, side_by_side


def standing_of(cases, query: dict) -> dict:
    """What a page says of `cases`, which `CaseQuerySet.as_of` gave: totals, situations, outcomes, then and now.

    `query` finds them in /cases/.
    """
    situations, then, now, outcomes, pairs = Counter(), Counter(), Counter(), Counter(), Counter()
    columns = "shown_citation_count", "shown_first_claim", "shown_situation", "shown_outcome"
    counted = cases.order_by().values_list(*columns).annotate(number=Count("pk"))
    for cited, claim, situation, outcome, number in counted:
        situations[situation] += number
        if cited:
            then[claim or Situation.UNKNOWN] += number
            now[situation] += number
            pairs[claim or Situation.UNKNOWN, situation] += number
            outcomes[outcome] += number
    return {
        "case_total": situations.total(),
        "cited_total": now.total(),
        "situations": [(situation, situations[situation]) for situation in Situation if situations[situation]],
        "outcomes": outcome_counts(outcomes.elements()),
        "shapes": side_by_side(then, now),
        "then_and_now": then_and_now_figure(pairs, query),
    }
