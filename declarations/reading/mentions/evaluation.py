"""How well people are found in paragraphs, with their roles and claims, measured on labelled paragraphs."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..parsed import ParsedMention, Passage
from .finding import OTHER, VICTIM, find_mentions


@dataclass(frozen=True, slots=True)
class MentionFigures:
    """What `evaluate_mentions --json` prints. A claim is right, or unknown, or wrong; `claim_accuracy` is the share
    of those that are not wrong, and `claim_unknown` the number of those that are unknown though the label has one."""

    recall: float
    precision: float
    role_accuracy: float
    claim_accuracy: float
    claim_unknown: int
    errors: tuple[dict, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    victims: dict[str, str | None]
    others: frozenset[str]
    mentions: tuple[ParsedMention, ...]

    @property
    def people(self) -> list[str]:
        return [*self.victims, *sorted(self.others)]

    def mention_of(self, name: str) -> ParsedMention | None:
        return next((mention for mention in self.mentions if mention.printed == name), None)

    @property
    def false(self) -> list[ParsedMention]:
        """The mentions that are of nobody: neither a labelled name nor words of one."""
        words = [set(name.split()) for name in self.people]
        return [mention for mention in self.mentions if not any(set(mention.printed.split()) <= one for one in words)]


def evaluate(paragraphs: Iterable[dict]) -> MentionFigures:
    """Measures the mention finder on paragraphs with "language", "text", "victims" (names with their claims or None)
    and "others" (names of people in another role). Each person counts once, a mere repetition of a surname not."""
    read = [_read(paragraph) for paragraph in paragraphs]
    found = [(one, name, mention) for one in read for name in one.people if (mention := one.mention_of(name))]
    missed = [(one, name) for one in read for name in one.people if one.mention_of(name) is None]
    false = [(one, mention) for one in read for mention in one.false]
    wrong_role = [row for row in found if row[2].role != _role(row[0], row[1])]
    victims = [row for row in found if row[1] in row[0].victims and row[2].role == VICTIM]
    wrong_claim = [row for row in victims if row[2].claim and row[2].claim != row[0].victims[row[1]]]
    unknown = [row for row in victims if not row[2].claim and row[0].victims[row[1]]]
    return MentionFigures(
        recall=_share(len(found), len(found) + len(missed)),
        precision=_share(len(found), len(found) + len(false)),
        role_accuracy=_share(len(found) - len(wrong_role), len(found)),
        claim_accuracy=_share(len(victims) - len(wrong_claim), len(victims)),
        claim_unknown=len(unknown),
        errors=(
            *(_error(one, name, "not found") for one, name in missed),
            *(_error(one, mention.printed, "nobody") for one, mention in false),
            *(_error(one, name, f"wrong role “{mention.role}”", mention) for one, name, mention in wrong_role),
            *(_error(one, name, f"wrong claim “{mention.claim}”", mention) for one, name, mention in wrong_claim),
        ),
    )


def _read(paragraph: dict) -> _Paragraph:
    text = paragraph["text"]
    mentions = find_mentions(text, [Passage(text, 0, len(text))], paragraph["language"])
    return _Paragraph(text, paragraph["victims"], frozenset(paragraph["others"]), mentions)


def _role(paragraph: _Paragraph, name: str) -> str:
    return VICTIM if name in paragraph.victims else OTHER


def _error(paragraph: _Paragraph, name: str, kind: str, mention: ParsedMention | None = None) -> dict:
    return {
        "name": name,
        "kind": kind,
        "reasons": " ".join(mention.reasons) if mention else "",
        "text": paragraph.text,
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
