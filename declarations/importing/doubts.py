"""What is doubtful in a declaration's documents -> warnings: what the reader said, and where editions contradict.

Whatever order the documents came in, the same warnings stand at the same documents. What a curator has resolved stays
resolved, also where another document raises it again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simple_history.utils import bulk_create_with_history

from ..models import Declaration, Edition, ReadingWarning, Signature
from ..reading import Passage
from ..reading import ReadingWarning as Doubt
from .editions import Entry, Head, Printed, head_of

VANISHED, UNDECIDED, OUT_OF_ORDER = "vanished-signature", "undecided-signatory", "date-out-of-order"
#: Raised here, from all editions together; all other codes are the reader's.
DERIVED = {
    *("contradicting-title", "contradicting-text", "contradicting-date", "contradicting-doc", "contradicting-group"),
    *(VANISHED, UNDECIDED, OUT_OF_ORDER),
}
#: With these a list is known to lack names.
CUT = {"truncated-list", "total-mismatch"}


@dataclass(frozen=True)
class Raised:
    """A doubt, the edition it is about, and the signature where it is about one."""

    edition: Edition
    doubt: Doubt
    signature: Signature | None = None

    @property
    def key(self) -> tuple:
        return self.edition.pk, self.doubt.code, self.doubt.message, self.doubt.start, self.doubt.end


def save_doubts(
    declaration: Declaration,
    editions: Sequence[Printed],
    entries: Sequence[Entry],
    signatures: Sequence[Signature],
    arrived: Printed,
    *,
    is_known: bool = False,
) -> list[ReadingWarning]:
    """Saves the doubts about the edition that has `arrived`, and those that it raises or settles about the others.
    Returns the warnings of the edition.

    `editions` are in order, `signatures` are the rows of `entries`, and `is_known` says that `arrived` was only read
    again.
    """
    has_rows = is_known or len(editions) > 1
    known = list(ReadingWarning.objects.filter(edition__declaration=declaration)) if has_rows else []
    rows = {line.place: row for row, entry in zip(signatures, entries, strict=True) for line in entry.lines}
    raised = [
        Raised(arrived.edition, doubt, rows.get((arrived.edition.pk, doubt.start, doubt.end)))
        for doubt in arrived.parsed.warnings
    ]
    derived = [*_contradictions(declaration, editions), *_about_signatures(entries, signatures, editions)]
    derived += _out_of_order(declaration, editions)
    there = {_key(warning) for warning in known}
    raised = [item for item in [*raised, *derived] if item.key not in there]
    _withdraw(known, {item.key for item in derived})
    created = _create(raised, [warning for warning in known if warning.resolved_at])
    return [warning for warning in created if warning.edition_id == arrived.edition.pk]


def _key(warning: ReadingWarning) -> tuple:
    return warning.edition_id, warning.code, warning.message, warning.start, warning.end


def _withdraw(known: Iterable[ReadingWarning], standing: set[tuple]) -> None:
    """Takes back what another edition has settled, unless somebody has resolved it already."""
    for warning in known:
        if warning.code in DERIVED and not warning.resolved_at and _key(warning) not in standing:
            warning._change_reason = "Settled by another edition"
            warning.delete()


def _create(raised: Sequence[Raised], resolved: Sequence[ReadingWarning]) -> list[ReadingWarning]:
    by_message = {(warning.code, warning.message): warning for warning in resolved}
    by_signature = {(warning.code, warning.signature_id): warning for warning in resolved if warning.signature_id}
    rows = []
    for item in raised:
        row = ReadingWarning(
            edition=item.edition,
            signature=item.signature,
            code=item.doubt.code,
            message=item.doubt.message,
            start=item.doubt.start,
            end=item.doubt.end,
        )
        of_signature = by_signature.get((row.code, row.signature_id)) if row.signature_id else None
        if same := of_signature or by_message.get((row.code, row.message)):
            row.resolved_by_id, row.resolved_at = same.resolved_by_id, same.resolved_at
            row.resolution = same.resolution
        rows.append(row)
    return bulk_create_with_history(rows, ReadingWarning) if rows else []


# Contradictions


def _contradictions(declaration: Declaration, editions: Sequence[Printed]) -> list[Raised]:
    """Where an edition says otherwise than the declaration as it is known, and than the edition it is known from."""
    if len(editions) < 2:
        return []
    known, raised = head_of(editions), []
    first_in_language: dict[str, Printed] = {}
    for printed in editions:
        first = first_in_language.setdefault(printed.parsed.language, printed)
        raised += _about_head(declaration, known, printed)
        if printed is not first:
            raised += _about_title(declaration, first, printed) + _about_text(first, printed)
    return raised


def _about_head(declaration: Declaration, known: Head, printed: Printed) -> list[Raised]:
    parsed, raised = printed.parsed, []
    # A later edition that does not say when the first was tabled contradicts nothing.
    says_when_tabled = parsed.edition == 1 or parsed.date != parsed.edition_date
    if says_when_tabled and parsed.date not in (declaration.tabled_on, known.tabled_on):
        raised.append(_contradiction(printed, "date", "day of tabling", parsed.date, declaration.tabled_on))
    if parsed.doc and parsed.doc not in (declaration.doc_number, known.doc_number):
        raised.append(_contradiction(printed, "doc", "document number", parsed.doc, declaration.doc_number))
    return raised


def _about_title(declaration: Declaration, first: Printed, printed: Printed) -> list[Raised]:
    title = printed.parsed.title.text
    others = first.parsed.title.text, declaration.title
    if _folded(title) in map(_folded, others):
        return []
    return [_contradiction(printed, "title", "title", title, others[0])]


def _contradiction(printed: Printed, code: str, what: str, read_here, known) -> Raised:
    title = printed.parsed.title
    message = f"This edition gives the {what} “{read_here}”, the declaration has “{known}”. Correct the wrong one."
    return Raised(printed.edition, Doubt(f"contradicting-{code}", message, title.start, title.end))


def _about_text(first: Printed, printed: Printed) -> list[Raised]:
    """The first paragraph that differs; how paragraphs are parted, and signs and blanks, do not matter."""
    known = _folded(" ".join(paragraph.text for paragraph in first.parsed.paragraphs))
    so_far = ""
    for paragraph in printed.parsed.paragraphs:
        so_far += _folded(paragraph.text)
        if not known.startswith(so_far):
            return [_other_text(printed, paragraph, f"The text differs from {first.edition} in this paragraph.")]
    if so_far == known:
        return []
    return [_other_text(printed, printed.parsed.paragraphs[-1], f"The text of {first.edition} goes on behind this.")]


def _other_text(printed: Printed, paragraph: Passage, message: str) -> Raised:
    return Raised(printed.edition, Doubt("contradicting-text", message, paragraph.start, paragraph.end))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


# Signatures


def _about_signatures(
    entries: Sequence[Entry], signatures: Sequence[Signature], editions: Sequence[Printed]
) -> list[Raised]:
    raised = []
    for entry, row in zip(entries, signatures, strict=True):
        if row.signatory_id is None:
            raised.append(_undecided(entry, row))
        raised += _vanished(entry, row, editions)
        for line in entry.lines:
            group = line.signature.group
            if group and group not in (entry.group, row.group_id):
                message = (
                    f"“{line.signature.printed}” has the group {group} here and {entry.group} in another edition."
                )
                doubt = Doubt("contradicting-group", message, line.signature.start, line.signature.end)
                raised.append(Raised(line.printed.edition, doubt, row))
    return raised


def _undecided(entry: Entry, row: Signature) -> Raised:
    message = undecided(row, entry.fullest.match.candidates)
    return Raised(row.first_edition, Doubt(UNDECIDED, message, row.start, row.end), row)


def undecided(row: Signature, candidates: int) -> str:
    """The sentence for a signature of nobody known, although so many members may be meant."""
    if candidates > 1:
        why = f"could be any of {candidates} members"
    elif not row.given_name:
        why = "gives a family name only"
    elif not row.country_id:
        why = "names no state that is known"
    else:
        why = "is the second line under one name and state"
    return f"“{row.printed}” {why}. Choose the signatory."


def _vanished(entry: Entry, row: Signature, editions: Sequence[Printed]) -> list[Raised]:
    """No signature may be withdrawn (Rule 56), so a name that is gone from a later edition is a doubt, no deletion."""
    printing = {line.printed.edition.pk for line in entry.lines}
    message = f"“{row.printed}” is not in this later edition. The signature is kept."
    raised = []
    for printed in editions:
        is_cut = CUT & {doubt.code for doubt in printed.parsed.warnings}
        if printed.stage > entry.first.printed.stage and printed.edition.pk not in printing and not is_cut:
            start, end = printed.parsed.signatures[0].start, printed.parsed.signatures[-1].end
            raised.append(Raised(printed.edition, Doubt(VANISHED, message, start, end), row))
    return raised


# Dates


def _out_of_order(declaration: Declaration, editions: Sequence[Printed]) -> list[Raised]:
    """Declarations are numbered as they are tabled, so the day of one is not before that of a lower number."""
    others = Declaration.objects.filter(kind=declaration.kind).only("number", "tabled_on")
    earlier = others.filter(number__lt=declaration.number).order_by("-number").first()
    later = others.filter(number__gt=declaration.number).order_by("number").first()
    day, title = declaration.tabled_on, editions[0].parsed.title
    raised = []
    for other, is_out in ((earlier, earlier and earlier.tabled_on > day), (later, later and later.tabled_on < day)):
        if is_out:
            message = (
                f"{declaration} was tabled on {day} and {other} on {other.tabled_on}, although they are numbered the"
                " other way round. Correct the wrong one."
            )
            raised.append(Raised(editions[0].edition, Doubt(OUT_OF_ORDER, message, title.start, title.end)))
    return raised
