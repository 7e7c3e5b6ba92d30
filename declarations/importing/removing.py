"""A declaration that should never have been imported, taken out again, as long as nobody has built on it."""

from django.db import transaction
from django.db.models import ProtectedError

from .. import following
from ..matching import DecisionRefused
from ..models import Declaration, ReadingWarning, Signatory, SignatorySpelling
from ..roles import needs
from .decided import decided, written_about


def obstacles(declaration: Declaration) -> list[str]:
    """What a curator has decided that hangs on a declaration, such as "2 decided citations"."""
    warnings = ReadingWarning.objects.filter(edition__declaration=declaration, resolved_at__isnull=False)
    counted = {
        "correction of its own": len(decided([declaration])),
        "decided citation": len(decided(list(declaration.citations.all()))),
        "decided signature": len(decided(list(declaration.signatures.all()))),
        "demand": declaration.demands.count(),
        "stated figure": declaration.stated_figures.count(),
        "resolved doubt": warnings.count(),
    }
    return [f"{count} {what}{'s' if count > 1 else ''}" for what, count in counted.items() if count]


@needs("declarations.delete_declaration")
@transaction.atomic
def remove_declaration(declaration: Declaration, *, by) -> None:
    """Removes a declaration with its documents, and the signatories that nothing else is known of.

    Raises DecisionRefused, with one sentence that says what stands in the way, where a curator has decided something
    that hangs on it.
    """
    declaration = Declaration.objects.select_for_update().get(pk=declaration.pk)
    if found := obstacles(declaration):
        raise DecisionRefused(refusal(declaration, found))
    cases = set(declaration.citations.confirmed().values_list("case", flat=True))
    signatories = list(Signatory.objects.filter(signatures__declaration=declaration))
    files = [(edition.file.storage, edition.file.name) for edition in declaration.editions.all()]
    rows = [*declaration.citations.all(), *ReadingWarning.objects.filter(edition__declaration=declaration)]
    rows += [*declaration.signatures.all(), *declaration.editions.defer("text", "reading")]
    rows += [declaration, *_unknown_otherwise(signatories, declaration)]
    try:
        for row in rows:
            row._history_user, row._change_reason = by, f"{declaration} was imported wrongly"
            row.delete()
    except ProtectedError as error:
        kinds = {str(row._meta.verbose_name_plural) for row in error.protected_objects}
        raise DecisionRefused(refusal(declaration, sorted(kinds))) from error
    if cases:
        following.refresh_cases(cases)
    transaction.on_commit(lambda: _delete_files(files))


def refusal(declaration: Declaration, found: list[str]) -> str:
    """The sentence that says what stands in the way of removing a declaration."""
    return f"{declaration} cannot be removed, because of what was decided about it: {', '.join(found)}."


def _unknown_otherwise(signatories: list[Signatory], declaration: Declaration) -> list[Signatory]:
    """Those who signed nothing else, and whom nobody but importing has written about."""
    others = Declaration.objects.exclude(pk=declaration.pk)
    sign_others = Signatory.objects.filter(pk__in=[row.pk for row in signatories], signatures__declaration__in=others)
    spelled = SignatorySpelling.objects.filter(signatory__in=signatories)
    spelled_elsewhere = spelled.exclude(seen_in__in=declaration.editions.all())
    kept = written_about(signatories) | set(sign_others.values_list("pk", flat=True))
    kept |= set(spelled_elsewhere.values_list("signatory", flat=True))
    return [row for row in signatories if row.pk not in kept]


def _delete_files(files) -> None:
    for storage, name in files:
        storage.delete(name)
