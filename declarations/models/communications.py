"""Acts of other bodies about a case: opinions, appeals, views, resolutions, judgments."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .cases import Case
from .documents import Declaration
from .history import kept_history
from .places import Country
from .vocabulary import (
    CommunicationBody,
    CommunicationKind,
    Precision,
    RequestKind,
    RequestProgress,
    Response,
    Visibility,
)


class CommunicationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CommunicationQuerySet":
        return self if user.has_perm("declarations.view_restricted") else self.filter(visibility=Visibility.PUBLIC)


class Communication(models.Model):
    """An act of another body, addressed to a state, which answers it or does not.

    `response` is the state's answer as its published follow-ups give it. `graded_by` says whose reading that is,
    so that ours never looks like the body's own. `answer_due_on` is six months after an opinion of the Working Group
    on Arbitrary Detention, sixty days after a letter of the special procedures, and what the text says otherwise.
    """

    body = models.CharField(max_length=30, choices=CommunicationBody)
    kind = models.CharField(max_length=20, choices=CommunicationKind)
    reference = models.CharField(max_length=100, blank=True, help_text="Such as 67/2018; empty where not known")
    title = models.CharField(max_length=300)
    issued_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    answer_due_on = models.DateField(null=True, blank=True)
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
