"""States and political groups, as the tables in `fixtures/` list them."""

from datetime import date

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

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

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        verbose_name_plural = "countries"

    def __str__(self):
        return self.name_en

    def get_absolute_url(self):
        return reverse("state", args=[self.pk])


class CountryName(models.Model):
    """One way documents print a state's name, such as "Slovak Republic" or "Pays-Bas"."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="printed_names")
    printed = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["printed"]
        verbose_name = "printed country name"

    def __str__(self):
        return self.printed


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

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code
