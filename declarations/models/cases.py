"""The people cited, the spellings of their names, and the passages that cite them."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from django.utils import timezone

from .documents import Declaration, Edition
from .history import kept_history
from .identifiers import Identified, identified_as
from .indexes import LatestFirst
from .places import Country
from .situations import FOLLOWED_COLUMNS, Followed, outcome, outcome_is
from .spellings import spelled_like, written_like
from .vocabulary import (
    DEATHS,
    DEPRIVED_OF_LIBERTY,
    NO_CLAIM,
    SEVERITY,
    CaseKind,
    Category,
    CitationState,
    Outcome,
    Role,
    Situation,
    Visibility,
)

#: A person deprived of liberty is due to be looked after when nothing was published for so long.
FRESH_FOR = timedelta(days=180)


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CaseQuerySet":
        """What `user` may see: all of it with the permission to view what is restricted, else what is public."""
        return self if user.has_perm("declarations.view_restricted") else self.filter(visibility=Visibility.PUBLIC)

    def as_of(self, day: date | None = None) -> "CaseQuerySet":
        """Adds `shown_<column>` for each of `FOLLOWED_COLUMNS`: as they stand, or as they stood on `day`."""
        if day is None:
            return self.annotate(**{f"shown_{column}": F(column) for column in FOLLOWED_COLUMNS})
        return self.annotate(period=period_of("situation_periods", day)).annotate(
            **{f"shown_{column}": F(f"period__{column}") for column in FOLLOWED_COLUMNS}
        )

    def with_due(self, day: date | None = None) -> "CaseQuerySet":
        """Adds `is_due` to what `as_of` gave: somebody should look, as of `day` (today unless given).

        A case is due when its review date has passed, or when a person deprived of liberty has had no published
        follow-up for 180 days. Having looked and found nothing new is a follow-up too.
        """
        day = day or timezone.localdate()
        fresh_from = day - min(FRESH_FOR, day - date.min)
        quiet = Q(shown_last_follow_up_on__isnull=True) | Q(shown_last_follow_up_on__lt=fresh_from)
        held = Q(shown_situation__in=DEPRIVED_OF_LIBERTY)
        return self.annotate(
            is_due=models.Case(
                models.When(Q(review_by__lt=day) | held & quiet, then=Value(True)), default=Value(False)
            )
        )

    def named_like(self, words: str) -> "CaseQuerySet":
        """Those whose name, or one of whose spellings, holds each of the words, and the one with that identifier.

        Accents and alphabet do not matter.
        """
        spelled = CaseSpelling.objects.filter(spelled_like(words), case=OuterRef("pk"))
        return self.filter(written_like(words, "name") | Exists(spelled) | identified_as(words))

    def of_categories(self, categories) -> "CaseQuerySet":
        return self.filter(pk__in=CaseCategory.objects.filter(category__in=categories).values("case"))

    def cited_in(self, citations: "CitationQuerySet") -> "CaseQuerySet":
        """Those that one of `citations` is about."""
        # Looked up from the citations: of those there are few where few cases are wanted.
        return self.filter(pk__in=citations.filter(case__isnull=False).order_by().values("case"))

    def with_claim_of(self, citations: "CitationQuerySet") -> "CaseQuerySet":
        """Adds `claim_then`: the first claim that `citations` make about the case, or nothing."""
        claims = citations.filter(case=OuterRef("pk")).claiming_first().values("claim")
        return self.annotate(claim_then=Coalesce(Subquery(claims[:1]), Value("")))

    def claimed(self, situations, column: str) -> "CaseQuerySet":
        """Those of whom a declaration claimed one of `situations`, as `column` has it; no claim is an unknown one."""
        empty = [""] if Situation.UNKNOWN in situations else []
        return self.filter(**{f"{column}__in": [*situations, *empty]})

    def changed(self, outcomes, since: str = "") -> "CaseQuerySet":
        """Those of the `outcomes` since they were first cited, or since the claim in the column `since`."""
        if not since:
            return self.filter(shown_outcome__in=outcomes)
        of_one = Q(pk__in=[])
        for wanted in outcomes:
            of_one |= outcome_is(wanted, since, "shown_situation")
        return self.filter(of_one)

    def with_severity(self) -> "CaseQuerySet":
        """Adds `severity` to what `as_of` gave, to sort by: the scale of situations, then deaths, then the unknown."""
        whens = [models.When(shown_situation=situation, then=Value(scale)) for situation, scale in SEVERITY.items()]
        whens.append(models.When(shown_situation__in=DEATHS, then=Value(7)))
        return self.annotate(severity=models.Case(*whens, default=Value(8)))

    def with_outcome_rank(self, since: str) -> "CaseQuerySet":
        """Adds `outcome_rank`, to sort by: the change since the claim in the column `since`, best first."""
        whens = [
            models.When(outcome_is(kind, since, "shown_situation"), then=Value(rank))
            for rank, kind in enumerate(Outcome)
        ]
        return self.annotate(outcome_rank=models.Case(*whens, default=Value(len(whens))))


def period_of(periods: str, day: date) -> FilteredRelation:
    """The one situation period among the relation `periods` that `day` falls into."""
    begun = Q(**{f"{periods}__begins__lte": day})
    going_on = Q(**{f"{periods}__ends__isnull": True}) | Q(**{f"{periods}__ends__gt": day})
    return FilteredRelation(periods, condition=begun & going_on)


class Case(Identified, Followed):
    """A person (or a group of persons, an organisation, an incident) cited as a victim: the thing that is followed.

    The columns of `Followed` say how it stands now, so that lists can filter and sort by them.
    """

    kind = models.CharField(max_length=20, choices=CaseKind, default=CaseKind.PERSON)
    name = models.CharField(max_length=200)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        help_text="The state held to account",
    )
    slug = models.SlugField(max_length=120, unique=True)
    summary = models.TextField(blank=True, help_text="Who this is, in a sentence or two of our own words")
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="assigned_cases"
    )
    review_by = models.DateField(null=True, blank=True, help_text="The day by which somebody should look again")

    history = kept_history(excluded_fields=[field.name for field in Followed._meta.local_fields])
    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            # /cases/ as it opens: the page is read off this index, however late it is, and nothing is sorted.
            LatestFirst(
                fields=["visibility", "last_follow_up_on", "name", "id"],
                day="last_follow_up_on",
                name="cases_latest_first",
            ),
            # The numbers beside the choices of /cases/, on the home page and on the pages of states: all columns that
            # are counted or filtered by stand in the index, so that the rows are not looked at. The state comes
            # first, for that is what most people ask for.
            models.Index(
                fields=[
                    *("visibility", "country", "situation", "outcome", "response", "kind"),
                    *("last_follow_up_on", "review_by", "citation_count", "first_claim"),
                ],
                name="cases_counted",
            ),
        ]
        permissions = [("view_restricted", "Can view what is restricted to the team")]
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="case_has_a_name"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("case", args=[self.slug])


class SituationPeriodQuerySet(models.QuerySet):
    def standing_at_year_ends(self, until: date) -> dict[int, Counter]:
        """How many cited cases had each situation at the end of each year, and in the year of `until` on that day.

        The years run from the first in which a case is cited. A period counts from the day it begins until that on
        which it ends, so what had begun by a day, less what had ended by then, is what lasted on it.
        """
        cited, changes = self.filter(citation_count__gt=0), defaultdict(Counter)
        for column, sign in (("begins", 1), ("ends", -1)):
            counted = cited.filter(**{f"{column}__lte": until}).order_by().annotate(year=ExtractYear(column))
            for year, situation, number in counted.values_list("year", "situation").annotate(number=Count("pk")):
                changes[year][situation] += sign * number
        standing, years = Counter(), {}
        for year in range(min(changes, default=until.year + 1), until.year + 1):
            standing.update(changes[year])
            years[year] = +standing
        return years


class SituationPeriod(Followed):
    """How a case stood from the day it `begins` until the day before it `ends`.

    The periods of a case follow one another without a gap from the first day of the calendar on, and the last has
    no end. A page as of a date reads the period of that date.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="situation_periods")
    begins = models.DateField()
    ends = models.DateField(null=True)

    objects = SituationPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["case", "begins"]
        constraints = [
            models.UniqueConstraint(fields=["case", "begins"], name="one_situation_period_a_day"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(begins__lt=F("ends")), name="period_runs_forward"
            ),
        ]

    def __str__(self):
        return f"{self.case}: {self.situation} from {self.begins}"


