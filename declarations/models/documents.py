"""Declarations and the documents they came in."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from ..reading.dates import what_is_wrong_with
from .history import kept_history
from .places import Country
from .spellings import written_like
from .vocabulary import CitationState, CommunicationBody, DeclarationKind, DemandKind, Language, Response


def _count_for_each(rows, what: str):
    """A subquery that counts the distinct `what` of `rows`, which are already tied to one declaration."""
    counted = rows.order_by().values("declaration").annotate(counted=Count(what, distinct=True)).values("counted")
    return Coalesce(Subquery(counted), 0)


class DeclarationQuerySet(models.QuerySet):
    def with_counts(self, user) -> "DeclarationQuerySet":
        """Adds `signature_count` and `case_count`: cited cases that `user` may see, each counted once."""
        from .cases import Citation
        from .signatories import Signature

        here = {"declaration": OuterRef("pk")}
        cited = Citation.objects.confirmed().visible_to(user).filter(**here)
        return self.annotate(
            signature_count=_count_for_each(Signature.objects.filter(**here), "pk"),
            case_count=_count_for_each(cited, "case"),
        )

    def citing(self, case) -> "DeclarationQuerySet":
        """Those with a confirmed citation of `case`."""
        from .cases import Citation

        confirmed = Citation.objects.filter(declaration=OuterRef("pk"), case=case, state=CitationState.CONFIRMED)
        return self.filter(Exists(confirmed))

    def written(self) -> "DeclarationQuerySet":
        """Written declarations: what the public addresses mean by a number."""
        return self.filter(kind=DeclarationKind.WRITTEN_DECLARATION)

    def holding(self, words: str) -> "DeclarationQuerySet":
        """Those with each of the words in the title or in one edition's text, and the one with that number."""
        in_text = Edition.objects.filter(written_like(words, "text"), declaration=OuterRef("pk"))
        found = written_like(words, "title") | Exists(in_text)
        number = words.lower().removeprefix("no.").removeprefix("doc.").strip()
        return self.filter(
            found
            | Q(doc_number=number)
            | (Q(number=number) if number.isascii() and number.isdigit() else Q(pk__in=[]))
        )

    def signed(self, **by) -> "DeclarationQuerySet":
        """Those that bear a signature with these columns (`signatory`, `country__in`, `group__in`)."""
        from .signatories import Signature

        return self.filter(Exists(Signature.objects.filter(declaration=OuterRef("pk"), **by)))


class Declaration(models.Model):
    """A written declaration: a text that commits only those members of the Assembly who signed it.

    It is tabled with at least twenty signatures of four national delegations and two political groups; members may
    add theirs until the close of the next part-session and none may withdraw (Rule 56 of the Rules of Procedure,
    text of January 2023). So its list of signatures only grows, and the day that counts is the day it was tabled.
    """

    kind = models.CharField(max_length=30, choices=DeclarationKind, default=DeclarationKind.WRITTEN_DECLARATION)
    number = models.PositiveIntegerField()
    doc_number = models.CharField("document", max_length=20, blank=True, help_text="The number after “Doc.”")
    tabled_on = models.DateField(db_index=True)
    title = models.TextField()

    history = kept_history()
    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-tabled_on", "-number"]
        # /declarations/ as it opens: latest first, and nothing is sorted.
        indexes = [models.Index(fields=["kind", "-tabled_on", "-number", "id"], name="declarations_latest_first")]
        permissions = [("import_declaration", "Can import documents")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="one_declaration_a_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="declaration_number_is_positive"),
            models.CheckConstraint(condition=~Q(title=""), name="declaration_has_a_title"),
        ]

    def __str__(self):
        return _("No. %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return reverse("declaration", args=[self.number])

    def clean(self):
        if self.tabled_on and (wrong := what_is_wrong_with(self.tabled_on)):
            raise ValidationError({"tabled_on": f"This day {wrong}."})


def edition_path(edition, filename):
    """Documents are kept under their checksum, so that one is never overwritten by another."""
    return f"editions/{edition.sha256[:2]}/{edition.sha256}"


#: The layouts that end the list of signatures with its total.
LAYOUTS_WITH_TOTAL = {"overleaf"}


class Edition(models.Model):
    """One document as received, byte for byte. Every span in the database points into an edition's `text`.

    `reading` holds what the reader found in it, as it was read (`ParsedDeclaration.as_dict`). It is written once;
    what curators decide since lives in the other tables.
    """

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="editions")
    language = models.CharField(max_length=2, choices=Language)
    layout = models.CharField(max_length=30)
    ordinal = models.PositiveSmallIntegerField(help_text="1 for the first edition, as the document says")
    dated = models.DateField(help_text="The day the document itself bears")
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    file = models.FileField(upload_to=edition_path, max_length=200)
    filename = models.CharField(max_length=255, help_text="The document's name when it was received")
    source_url = models.URLField("published at", max_length=500, blank=True)
    text = models.TextField()
    reading = models.JSONField()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["dated", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ordinal__gt=0), name="edition_counts_from_one")]

    def __str__(self):
        return f"{self.declaration}, {self.get_language_display()} edition {self.ordinal} ({self.layout})"

    @property
    def prints_total(self) -> bool:
        """Whether the document says by itself how many signatures it has."""
        return self.layout in LAYOUTS_WITH_TOTAL


