"""States and political groups, as the tables in `fixtures/` list them."""

from datetime import date

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from ..saying import is_french
from .spellings import written_like


def _count_to(rows):
    """A subquery that counts the `rows` of one state."""
    counted = rows.filter(country=OuterRef("pk")).order_by().values("country").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


class CountryQuerySet(models.QuerySet):
    def held_to_account(self, user, day: date) -> "CountryQuerySet":
        """Those with cases or communications that `user` may see: `case_total`, `communication_total` by `day`."""
        from .cases import Case
        from .communications import Communication

        totals = self.annotate(
            case_total=_count_to(Case.objects.visible_to(user)),
            communication_total=_count_to(Communication.objects.visible_to(user).as_of(day)),
        )
        return totals.exclude(case_total=0, communication_total=0)

    def named_like(self, words: str) -> "CountryQuerySet":
        """Those with each of the words in a name, English, French or as printed."""
        printed = CountryName.objects.filter(written_like(words, "printed"), country=OuterRef("pk"))
        return self.filter(written_like(words, "name_en", "name_fr") | Exists(printed))


class Country(models.Model):
    """A state, under its ISO 3166 code, with its years as a member of the Council of Europe where it is or was one."""

    code = models.CharField(max_length=2, primary_key=True)
    name_en = models.CharField("name", max_length=100)
    name_fr = models.CharField("French name", max_length=100)
    member_from = models.DateField("member of the Council of Europe from", null=True, blank=True)
    member_to = models.DateField("until", null=True, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="What dates cannot say of its standing")

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        verbose_name_plural = "countries"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("state", args=[self.pk])

    @property
    def name(self) -> str:
        """Its name in the language of the page."""
        return self.name_fr if is_french() else self.name_en

    def name_on(self, day: date) -> str:
        """The name that it bore on `day`. Rows that are shown in numbers come with their `former_names`."""
        names = sorted(self.former_names.all(), key=lambda name: name.until)
        return next((name.name for name in names if day <= name.until), self.name)


class FormerCountryName(models.Model):
    """A name that a state bore before. A state that fell apart is a row of its own under `Country`."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="former_names")
    name_en = models.CharField("name", max_length=100)
    name_fr = models.CharField("French name", max_length=100)
    until = models.DateField(help_text="The last day on which it bore the name")

    class Meta:
        ordering = ["country", "until"]
        constraints = [models.UniqueConstraint(fields=["country", "until"], name="one_former_name_a_time")]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_fr if is_french() else self.name_en


class CountryName(models.Model):
    """One way documents print a state's name, such as "Slovak Republic" or "Pays-Bas"."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="printed_names")
    printed = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["printed"]
        verbose_name = "printed country name"

    def __str__(self):
        return self.printed


class PoliticalGroupQuerySet(models.QuerySet):
    def of_today(self) -> "dict[str, PoliticalGroup]":
        """For the code of each group that was replaced, the group of today, over all the codes in between."""
        groups = self.in_bulk()
        today = {}
        for code, group in groups.items():
            passed = {code}
            while group.successor_id in groups and group.successor_id not in passed:
                passed.add(group.successor_id)
                group = groups[group.successor_id]
            if group.code != code:
                today[code] = group
        return today


class PoliticalGroup(models.Model):
    """A political group of the Assembly. Codes and names change over the years, so a group has dates.

    A code that was replaced is a row of its own: a signature keeps the group of its time. The dates are only as
    exact as the table in `fixtures/political_groups.json`; an empty one is not known, or has not come.
    """

    code = models.CharField(max_length=10, primary_key=True)
    name_en = models.CharField("name", max_length=150)
    name_fr = models.CharField("French name", max_length=150, blank=True)
    code_fr = models.CharField("French code", max_length=10, blank=True)
    existed_from = models.DateField(null=True, blank=True)
    existed_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text="The group under its next code, where the code was replaced",
    )

    objects = PoliticalGroupQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("code")),
                name="group_does_not_succeed_itself",
            )
        ]

    def __str__(self):
        return self.abbreviation

    @property
    def abbreviation(self) -> str:
        """Its code as documents in the language of the page print it, as far as that is known."""
        return self.code_fr if is_french() and self.code_fr else self.code

    @property
    def name(self) -> str:
        """Its name in the language of the page, as far as it is known."""
        return self.name_fr if is_french() and self.name_fr else self.name_en