class CaseCategory(models.Model):
    """One of the groups that a person belongs to."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="categories")
    category = models.CharField(max_length=30, choices=Category)

    class Meta:
        ordering = ["case", "category"]
        verbose_name_plural = "case categories"
        constraints = [models.UniqueConstraint(fields=["case", "category"], name="one_row_a_case_category")]

    def __str__(self):
        return self.get_category_display()


class CaseSpelling(models.Model):
    """One way a case's name is written, and where it was seen. Known spellings are linked on sight."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="spellings")
    spelling = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True, editable=False)
    note = models.CharField("where it was seen", max_length=300, blank=True)

    history = kept_history()

    class Meta:
        ordering = ["case", "spelling"]
        constraints = [models.UniqueConstraint(fields=["case", "spelling"], name="one_row_a_case_spelling")]

    def __str__(self):
        return self.spelling


class CitationQuerySet(models.QuerySet):
    def suggested(self) -> "CitationQuerySet":
        return self.filter(state=CitationState.SUGGESTED)

    def confirmed(self) -> "CitationQuerySet":
        return self.filter(state=CitationState.CONFIRMED)

    def visible_to(self, user) -> "CitationQuerySet":
        if user.has_perm("declarations.view_restricted"):
            return self
        return self.exclude(case__visibility=Visibility.RESTRICTED)

    def latest_first(self) -> "CitationQuerySet":
        return self.order_by("-declaration__tabled_on", "-declaration__number", "start", "pk")

    def earliest_first(self) -> "CitationQuerySet":
        return self.order_by("declaration__tabled_on", "declaration__number", "start", "pk")

    def claiming_first(self) -> "CitationQuerySet":
        """Those that make a claim first, and of these that of the earliest declaration."""
        makes_none = models.Case(models.When(claim__in=NO_CLAIM, then=Value(1)), default=Value(0))
        return self.order_by(makes_none, "declaration__tabled_on", "declaration__number", "start", "pk")

    def tabled_from(self, day: date) -> "CitationQuerySet":
        return self.filter(declaration__tabled_on__gte=day)

    def tabled_until(self, day: date) -> "CitationQuerySet":
        return self.filter(declaration__tabled_on__lte=day)

    def signed(self, **by) -> "CitationQuerySet":
        """Those in a declaration that bears a signature with these columns (`signatory`, `group__in`)."""
        from .signatories import Signature

        return self.filter(Exists(Signature.objects.filter(declaration=OuterRef("declaration"), **by)))

    def then_and_now(self, day: date | None = None) -> "CitationQuerySet":
        """The confirmed ones, each with its case and how that stands now: `now`, `now_since`, `now_precision`.

        `day` gives how it stood then. See also `Citation.change`.
        """
        confirmed = self.confirmed().select_related("case", "declaration")
        now = "case"
        if day is not None:
            confirmed = confirmed.annotate(period=period_of("case__situation_periods", day))
            now = "period"
        return confirmed.annotate(
            now=F(f"{now}__situation"),
            now_since=F(f"{now}__situation_since"),
            now_precision=F(f"{now}__situation_precision"),
            now_sources=F(f"{now}__source_count"),
        )


