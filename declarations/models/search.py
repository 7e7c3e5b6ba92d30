"""The index of the search: one row for each thing that can be found, with its words folded to plain letters."""

from django.db import models
from django.db.models import Case as Choice
from django.db.models import Exists, OuterRef, Value, When
from django.utils.translation import gettext_lazy as _

from .cases import Case
from .communications import Communication
from .documents import Declaration
from .follow_ups import FollowUp
from .signatories import Signatory


class EntryKind(models.TextChoices):
    """What can be found, in the order in which equally near hits are shown."""

    CASE = "case", _("case")
    SIGNATORY = "signatory", _("signatory")
    DECLARATION = "declaration", _("declaration")
    COMMUNICATION = "communication", _("communication")
    FOLLOW_UP = "follow-up", _("follow-up")
    PASSAGE = "passage", _("passage of a declaration")


class SearchEntryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SearchEntryQuerySet":
        """The entries of rows that `user` may see; each kind of rows says itself which these are."""
        declarations = Declaration.objects.written()
        seen = {
            EntryKind.CASE: Case.objects.visible_to(user),
            EntryKind.SIGNATORY: Signatory.objects.all(),
            EntryKind.DECLARATION: declarations,
            EntryKind.COMMUNICATION: Communication.objects.visible_to(user),
            EntryKind.FOLLOW_UP: FollowUp.objects.standing().visible_to(user),
            EntryKind.PASSAGE: declarations,
        }
        # Asked of each entry by its kind: in an "or" the databases would go through all entries of every kind.
        each = [
            When(kind=kind, then=Exists(rows.order_by().filter(pk=OuterRef("object_id"))))
            for kind, rows in seen.items()
        ]
        return self.filter(Choice(*each, default=Value(False), output_field=models.BooleanField()))

    def of_kinds(self, kinds) -> "SearchEntryQuerySet":
        """The entries of some kinds, for questions that are narrow by other means: through their index on kinds the
        databases would go through all entries of these."""
        return self.filter(Choice(When(kind__in=kinds, then=Value(True)), default=Value(False)))


class SearchEntry(models.Model):
    """Something that can be found: the row `object_id` of its kind, or of a declaration the paragraph at `place`
    of its text in one `language`.

    `heading` and `body` are what a reader sees of it. The four columns of words are these folded to plain small
    letters, and the keys and readings of the names in them; the database's own index stands on those four. Only
    `declarations.search` writes here.
    """

    kind = models.CharField(max_length=20, choices=EntryKind)
    object_id = models.PositiveBigIntegerField()
    place = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=2, blank=True)
    dated = models.DateField(null=True)
    heading = models.TextField()
    body = models.TextField(blank=True)
    heading_words = models.TextField()
    body_words = models.TextField(blank=True)
    heading_sounds = models.TextField(blank=True)
    body_sounds = models.TextField(blank=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "language", "place"], name="one_search_entry_a_thing")
        ]

    def __str__(self):
        return self.heading
