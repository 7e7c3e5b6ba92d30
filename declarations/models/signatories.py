"""Members of the Assembly and what they signed."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from .documents import Declaration, Edition
from .history import kept_history
from .identifiers import Identified, identified_as
from .places import Country, PoliticalGroup
from .spellings import spelled_like, written_like


class SignatoryQuerySet(models.QuerySet):
    def with_counts(self) -> "SignatoryQuerySet":
        """Adds `signature_count`, and `first_signed_on` and `last_signed_on` by the days of tabling."""
        signed = Signature.objects.filter(signatory=OuterRef("pk")).order_by().values("signatory")

        def of_each(what):
            return models.Subquery(signed.annotate(of_each=what).values("of_each"))

        return self.annotate(
            signature_count=Coalesce(of_each(models.Count("pk")), 0),
            first_signed_on=of_each(models.Min("declaration__tabled_on")),
            last_signed_on=of_each(models.Max("declaration__tabled_on")),
        )

    def with_days_in_full(self) -> "SignatoryQuerySet":
        """Adds `first_in_full` and `last_in_full`: the days of tabling of what was signed under a full name."""
        in_full = ~Q(signatures__given_name="")
        return self.annotate(
            first_in_full=models.Min("signatures__declaration__tabled_on", filter=in_full),
            last_in_full=models.Max("signatures__declaration__tabled_on", filter=in_full),
        )

    def named_like(self, words: str) -> "SignatoryQuerySet":
        """Those whose name, or one of whose spellings, holds each of the words, and the one with that identifier.

        Accents and alphabet do not matter.
        """
        spelled = SignatorySpelling.objects.filter(spelled_like(words), signatory=OuterRef("pk"))
        named = written_like(words, "family_name", "given_name")
        return self.filter(named | Exists(spelled) | identified_as(words))

    def alongside(self, signatory) -> "SignatoryQuerySet":
        """Those who signed what `signatory` did, most often first: `together` counts these declarations."""
        signed = Signature.objects.filter(signatory=signatory).values("declaration")
        others = self.exclude(pk=signatory.pk).filter(signatures__declaration__in=signed)
        return others.annotate(together=models.Count("signatures")).order_by("-together", "family_name", "given_name")

    def signed(self, **by) -> "SignatoryQuerySet":
        """Those with a signature of these columns (`group__in`, `declaration`)."""
        return self.filter(Exists(Signature.objects.filter(signatory=OuterRef("pk"), **by)))


class Signatory(Identified):
    """A member of the Assembly: one row for one human being, however the name was printed."""

    family_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="signatories")
    slug = models.SlugField(max_length=120, unique=True)

    history = kept_history()
    objects = SignatoryQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        verbose_name_plural = "signatories"
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(condition=~Q(family_name=""), name="signatory_has_a_family_name"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("signatory", args=[self.slug])

    @property
    def name(self) -> str:
        """Given name first, as the pages show it."""
        return f"{self.given_name} {self.family_name}".strip()


class SignatorySpelling(models.Model):
    """One way a signatory's name is written, and where it was seen."""

    signatory = models.ForeignKey(Signatory, models.CASCADE, related_name="spellings")
    spelling = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True, editable=False)
    seen_in = models.ForeignKey(Edition, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    history = kept_history()

    class Meta:
        ordering = ["signatory", "spelling"]
        constraints = [
            models.UniqueConstraint(fields=["signatory", "spelling"], name="one_row_a_signatory_spelling"),
        ]

    def __str__(self):
        return self.spelling


class SignatureQuerySet(models.QuerySet):
    def printed_like(self, words: str) -> "SignatureQuerySet":
        """Those whose line holds each of the words."""
        return self.filter(written_like(words, "printed"))


class Signature(models.Model):
    """One signatory under one declaration, with the country and political group of that time.

    `printed` and its span are those of the edition where the signature first appears. `signatory` is empty while
    nobody has decided whose signature it is.
    """

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="signatures")
    signatory = models.ForeignKey(Signatory, models.PROTECT, null=True, blank=True, related_name="signatures")
    position = models.PositiveSmallIntegerField()
    printed = models.CharField(max_length=300)
    family_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=200, db_index=True, editable=False)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="signatures")
    group = models.ForeignKey(PoliticalGroup, models.PROTECT, null=True, blank=True, related_name="signatures")
    first_edition = models.ForeignKey(Edition, models.PROTECT, related_name="first_signatures")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    history = kept_history()
    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["declaration", "position"]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "signatory"], name="a_signatory_signs_once"),
            models.UniqueConstraint(fields=["declaration", "position"], name="one_signature_a_position"),
            models.CheckConstraint(condition=Q(position__gt=0), name="signature_position_counts_from_one"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="signature_span_runs_forward"),
        ]

    def __str__(self):
        return self.printed

    def get_absolute_url(self):
        return f"{self.declaration.get_absolute_url()}#signature-{self.pk}"

    @property
    def name(self) -> str:
        """The name as printed there, given name first."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def country_name(self) -> str:
        """The name of the state on the day of tabling, or an empty text where the state is not known."""
        return self.country.name_on(self.declaration.tabled_on) if self.country else ""