class Citation(models.Model):
    """A person's name in a declaration's text, tied to a case or waiting to be.

    Suggested, it is a mention: what the reader found, and what it guessed of role and claim. A curator, or a
    spelling that is exactly known, makes it a confirmed citation. A rejected one stays, so that it is never
    suggested again. The claim is what the declaration says of the person's situation.
    """

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="citations")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="citations")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    printed = models.CharField(max_length=300)
    key = models.CharField(max_length=300, db_index=True, editable=False)
    passage = models.TextField(help_text="The sentence it stands in")
    role = models.CharField(max_length=10, choices=Role, default=Role.VICTIM)
    claim = models.CharField(max_length=30, choices=Situation, blank=True)
    allegations = models.JSONField(default=list, blank=True)
    reasons = models.JSONField(default=list, blank=True, help_text="What in the text led to the guesses")
    state = models.CharField(max_length=10, choices=CitationState, default=CitationState.SUGGESTED, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = kept_history()
    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["declaration", "start"]
        indexes = [models.Index(fields=["case", "state"], name="citations_of_a_case")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "start", "end"], name="one_citation_a_span"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="citation_span_runs_forward"),
            models.CheckConstraint(
                condition=~Q(state=CitationState.CONFIRMED) | Q(case__isnull=False, role=Role.VICTIM),
                name="confirmed_citation_has_a_case",
            ),
            models.CheckConstraint(
                condition=Q(state=CitationState.SUGGESTED) | Q(decided_at__isnull=False),
                name="decided_citation_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.printed} in {self.declaration}"

    @property
    def change(self) -> Outcome:
        """What became of the person since, on a row that `then_and_now` gave."""
        return outcome(self.claim, self.now)
