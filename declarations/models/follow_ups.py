"""What happened, when, and who says so."""

import hashlib
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from ..partial_dates import last_day, text_of
from .cases import Case, Citation
from .communications import Communication
from .documents import Demand
from .history import kept_history
from .spellings import written_like
from .vocabulary import (
    Certainty,
    FollowUpKind,
    FollowUpState,
    Precision,
    ReleaseGround,
    Response,
    Situation,
    Visibility,
)


def today() -> date:
    """The day it is now, in the time zone of the settings (UTC)."""
    return timezone.localdate()


class SourceQuerySet(models.QuerySet):
    def behind(self, follow_ups: "FollowUpQuerySet") -> "SourceQuerySet":
        """Those that one of `follow_ups` rests on, with `follow_up_total`: how many of them do."""
        of_these = follow_ups.order_by().filter(pk=OuterRef("follow_up"))
        links = FollowUpSource.objects.filter(Exists(of_these), source=OuterRef("pk"))
        counted = links.order_by().values("source").annotate(number=models.Count("pk")).values("number")
        return self.filter(Exists(links)).annotate(follow_up_total=Subquery(counted))

    def written_like(self, words: str) -> "SourceQuerySet":
        """Those with each of the words in title, publisher or address."""
        return self.filter(written_like(words, "title", "publisher", "address"))

    def visible_to(self, user) -> "SourceQuerySet":
        """Without those that only follow-ups rest on which `user` may not see."""
        if user.has_perm("declarations.view_restricted"):
            return self
        links = FollowUpSource.objects.filter(source=OuterRef("pk"))
        return self.filter(~Exists(links) | Exists(links.visible_to(user)))


class Source(models.Model):
    """Where a fact comes from. One source may carry facts about several cases."""

    address = models.URLField(max_length=700, blank=True)
    title = models.CharField(max_length=400, blank=True, help_text="As printed there; empty where it was not seen")
    publisher = models.CharField(max_length=200)
    published_on = models.DateField(null=True, blank=True, help_text="The day the source itself bears")
    seen_on = models.DateField(null=True, blank=True, help_text="The day it was last read by one of us")
    copy = models.FileField("kept copy", upload_to="sources/", blank=True, max_length=200)
    copy_sha256 = models.CharField("SHA-256 of the copy", max_length=64, blank=True, editable=False)
    copied_on = models.DateField("copy kept on", null=True, editable=False)
    note = models.TextField(blank=True)

    history = kept_history()
    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["publisher", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=~Q(address=""),
                name="one_source_an_address",
                violation_error_message="There is a source with this address already.",
            ),
            models.CheckConstraint(
                condition=~Q(address="") | ~Q(title=""),
                name="source_can_be_found_again",
                violation_error_message="A source needs an address or a title, so that it can be found again.",
            ),
        ]

    def __str__(self):
        return f"{self.publisher}: {self.title or self.address}"

    def save(self, **options):
        kept = Source.objects.filter(pk=self.pk).values_list("copy", flat=True).first() if self.pk else None
        if not self.copy:
            self.copy_sha256, self.copied_on = "", None
        elif self.copy.name != kept:
            self.copy_sha256, self.copied_on = self.checksum_of_copy(), today()
        super().save(**options)

    def get_absolute_url(self):
        return f"{reverse('sources')}#source-{self.pk}"

    def checksum_of_copy(self) -> str:
        """The checksum of the kept copy as it is now. Raises FileNotFoundError where it is gone."""
        with self.copy.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
        return checksum


def known_on(occurred_on: date, precision: str, recorded_on: date) -> date:
    """The first day on which a fact is known to have happened.

    A fact dated to a month or a year may have happened on any of its days, so it is known at the latest on the last
    one, or on the day we recorded it if that was earlier.
    """
    return max(occurred_on, min(last_day(occurred_on, precision), recorded_on))