class ReadingWarningQuerySet(models.QuerySet):
    def unresolved(self) -> "ReadingWarningQuerySet":
        return self.filter(resolved_at__isnull=True)

    def about_total(self) -> "ReadingWarningQuerySet":
        """Those that leave the document's own count of its signatures missing or contradicted."""
        return self.filter(code__in=["total-mismatch", "missing-total", "truncated-list"])


class ReadingWarning(models.Model):
    """What was doubtful in a document, and what a curator made of it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="warnings")
    signature = models.ForeignKey(
        "Signature",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="warnings",
        help_text="The signature that it is about, where it is about one",
    )
    code = models.CharField(max_length=40, db_index=True)
    message = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolution = models.TextField(blank=True, help_text="What was found, and what was corrected where")

    history = kept_history()
    objects = ReadingWarningQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="warning_span_runs_forward"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | ~Q(resolution=""), name="resolved_warning_says_how"
            ),
        ]

    def __str__(self):
        return self.message

    @property
    def passage(self) -> str:
        """The words it is about."""
        return self.edition.text[self.start : self.end]


class Demand(models.Model):
    """What a declaration asks for, and of whom. It is followed up like a case."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="demands")
    kind = models.CharField(max_length=20, choices=DemandKind)
    addressee = models.CharField(max_length=200, blank=True, help_text="Of whom it is asked; empty where not said")
    summary = models.CharField(max_length=300, help_text="The demand in our words")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="demands")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    response = models.CharField(max_length=20, choices=Response, default=Response.UNKNOWN, editable=False)

    history = kept_history()

    class Meta:
        ordering = ["declaration", "start"]
        constraints = [models.CheckConstraint(condition=Q(start__lt=F("end")), name="demand_span_runs_forward")]

    def __str__(self):
        return f"{self.declaration}: {self.summary}"

    @property
    def passage(self) -> str:
        """The words that make the demand."""
        return " ".join(self.edition.text[self.start : self.end].split())


class StatedFigure(models.Model):
    """A number that a declaration gives for a state's responses, such as "19 of 26 opinions and appeals ignored".

    It is the declaration's claim, kept with its passage and shown beside our own count of the same bodies'
    communications; the two need not agree, since no tracker knows all communications.
    """

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="stated_figures")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="stated_figures")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    country = models.ForeignKey(Country, models.PROTECT, related_name="stated_figures", verbose_name="state")
    bodies = models.JSONField(
        default=list, blank=True, help_text="The bodies whose communications are counted; none chosen means all"
    )
    response = models.CharField(max_length=20, choices=Response, help_text="What the state is said to have done")
    number = models.PositiveIntegerField()
    out_of = models.PositiveIntegerField(null=True, blank=True, help_text="Of how many, where it says so")

    history = kept_history()

    class Meta:
        ordering = ["declaration", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="stated_figure_span_runs_forward"),
            models.CheckConstraint(
                condition=Q(out_of__isnull=True) | Q(number__lte=F("out_of")),
                name="stated_figure_is_a_part",
                violation_error_message="The number cannot be more than that of which it is a part.",
            ),
        ]

    def __str__(self):
        whole = f" of {self.out_of}" if self.out_of is not None else ""
        return f"{self.declaration}: {self.number}{whole} {self.get_response_display()}"

    @property
    def passage(self) -> str:
        """The words that give the number."""
        return " ".join(self.edition.text[self.start : self.end].split())

    @property
    def counted_bodies(self) -> list[str]:
        return self.bodies or CommunicationBody.values
