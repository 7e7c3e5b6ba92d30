"""The last part of a page's address, made from a name."""

from collections.abc import Iterable

from anyascii import anyascii
from django.db.models import Q
from django.utils.text import slugify


def new_slugs(model, names: Iterable[str]) -> list[str]:
    """One slug for each name, unlike each other and those that `model` has; a number tells namesakes apart."""
    wanted = [slugify(anyascii(name))[:100] or "unnamed" for name in names]
    alike = Q(pk__in=[])
    for slug in set(wanted):
        alike |= Q(slug=slug) | Q(slug__startswith=f"{slug}-")
    taken = set(model.objects.filter(alike).values_list("slug", flat=True))
    slugs = []
    for slug in wanted:
        number, free = 1, slug
        while free in taken:
            number += 1
            free = f"{slug}-{number}"
        taken.add(free)
        slugs.append(free)
    return slugs