class FollowUpQuerySet(models.QuerySet):
    def published(self) -> "FollowUpQuerySet":
        return self.filter(state=FollowUpState.PUBLISHED)

    def standing(self) -> "FollowUpQuerySet":
        """Published, and no correction of it was: what counts today."""
        # Asked so and not by a join, which SQLite answers by reading the whole table again for each follow-up where
        # nearly none is corrected.
        corrections = FollowUp.objects.filter(supersedes=OuterRef("pk"), published_at__isnull=False)
        return self.published().filter(~Exists(corrections))

    def responding(self) -> "FollowUpQuerySet":
        """Those that count as a state's response to a communication or demand: none restricted, nor of such a case."""
        counting = self.standing().filter(visibility=Visibility.PUBLIC).exclude(response="")
        return counting.filter(Q(case__isnull=True) | Q(case__visibility=Visibility.PUBLIC))

    def public(self) -> "FollowUpQuerySet":
        """Those that nothing restricts: neither themselves nor the case or the communication that they are about."""
        of_public_case = Q(case__visibility=Visibility.PUBLIC)
        of_no_restricted_act = Q(communication__isnull=True) | Q(communication__visibility=Visibility.PUBLIC)
        return self.filter(visibility=Visibility.PUBLIC).filter(
            of_public_case | Q(case__isnull=True) & (Q(demand__isnull=False) | of_no_restricted_act)
        )

    def visible_to(self, user) -> "FollowUpQuerySet":
        return self if user.has_perm("declarations.view_restricted") else self.public()

    def known_by(self, day: date) -> "FollowUpQuerySet":
        """Those known to have happened by the end of `day`."""
        return self.filter(known_on__lte=day)

    def ever_published(self) -> "FollowUpQuerySet":
        """Those that are or were public: a retracted one stays in its place with the reason."""
        return self.filter(state__in=[FollowUpState.PUBLISHED, FollowUpState.RETRACTED])

    def about_declaration(self, declaration) -> "FollowUpQuerySet":
        """Those about a case it cites, a demand it makes or a communication it refers to."""
        cited = Citation.objects.confirmed().filter(declaration=declaration).values("case")
        return self.filter(
            Q(case__in=cited)
            | Q(demand__declaration=declaration)
            | Q(case__isnull=True, communication__in=declaration.communications.values("pk"))
        )

    def telling(self, words: str) -> "FollowUpQuerySet":
        """Those with each of the words in their note, and those about a case of that name in any spelling."""
        return self.filter(written_like(words, "note") | Q(case__in=Case.objects.named_like(words).values("pk")))

    def of_countries(self, countries) -> "FollowUpQuerySet":
        """Those about cases in these states, or about communications to them."""
        return self.filter(Q(case__country__in=countries) | Q(case__isnull=True, communication__country__in=countries))

    def source_total(self) -> int:
        """How many sources stand behind them, each counted once."""
        # One follow-up is enough for a source, so this does not go through all of them.
        return Source.objects.behind(self).count()

    def newest_first(self) -> "FollowUpQuerySet":
        """The order of the status rule: by day of the fact, ties by publication."""
        return self.order_by("-occurred_on", "-published_at", "-pk")

    def oldest_first(self) -> "FollowUpQuerySet":
        return self.order_by("occurred_on", "published_at", "pk")


