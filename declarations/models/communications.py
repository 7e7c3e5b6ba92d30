"""Acts of other bodies about a case: opinions, appeals, views, resolutions, judgments."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from ..partial_dates import last_day, months_after
from .cases import Case
from .documents import Declaration
from .history import kept_history
from .places import Country
from .spellings import written_like
from .vocabulary import (
    CommunicationBody,
    CommunicationKind,
    Precision,
    RequestKind,
    RequestProgress,
    Response,
    Visibility,
)

#: Months, or days, that a state has for an answer where the text of the communication says nothing else.
MONTHS_TO_ANSWER = {(CommunicationBody.WGAD, CommunicationKind.OPINION): 6}
DAYS_TO_ANSWER = {
    (CommunicationBody.SPECIAL_PROCEDURES, CommunicationKind.URGENT_APPEAL): 60,
    (CommunicationBody.SPECIAL_PROCEDURES, CommunicationKind.ALLEGATION_LETTER): 60,
}


def usual_due_day(body: str, kind: str, issued_on: date | None, precision: str) -> date | None:
    """The last day to answer by the body's usual time, or None where it has none or the day of issue is not known.

    Six months for an opinion of the Working Group on Arbitrary Detention, sixty days for a letter of the special
    procedures: what these bodies ask for in the opinions and letters themselves. Where only the month or the year of
    issue is known, the time runs from its last day, so that no state is said to be late before it must be.
    """
    if issued_on is None:
        return None
    begins = last_day(issued_on, precision)
    if months := MONTHS_TO_ANSWER.get((body, kind)):
        return months_after(begins, months)
    days = DAYS_TO_ANSWER.get((body, kind))
    return begins + timedelta(days) if days else None


class CommunicationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CommunicationQuerySet":
        return self if user.has_perm("declarations.view_restricted") else self.filter(visibility=Visibility.PUBLIC)

    def as_of(self, day: date) -> "CommunicationQuerySet":
        """Those issued by `day`, with `shown_response` and `answer_id`: how the state had responded by then.

        The response is that of the latest public follow-up that states one. Without one it is awaited while the time
        to answer runs and ignored when it has passed, and unknown where no time is set. Those whose day of issue is
        not known belong to today alone: nobody can say that they had been issued by a day in the past.
        """
        from .follow_ups import FollowUp, today

        answers = FollowUp.objects.responding().known_by(day).filter(communication=OuterRef("pk"))
        latest = answers.newest_first()[:1]
        time_runs = models.Case(
            models.When(due_on__gte=day, then=Value(Response.AWAITED)),
            models.When(due_on__lt=day, then=Value(Response.IGNORED)),
            default=Value(Response.UNKNOWN),
        )
        issued = self.exclude(issued_on__gt=day) if day >= today() else self.filter(issued_on__lte=day)
        return issued.annotate(
            answer_id=Subquery(latest.values("pk")),
            shown_response=Coalesce(Subquery(latest.values("response")), time_runs),
        )

    def about(self, words: str) -> "CommunicationQuerySet":
        """Those with each of the words in title, reference or note, and those about a case of that name."""
        of_case = self.model.cases.through.objects.filter(
            case__in=Case.objects.filter(visibility=Visibility.PUBLIC).named_like(words), communication=OuterRef("pk")
        )
        return self.filter(written_like(words, "title", "reference", "note") | Exists(of_case))

    def issued_in(self, year: int) -> "CommunicationQuerySet":
        return self.filter(issued_on__year=year)

    def response_counts(self, *by: str) -> list[tuple]:
        """What `as_of` gave, counted: tuples of the values of the columns `by`, the response, and how many."""
        counted = self.order_by().values_list(*by, "shown_response").annotate(number=Count("pk", distinct=True))
        return list(counted)


class Communication(models.Model):
    """An act of another body, addressed to a state, which answers it or does not.

    `response` is the state's answer as its published follow-ups give it. `graded_by` says whose reading that is,
    so that ours never looks like the body's own. `due_on` is the last day to answer: what the text says, or else by
    the body's usual time (`usual_due_day`).
    """

    body = models.CharField(max_length=30, choices=CommunicationBody)
    kind = models.CharField(max_length=20, choices=CommunicationKind)
    reference = models.CharField(max_length=100, blank=True, help_text="Such as 67/2018; empty where not known")
    title = models.CharField(max_length=300)
    issued_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    answer_due_on = models.DateField(
        null=True, blank=True, help_text="Only where the text sets a day; else the body's usual time counts"
    )
    due_on = models.DateField("answer due on", null=True, editable=False, db_index=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="communications", verbose_name="state"
    )
    cases = models.ManyToManyField(Case, blank=True, related_name="communications")
    declarations = models.ManyToManyField(
        Declaration, blank=True, related_name="communications", help_text="The declarations that refer to it"
    )
    response = models.CharField(max_length=20, choices=Response, default=Response.UNKNOWN, editable=False)
    graded_by = models.CharField(max_length=200, blank=True, help_text="Who judged the response, if not this tracker")
    url = models.URLField("address", max_length=500, blank=True)
    note = models.TextField(blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    history = kept_history(m2m_fields=[cases, declarations])
    objects = CommunicationQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "reference"],
                condition=~Q(reference=""),
                name="one_communication_a_reference",
                violation_error_message="There is a communication of this body with this reference already.",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="communication_has_a_title"),
        ]

    def __str__(self):
        return self.title

    def save(self, **options):
        self.due_on = self.last_day_to_answer()
        super().save(**options)

    def get_absolute_url(self):
        return reverse("communication", args=[self.pk])

    def last_day_to_answer(self) -> date | None:
        """What `due_on` is to be."""
        return self.answer_due_on or usual_due_day(self.body, self.kind, self.issued_on, self.precision)


class CommunicationRequest(models.Model):
    """One thing that a communication asks of the state, and how far that was done."""

    communication = models.ForeignKey(Communication, models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=20, choices=RequestKind)
    summary = models.CharField(max_length=300, blank=True)
    progress = models.CharField(max_length=20, choices=RequestProgress, default=RequestProgress.NO_INFORMATION)

    history = kept_history()

    class Meta:
        ordering = ["communication", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_progress_display()}"
