"""What was read wrong in a document, put right by a curator; and the doubts about it that this settles.

The importer keeps what is recorded here, whatever documents come later: see `importing.decided`.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from . import matching
from .matching import DecisionRefused
from .models import Declaration, ReadingWarning, Signatory, SignatorySpelling, Signature
from .roles import needs

#: The facts of a signature that a doubt asks for, by its code. With these known, it is settled.
ASKED_OF_SIGNATURE = {
    "unknown-country": "country",
    "unknown-group": "group",
    "missing-group": "group",
    "contradicting-group": "group",
    "undecided-signatory": "signatory",
}
#: The doubts that a correction of the declaration itself settles, by the field.
SETTLED_BY_FIELD = {
    "title": {"contradicting-title"},
    "tabled_on": {"contradicting-date", "date-out-of-order"},
    "doc_number": {"contradicting-doc"},
}


def asked_of(warning: ReadingWarning) -> str | None:
    """The field of its signature that a warning asks for, or None where it asks for none."""
    return ASKED_OF_SIGNATURE.get(warning.code) if warning.signature_id else None


@needs("declarations.change_signature")
@transaction.atomic
def correct_signature(signature: Signature, *, by, reason: str = "", **facts) -> Signature:
    """Sets `country`, `group` or `signatory` of a signature, and settles the doubts that asked for them.

    With its state known, a signature under a full name is linked as importing would have done. Raises
    DecisionRefused where the signatory has signed that declaration already.
    """
    signature = Signature.objects.select_for_update().get(pk=signature.pk)
    for name in ("country", "group"):
        if name in facts:
            setattr(signature, name, facts[name])
    signature._history_user, signature._change_reason = by, reason or None
    if facts.get("signatory"):
        matching.link_signature(signature, facts["signatory"], by=by, reason=reason)
    else:
        signature.signatory = facts.get("signatory", signature.signatory)
        signature.save()
        if facts.get("country") and signature.signatory is None:
            _link_by_name(signature, by, reason)
    _settle_what_asked(signature, by, reason)
    return signature


def _link_by_name(signature: Signature, by, reason: str) -> None:
    if not signature.given_name:
        return
    of_name = SignatorySpelling.objects.filter(key=signature.key, signatory__country=signature.country)
    known = list(Signatory.objects.filter(pk__in=of_name.values("signatory"))[:2])
    if len(known) > 1 or Signature.objects.filter(declaration=signature.declaration_id, signatory__in=known).exists():
        return
    signatory = (
        known[0]
        if known
        else matching.record_signatory(
            family_name=signature.family_name,
            given_name=signature.given_name,
            country=signature.country,
            by=by,
            reason=reason,
        )
    )
    matching.link_signature(signature, signatory, by=by, reason=reason)


def _settle_what_asked(signature: Signature, by, reason: str) -> None:
    about_it = Q(signature=signature) | Q(edition=signature.first_edition_id, start=signature.start, end=signature.end)
    for warning in ReadingWarning.objects.unresolved().filter(about_it, code__in=ASKED_OF_SIGNATURE):
        name = ASKED_OF_SIGNATURE[warning.code]
        if value := getattr(signature, name):
            settle(warning, by=by, resolution=f"The {name} is {value}. {reason}".strip(), reason=reason)


@needs("declarations.change_declaration")
@transaction.atomic
def settle_by_correction(declaration: Declaration, fields: Iterable[str], *, by, reason: str = "") -> None:
    """Settles what was doubtful about `fields` of a declaration, which have just been put right."""
    for field in set(fields) & set(SETTLED_BY_FIELD):
        warnings = ReadingWarning.objects.unresolved().filter(edition__declaration=declaration)
        for warning in warnings.filter(code__in=SETTLED_BY_FIELD[field]):
            resolution = f"The declaration has “{getattr(declaration, field)}”. {reason}".strip()
            settle(warning, by=by, resolution=resolution, reason=reason)


@needs("declarations.change_readingwarning")
def settle(warning: ReadingWarning, *, by, resolution: str, reason: str = "") -> ReadingWarning:
    """Says what was found about a doubt, by whom. Raises DecisionRefused where nothing is said."""
    if not resolution.strip():
        raise DecisionRefused("Say what was found, or correct the fact that is asked for.")
    warning.resolution, warning.resolved_by, warning.resolved_at = resolution.strip(), by, timezone.now()
    return _save(warning, by, reason)


@needs("declarations.change_readingwarning")
def reopen(warning: ReadingWarning, *, by, reason: str = "") -> ReadingWarning:
    """Takes back what was found: the doubt stands again."""
    warning.resolution, warning.resolved_by, warning.resolved_at = "", None, None
    return _save(warning, by, reason)


def _save(warning: ReadingWarning, by, reason: str) -> ReadingWarning:
    warning._history_user, warning._change_reason = by, reason or None
    warning.save()
    return warning