class FollowUp(models.Model):
    """A dated, sourced fact about a case, a demand or a communication.

    It is drafted, then published; a published one is never changed, but corrected by a successor that `supersedes`
    it, or retracted with a reason. Only `declarations.following` moves it from state to state.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="follow_ups")
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, blank=True, related_name="follow_ups")
    communication = models.ForeignKey(
        Communication, models.PROTECT, null=True, blank=True, related_name="follow_ups",
        help_text="The act that this answers or carries out, where there is one",
    )  # fmt: skip
    occurred_on = models.DateField(db_index=True, help_text="The first day of the month or year if no more is known")
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    known_on = models.DateField(editable=False)
    kind = models.CharField(max_length=30, choices=FollowUpKind)
    situation = models.CharField(
        max_length=30,
        choices=Situation,
        blank=True,
        help_text="Where the person is from then on; empty if unchanged",
    )
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.KNOWN)
    release_ground = models.CharField(max_length=20, choices=ReleaseGround, blank=True)
    response = models.CharField(
        max_length=20, choices=Response, blank=True, help_text="What the state did, if this is its answer"
    )
    allegations = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True, help_text="What happened, in our own words")
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    sources = models.ManyToManyField(Source, through="FollowUpSource", related_name="follow_ups")
    source_count = models.PositiveSmallIntegerField(default=0, editable=False)

    state = models.CharField(
        max_length=10, choices=FollowUpState, default=FollowUpState.DRAFT, editable=False, db_index=True
    )
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", editable=False
    )
    recorded_on = models.DateField(default=today, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)
    retraction_reason = models.TextField(blank=True, editable=False)
    correction_reason = models.TextField(blank=True, editable=False, help_text="Why it corrects what it supersedes")
    set_aside_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="preferred_to", editable=False,
        help_text="The follow-up that is gone by where the two disagree; both stand",
    )  # fmt: skip
    set_aside_reason = models.TextField(blank=True, editable=False)
    import_key = models.CharField(
        max_length=100, blank=True, editable=False, help_text="The key of its row in the sheet it came from"
    )

    history = kept_history()
    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_on", "-published_at", "-pk"]
        verbose_name = "follow-up"
        # /follow-ups/ as it opens: latest first among the published, and nothing is sorted.
        indexes = [
            models.Index(fields=["state", "-occurred_on", "-published_at", "-id"], name="follow_ups_newest_first")
        ]
        permissions = [("publish_followup", "Can publish and retract follow-ups")]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, demand__isnull=True)
                | Q(case__isnull=True, demand__isnull=False)
                | Q(case__isnull=True, demand__isnull=True, communication__isnull=False),
                name="follow_up_is_about_one_thing",
                violation_error_message="A follow-up is about one thing: a case, a demand, or else a communication.",
            ),
            models.CheckConstraint(
                condition=~Q(state=FollowUpState.PUBLISHED) | Q(source_count__gt=0, published_at__isnull=False),
                name="published_follow_up_has_a_source",
                violation_error_message="A follow-up cannot be published without a source.",
            ),
            models.CheckConstraint(
                condition=Q(occurred_on__lte=F("recorded_on")),
                name="follow_up_has_happened",
                violation_error_message="A follow-up cannot lie in the future.",
            ),
            models.CheckConstraint(
                condition=~Q(state=FollowUpState.RETRACTED) | ~Q(retraction_reason=""),
                name="retracted_follow_up_says_why",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_for__isnull=True) | ~Q(set_aside_reason=""),
                name="follow_up_set_aside_says_why",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_for__isnull=True) | ~Q(set_aside_for=F("id")),
                name="follow_up_is_not_set_aside_for_itself",
            ),
            models.UniqueConstraint(
                fields=["import_key"], condition=~Q(import_key=""), name="one_follow_up_an_import_key"
            ),
            # A successor is always recorded later, so corrections cannot run in a circle.
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | Q(supersedes__lt=F("id")),
                name="correction_follows_what_it_corrects",
            ),
            models.CheckConstraint(
                condition=Q(situation="") | Q(case__isnull=False),
                name="only_a_case_has_a_situation",
                violation_error_message="Only a follow-up about a case states a situation.",
            ),
        ]

    def __str__(self):
        return f"{self.subject}: {self.get_kind_display()}, {text_of(self.occurred_on, self.precision)}"

    def save(self, **options):
        self.known_on = known_on(self.occurred_on, self.precision, self.recorded_on)
        super().save(**options)

    def get_absolute_url(self):
        if self.case:
            return f"{self.case.get_absolute_url()}#follow-up-{self.pk}"
        return f"{reverse('follow-ups')}#follow-up-{self.pk}"

    @property
    def subject(self):
        """What it is about: a case, a demand or a communication."""
        return self.case or self.demand or self.communication


class FollowUpSourceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FollowUpSourceQuerySet":
        return self.filter(Exists(FollowUp.objects.visible_to(user).order_by().filter(pk=OuterRef("follow_up"))))


class FollowUpSource(models.Model):
    """One source of one follow-up, and where in it the fact stands."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="source_links")
    source = models.ForeignKey(Source, models.PROTECT, related_name="follow_up_links")
    place = models.CharField(max_length=300, blank=True, help_text="Paragraph or page, or a few words of it")

    history = kept_history()
    objects = FollowUpSourceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "source of a follow-up"
        verbose_name_plural = "sources of a follow-up"
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "source"], name="a_source_counts_once"),
        ]

    def __str__(self):
        return str(self.source)
