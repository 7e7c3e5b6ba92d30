"""What curators decided about who is who, with all that it changed, and the addresses that it left behind."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .cases import Case
from .signatories import Signatory
from .vocabulary import DecisionKind


class DecisionQuerySet(models.QuerySet):
    def standing(self) -> "DecisionQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)

    def touching(self, *rows) -> "DecisionQuerySet":
        """Those that changed, made or removed one of `rows`, newest first."""
        touched = Q(pk__in=[])
        for row in rows:
            touched |= Q(model=row._meta.model_name, object_id=row.pk)
        return self.filter(pk__in=Change.objects.filter(touched).values("decision")).order_by("-pk")


class Decision(models.Model):
    """A curator's decision about who is who, kept with its `changes` so that it can be undone.

    `title` says in a sentence what was decided, under the names of that day.
    """

    kind = models.CharField(max_length=20, choices=DecisionKind)
    title = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["by", "undone_at"], name="decisions_of_a_curator")]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_by__isnull=False), name="undone_decision_says_by_whom"
            )
        ]

    def __str__(self):
        return self.title


class Change(models.Model):
    """What a decision did to one row: the columns that it changed, as they were `before` and `after`.

    A row that the decision made has no `before`, one that it removed no `after`; then all columns are kept.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=50)
    object_id = models.BigIntegerField()
    label = models.TextField(help_text="What the row was called")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["model", "object_id"], name="changes_of_a_row")]
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False), name="change_has_a_before_or_an_after"
            )
        ]

    def __str__(self):
        return f"{self.model} {self.object_id}"


class FormerAddress(models.Model):
    """The last part of an address that a page once had. It leads to the page of today, and is never given again."""

    slug = models.SlugField(max_length=120)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="former_addresses")
    signatory = models.ForeignKey(Signatory, models.CASCADE, null=True, related_name="former_addresses")

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "former addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, signatory__isnull=True)
                | Q(case__isnull=True, signatory__isnull=False),
                name="former_address_leads_to_one_page",
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(case__isnull=False), name="one_case_a_former_address"
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(signatory__isnull=False), name="one_signatory_a_former_address"
            ),
        ]

    def __str__(self):
        return self.slug


class Distinction(models.Model):
    """A curator's word that two rows that look alike are not the same. They are not suggested as the same again."""

    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_%(class)s_a_pair"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="%(class)s_is_of_two"),
        ]

    def __str__(self):
        return f"{self.first} is not {self.second}"


class CaseDistinction(Distinction):
    first = models.ForeignKey(Case, models.CASCADE, related_name="distinctions")
    second = models.ForeignKey(Case, models.CASCADE, related_name="+")


class SignatoryDistinction(Distinction):
    first = models.ForeignKey(Signatory, models.CASCADE, related_name="distinctions")
    second = models.ForeignKey(Signatory, models.CASCADE, related_name="+")
