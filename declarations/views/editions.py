"""How the editions of a declaration differ: who signed between one and the next, what else each says otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from ..models import Edition, ReadingWarning, Signature

_ORDINALS = (
    _("first"),
    _("second"),
    _("third"),
    _("fourth"),
    _("fifth"),
    _("sixth"),
    _("seventh"),
    _("eighth"),
    _("ninth"),
    _("tenth"),
)

#: What the importer raises where one edition's own words are not those of another.
DIFFERENCES = {
    "contradicting-title": _("another title"),
    "contradicting-text": _("another text"),
    "contradicting-date": _("another day of tabling"),
    "contradicting-doc": _("another document number"),
    "contradicting-group": _("another group of a member"),
    "vanished-signature": _("a name is missing"),
}


@dataclass
class Stage:
    """One edition, which may have come as several documents; `added` are the signatures it is the first to print."""

    place: int
    dated: date
    previous: "Stage | None"
    added: list[Signature] = field(default_factory=list)

    @property
    def name(self) -> str:
        return _ORDINALS[self.place] if self.place < len(_ORDINALS) else _("%(number)sth") % {"number": self.place + 1}


def stages_of(editions: Sequence[Edition], signatures: Sequence[Signature]) -> list[Stage]:
    """The editions from the first on. Documents of one day and one number are the same edition."""
    stages, by_key = [], {}
    for key in sorted({(edition.dated, edition.ordinal) for edition in editions}):
        by_key[key] = Stage(len(stages), key[0], stages[-1] if stages else None)
        stages.append(by_key[key])
    of_edition = {edition.pk: by_key[edition.dated, edition.ordinal] for edition in editions}
    for signature in signatures:
        of_edition[signature.first_edition_id].added.append(signature)
    return stages


def with_differences(editions: Sequence[Edition]) -> list[tuple[Edition, str, int, list[str]]]:
    """Each edition with its title, the number of its signatures, and what it says otherwise than another."""
    raised = {}
    warnings = ReadingWarning.objects.filter(edition__in=editions, code__in=DIFFERENCES)
    for edition, code in warnings.order_by("code").values_list("edition", "code").distinct():
        raised.setdefault(edition, []).append(DIFFERENCES[code])
    return [
        (
            edition,
            edition.reading.get("title", {}).get("text", ""),
            len(edition.reading["signatures"]),
            raised.get(edition.pk, []),
        )
        for edition in editions
    ]
