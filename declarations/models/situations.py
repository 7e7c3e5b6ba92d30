"""The rule of then and now, and the columns that hold what follows from citations and follow-ups."""

from functools import cache

from django.db import models
from django.db.models import Q

from .vocabulary import DEATHS, SEVERITY, Outcome, Precision, Response, Situation


def outcome(then: str, now: str) -> Outcome:
    """The outcome class of the change from one situation code to another; an empty code is unknown.

    It improved when the severity fell and worsened when it rose. A death is one whatever the declaration said, unless
    that already spoke of it; else the outcome is unknown when either side is.
    """
    if now in DEATHS:
        return Outcome.UNCHANGED if then in DEATHS else Outcome.DIED
    before, after = SEVERITY.get(then), SEVERITY.get(now)
    if before is None or after is None:
        return Outcome.UNKNOWN
    if after == before:
        return Outcome.UNCHANGED
    return Outcome.IMPROVED if after < before else Outcome.WORSE


@cache
def _pairs(wanted: str) -> list[tuple[str, list[str]]]:
    """For each situation then, the situations now that make the outcome `wanted`."""
    codes = ["", *Situation.values]
    return [(then, [now for now in codes if outcome(then, now) == wanted]) for then in codes]


def outcome_is(wanted: str, then: str, now: str) -> Q:
    """The rows where the change from column `then` to column `now` has the outcome class `wanted`."""
    condition = Q(pk__in=[])
    for before, afters in _pairs(wanted):
        if afters:
            condition |= Q(**{then: before, f"{now}__in": afters})
    return condition


class Followed(models.Model):
    """What follows from the confirmed citations and the published follow-ups of a case.

    `declarations.following` alone writes these columns, and only public rows shape them, since public pages show
    them. `situation_follow_up` or `situation_citation` says where the situation comes from.
    """

    situation = models.CharField(
        max_length=30, choices=Situation, default=Situation.UNKNOWN, editable=False, db_index=True
    )
    situation_since = models.DateField(null=True, editable=False)
    situation_precision = models.CharField(max_length=5, choices=Precision, blank=True, editable=False)
    situation_follow_up = models.ForeignKey("FollowUp", models.SET_NULL, null=True, editable=False, related_name="+")
    situation_citation = models.ForeignKey("Citation", models.SET_NULL, null=True, editable=False, related_name="+")
    response = models.CharField(max_length=20, choices=Response, default=Response.UNKNOWN, editable=False)
    first_claim = models.CharField(max_length=30, choices=Situation, blank=True, editable=False)
    first_cited_on = models.DateField(null=True, editable=False, db_index=True)
    citation_count = models.PositiveIntegerField(default=0, editable=False)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.UNKNOWN, editable=False)
    last_follow_up = models.ForeignKey("FollowUp", models.SET_NULL, null=True, editable=False, related_name="+")
    last_follow_up_on = models.DateField(null=True, editable=False, db_index=True)
    source_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


#: The names of the columns of `Followed`, as the rows hold them.
FOLLOWED_COLUMNS = tuple(field.attname for field in Followed._meta.local_fields)
