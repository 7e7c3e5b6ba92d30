"""The last part of a page's address, made from a name."""

from collections.abc import Iterable

from anyascii import anyascii
from django.db.models import Q
from django.utils.text import slugify

from .decisions import FormerAddress

#: How many slugs one query asks for.
AT_ONCE = 100


def new_slugs(model, names: Iterable[str]) -> list[str]:
    """One slug for each name, unlike each other and those that `model` has or had; a number tells namesakes apart."""
    wanted = [slugify(anyascii(name))[:100] or "unnamed" for name in names]
    former = FormerAddress.objects.filter(**{f"{model._meta.model_name}__isnull": False})
    taken, asked = set(), sorted(set(wanted))
    # A database takes only so many conditions in one query.
    for first in range(0, len(asked), AT_ONCE):
        some = asked[first : first + AT_ONCE]
        alike = Q(slug__in=some)
        for slug in some:
            alike |= Q(slug__startswith=f"{slug}-")
        for rows in (model.objects, former):
            taken |= set(rows.filter(alike).values_list("slug", flat=True))
    slugs = []
    for slug in wanted:
        number, free = 1, slug
        while free in taken:
            number += 1
            free = f"{slug}-{number}"
        taken.add(free)
        slugs.append(free)
    return slugs
