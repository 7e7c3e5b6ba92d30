"""Signatories as Popolo has them (popoloproject.com): persons, organisations, and who signed as a member of which."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..models.identifiers import PAGES

ASSEMBLY = {
    "id": "pace",
    "name": "Parliamentary Assembly of the Council of Europe",
    "classification": "parliamentary assembly",
}


def popolo(signatories: Iterable, groups: Iterable, pairs: Iterable[tuple[str, str]], site: str) -> dict[str, Any]:
    """The document. `pairs` are slugs of signatories with codes of groups under which they signed."""
    return {
        "persons": [_person(signatory, site) for signatory in signatories],
        "organizations": [ASSEMBLY, *(_group(group) for group in groups)],
        "memberships": list(_memberships(pairs)),
    }


def _person(signatory, site: str) -> dict[str, Any]:
    address = site + signatory.get_absolute_url()
    others = [row.spelling for row in signatory.spellings.all() if row.spelling != signatory.name]
    person = {
        "id": signatory.slug,
        "name": signatory.name,
        "family_name": signatory.family_name,
        "given_name": signatory.given_name,
        "other_names": [{"name": name} for name in others],
        "identifiers": [
            {"scheme": register, "identifier": str(getattr(signatory, register))}
            for register in PAGES
            if getattr(signatory, register)
        ],
        "links": [{"url": address, "note": "Declaration Tracker"}],
    }
    if signatory.country:
        person["national_identity"] = signatory.country.name_en
    return {name: value for name, value in person.items() if value}


def _group(group) -> dict[str, Any]:
    found = {
        "id": f"pace-{group.code}",
        "name": group.name_en,
        "classification": "political group",
        "parent_id": ASSEMBLY["id"],
        "other_names": [{"name": group.code, "note": "code"}],
        "founding_date": group.existed_from and group.existed_from.isoformat(),
        "dissolution_date": group.existed_to and group.existed_to.isoformat(),
    }
    return {name: value for name, value in found.items() if value}


def _memberships(pairs: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Memberships without dates: a signature says that somebody was a member on one day, not from when to when."""
    for slug, code in pairs:
        yield {"person_id": slug, "organization_id": f"pace-{code}"}
