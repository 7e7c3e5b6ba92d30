"""The numbers under which other registers know a person."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

#: The page of each register about the person under a number.
PAGES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "opensanctions": "https://www.opensanctions.org/entities/{}/",
    "pace_member": "https://pace.coe.int/en/members/{}",
}

is_wikidata_item = RegexValidator(
    r"^Q[1-9][0-9]*\Z", "An item of Wikidata is Q and a number, such as Q42. Give that alone, not its address."
)
is_entity_id = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._:-]*\Z",
    "An entity's identifier is one word of letters, figures and hyphens. Give that alone, not its address.",
)


class Identified(models.Model):
    """Who a person is in other registers. No two rows of one kind bear the same identifier.

    Wikidata numbers its items Q1, Q2, and so on. OpenSanctions gives every entity of its FollowTheMoney data one
    identifier, which for many people is that of Wikidata. The Assembly numbers its members in their pages' addresses.
    """

    wikidata = models.CharField(
        "Wikidata", max_length=20, blank=True, validators=[is_wikidata_item], help_text="Such as Q42"
    )
    opensanctions = models.CharField(
        "OpenSanctions",
        max_length=100,
        blank=True,
        validators=[is_entity_id],
        help_text="The identifier of the FollowTheMoney entity, such as NK-2345 or Q42",
    )
    pace_member = models.PositiveIntegerField(
        "PACE member number", null=True, blank=True, help_text="The number in the address of the member's page"
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["wikidata"],
                condition=~Q(wikidata=""),
                name="one_%(class)s_a_wikidata_item",
                violation_error_message="Another one bears this Wikidata item already. Is it the same person?",
            ),
            models.UniqueConstraint(
                fields=["opensanctions"],
                condition=~Q(opensanctions=""),
                name="one_%(class)s_an_opensanctions_id",
                violation_error_message="Another one bears this OpenSanctions identifier already. Is it the same "
                "person?",
            ),
            models.UniqueConstraint(
                fields=["pace_member"],
                name="one_%(class)s_a_pace_member",
                violation_error_message="Another one bears this PACE member number already. Is it the same person?",
            ),
        ]

    @property
    def identifiers(self) -> list[tuple[str, str, str]]:
        """The register, the identifier there and the address of the page about it, for each that is known."""
        known = [(name, str(getattr(self, name) or "")) for name in PAGES]
        return [
            (self._meta.get_field(name).verbose_name, value, PAGES[name].format(value))
            for name, value in known
            if value
        ]


#: The names of the columns of `Identified`.
IDENTIFIERS = tuple(field.name for field in Identified._meta.local_fields)


def identified_as(words: str) -> Q:
    """The rows that bear `words` as an identifier, in capitals or not."""
    word = words.strip()
    found = Q(pk__in=[])
    if word:
        found |= Q(wikidata__iexact=word) | Q(opensanctions__iexact=word)
    if word.isascii() and word.isdigit() and len(word) < 10:
        found |= Q(pace_member=int(word))
    return found
