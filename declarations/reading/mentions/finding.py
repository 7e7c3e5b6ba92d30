"""From the paragraphs of a declaration to the people mentioned in them."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from ...names import same_name
from ..folding import Folded
from ..parsed import ParsedMention, Passage
from . import roles, words
from .candidates import Name, names_in
from .claims import Hit, allegations_in, claim_of, hits_in
from .known import KnownSpellings
from .sentences import clauses_of, sentences_of

VICTIM, OTHER = "victim", "other"
PART = "|".join(sorted(map(re.escape, words.OFFICES | words.VICTIM_WORDS), key=len, reverse=True))
# What may stand between two names that share what is said of them.
TOGETHER = re.compile(
    rf"(?:\s*,\s(?:(?:an?|the|une?|le|la)\s|(?:(?:former|then|ancien|ancienne)\s)?(?:{PART})\s|(?-i:(?=[A-Z])))[^,;]{{1,90}}(?=,))?"
    r"\s*,?\s*(?:(?:and|et|or|ou|as well as|ainsi que)\s+)?(?:(?:de|d['’]|à)\s*)?"
    r"(?:(?:his|her|their|its|the|an?|former|fellow|son|sa|ses|leur|le|la|les|l['’]|une?)\s*)*(?P<role>(?:[\w-]+\s+){0,3})",
    re.IGNORECASE,
)
# Words that make a later group share what was said of the one before.
SHARING = re.compile(r"\b(?:with|alongside|as well as|like|such as|including|avec|ainsi que)\s*$", re.I)
# "..., taken to Chechnya, whose head is A, and has not been seen since": what follows goes on about somebody else.
ASIDE = re.compile(r"\bwhose\s+(?:[\w-]+\s+){1,5}(?:is|was|are)\s+$|\bdont\s+(?:[\w-]+\s+){1,5}est\s+$", re.IGNORECASE)
# "A, who ran the office of B, was arrested": what follows goes on about A.
ATTACHED = re.compile(
    r"\b(?:offices?|headquarters|team|campaign|foundation|lawyers?|supporters?|associates?|aides?|colleagues?|party"
    r"|bureau|équipe|siège|fondation|collabora\w+|proches?|avocate?s?|parti)\s+(?:of|de|d['’])\s*$",
    re.IGNORECASE,
)
# "A, arrested by President B, was tortured", "A, who had criticised B's decree, was arrested": the same, where the
# main clause goes on behind.
WITHIN = re.compile(
    rf"\b(?:by|par)\s+(?:(?:the|le|la|l['’])\s*)?(?:(?:{PART})\s+){{0,3}}$|\b(?:who|qui)\s+(?:[\w'’-]+\s+){{1,5}}$",
    re.I,
)
GOING_ON = re.compile(
    r"(?:['’]s?\s[^,;]{1,60})?,\s+(?:was|were|is|are|has|had|have|a|ont|est|sont|fut)\b", re.IGNORECASE
)
PRONOUN = re.compile(r"(?:He|She|They|Both|All|Il|Elle|Ils|Elles|Tous|Toutes)\b(?!\s+(?:is|was) (?:said|reported) by)")
PRONOUN_INSIDE = re.compile(rf"\s*{PRONOUN.pattern}", re.IGNORECASE)


class Signed:
    """The signatories' names. A name that shares no word with any of them is not looked at twice."""

    def __init__(self, names: Iterable[str]):
        self.names = list(names)
        self.words = {word for name in self.names for word in name.casefold().split()}

    def __contains__(self, name: str) -> bool:
        if self.words.isdisjoint(name.casefold().split()):
            return False
        return any(same_name(name, other) for other in self.names)


@dataclass(slots=True)
class Group:
    """Names of one clause that share what is said of them: "A, B and her husband C". Offsets are the paragraph's."""

    names: list[Name]
    clause: tuple[int, int]
    sentence: tuple[int, int]
    ahead: int = 0  # where the words before the group start that may be about it
    behind: int = 0  # where the words behind it end
    before: "Group | None" = field(default=None, repr=False)

    @property
    def start(self) -> int:
        return self.names[0].start

    @property
    def end(self) -> int:
        return self.names[-1].end


def find_mentions(
    text: str,
    paragraphs: Sequence[Passage],
    language: str = "en",
    known_spellings: Iterable[str] = (),
    signatories: Iterable[str] = (),
) -> tuple[ParsedMention, ...]:
    """Every person named in the paragraphs, in the order of the text, and every surname that repeats one.

    `text` is the canonical text that the paragraphs' places point into. Each of `known_spellings` is found wherever
    it stands; one of `signatories` is never guessed to be a victim.
    """
    surnames: set[str] = set()
    signed, known = Signed(signatories), KnownSpellings.of(tuple(known_spellings))
    mentions: list[ParsedMention] = []
    roles_so_far: dict[str, str] = {}
    for paragraph in paragraphs:
        folded = Folded.of(text, paragraph.start, paragraph.end)
        names = _with_known(names_in(folded.text, language, surnames), folded.text, known)
        here: list[ParsedMention] = []
        for group in _groups(folded.text, names):
            here += _mentions_of(folded, group, language, signed, roles_so_far)
        mentions += _without_outdated_claims(here)
    return tuple(mentions)


def _without_outdated_claims(mentions: list[ParsedMention]) -> Iterator[ParsedMention]:
    """The mentions, without the claim of one whose sentence goes on to say something else of the person:
    "A and B were arrested; Mr B was freed". The surname that it says so of keeps its own.
    """
    for at, mention in enumerate(mentions):
        later = {other.claim for other in mentions[at + 1 :] if other.claim and _repeats(other, mention)}
        if mention.claim and later - {mention.claim}:
            reason = f"Its sentence says “{'”, “'.join(sorted(later))}” of the person later."
            mention = replace(mention, claim="", reasons=(*mention.reasons, reason))
        yield mention


def _repeats(other: ParsedMention, mention: ParsedMention) -> bool:
    """Whether a later mention is the surname of an earlier one, alone, in the same sentence."""
    return other.passage == mention.passage and other.printed in mention.printed.split()[1:]


def _with_known(names: list[Name], text: str, known: KnownSpellings) -> list[Name]:
    """The names with every known spelling in the text; of two that overlap, the known one stays."""
    found = known.found_in(text)
    others = [name for name in names if not any(_overlap(name, other) for other in found)]
    return sorted([*found, *others], key=lambda name: name.start)


def _overlap(name: Name, other: Name) -> bool:
    return name.start < other.end and other.start < name.end


def _groups(text: str, names: list[Name]) -> list[Group]:
    groups: list[Group] = []
    sentences = sentences_of(text)
    remaining = deque(names)
    for sentence in sentences:
        in_sentence: list[Group] = []
        for clause in clauses_of(text, *sentence):
            while remaining and remaining[0].start < clause[1]:
                name = remaining.popleft()
                last = in_sentence[-1] if in_sentence else None
                if last and last.clause == clause and _are_together(text, last, name):
                    last.names.append(name)
                else:
                    in_sentence.append(Group([name], clause, sentence, before=last))
        _give_words(text, in_sentence)
        _lend_pronoun_clauses(text, in_sentence, clauses_of(text, *sentence))
        groups += in_sentence
    _lend_pronoun_sentences(text, groups, sentences)
    return groups


def _are_together(text: str, group: Group, name: Name) -> bool:
    """Whether nothing but commas, "and", kin and titles stand between a group and the next name."""
    between = text[group.end : name.start]
    for title in name.titles:
        between = between.replace(title, " ", 1)
    match = TOGETHER.fullmatch(" ".join(between.split()) + " ")
    role = match["role"].split() if match else []
    sharing = words.VICTIM_WORDS | words.OFFICES_OF_A_BODY
    if any(title.casefold() in words.OFFICES for title in group.names[0].titles):
        # "Judge A and prosecutor B were dismissed"
        sharing = sharing | words.OFFICES
    return match is not None and (not role or role[-1].casefold() in sharing)


def _give_words(text: str, groups: list[Group]) -> None:
    """Shares the words of a sentence out: those behind a group are its own, up to the next group of its clause."""
    for group, following in zip_longest(groups, groups[1:]):
        shares_clause = following is not None and following.clause == group.clause
        group.behind = following.start if shares_clause else group.clause[1]
        comes_first = group.before is None or group.before.clause != group.clause
        group.ahead = group.clause[0] if comes_first else group.before.end
        before = text[group.ahead : group.start]
        goes_on = ATTACHED.search(before) or (WITHIN.search(before) and GOING_ON.match(text, group.end))
        if ASIDE.search(before) or (not comes_first and goes_on):
            if not comes_first:
                group.before.behind = group.behind
            group.behind = group.end


def _lend_pronoun_clauses(text: str, groups: list[Group], clauses: list[tuple[int, int]]) -> None:
    """A clause that starts with a pronoun and names nobody goes on about the last group of the clause before it."""
    holding = {group.clause for group in groups}
    last_of = {group.clause: group for group in groups}
    for clause, following in pairwise(clauses):
        group = last_of.get(clause)
        if group and following not in holding and PRONOUN_INSIDE.match(text, following[0]):
            group.behind = following[1]


def _lend_pronoun_sentences(text: str, groups: list[Group], sentences: list[tuple[int, int]]) -> None:
    """A sentence that starts with a pronoun goes on about the last group of the sentence before it."""
    behind = dict(pairwise(sentences))
    for group, following in zip_longest(groups, groups[1:]):
        is_last = following is None or following.sentence != group.sentence
        if is_last and group.behind == group.sentence[1] and group.sentence in behind:
            start, end = behind[group.sentence]
            holds_names = following is not None and following.sentence == (start, end)
            if PRONOUN.match(text, start) and not holds_names:
                group.behind = end


def _mentions_of(
    folded: Folded, group: Group, language: str, signed: Signed, roles_so_far: dict[str, str]
) -> list[ParsedMention]:
    hits = _hits_of(folded.text, group, language)
    claim, why_claim = claim_of(hits, folded.text, group.ahead, group.behind)
    allegations, why_alleged = allegations_in(folded.text, group.end, group.behind, language)
    mentions = []
    for name in group.names:
        role, why_role = _role_of(folded.text, group, name, hits, signed, language)
        if name.partial and name.text in roles_so_far:
            role, why_role = roles_so_far[name.text], "The full name was given before, in this role."
        for word in name.text.split()[1:]:
            roles_so_far.setdefault(word, role)
        is_victim = role == VICTIM
        reasons = [name.reason, why_role, *([why_claim, *why_alleged] if is_victim else [])]
        start, end = folded.span(name.start, name.end)
        mentions.append(
            ParsedMention(
                printed=name.text,
                start=start,
                end=end,
                passage=_passage(folded, group.sentence),
                role=role,
                claim=claim if is_victim else "",
                allegations=allegations if is_victim else (),
                reasons=tuple(reason for reason in reasons if reason),
            )
        )
    return mentions


def _passage(folded: Folded, sentence: tuple[int, int]) -> Passage:
    start, end = folded.span(*sentence)
    return Passage(folded.text[slice(*sentence)], start, end)


def _hits_of(text: str, group: Group, language: str) -> list[Hit]:
    """What is said of a group: behind it; if nothing is, before it; if nothing is, what it shares with another."""
    own = [hit for hit in hits_in(text, group.end, group.behind, language) if not hit.points_forward]
    if any(hit.code for hit in own):
        return own
    ahead = sorted(hits_in(text, group.ahead, group.start, language), key=lambda hit: hit.start)
    comes_first = group.before is None or group.before.clause != group.clause
    if group.before and not comes_first and SHARING.search(text[group.ahead : group.start].rstrip() + " "):
        return _hits_of(text, group.before, language)
    if not comes_first:
        # Behind another group, only what leads up to this one is about it: "..., and the arrest of A".
        ahead = [hit for hit in ahead if hit.points_forward or _leads_up(text, hit, group)]
    return ahead + own


def _leads_up(text: str, hit: Hit, group: Group) -> bool:
    """Whether a cue stands right before the group, a role word at the most between: "the jailed journalist"."""
    between = text[hit.start + len(hit.words) : group.start].split()
    return len(between) <= 3 and not any(word.strip(",") in ("and", "by", "that", "who") for word in between)


def _role_of(text: str, group: Group, name: Name, hits: list[Hit], signed: Signed, language: str) -> tuple[str, str]:
    """The role guessed for a name of a group, and the reason. What happened to a person counts most."""
    if name.text in signed:
        return OTHER, "The person is a signatory."
    before = text[group.ahead : group.start]
    titles = group.names[0].titles
    # The first name's titles stand at the end of `before`, and are no words of the sentence around it.
    untitled = before[: before.rfind(titles[0])] if titles and titles[0] in before else before
    behind = text[group.end : group.behind]
    agent = roles.agent_before(untitled.rstrip() + " ")
    happened = [hit for hit in hits if not hit.asked_for and hit.start >= group.end]
    if happened and not agent and not _is_told_by(text, group, happened[0]):
        return VICTIM, f"The words “{happened[-1].words}” say what happened to the person."
    if cue := _done_to_the_office(text, group, hits):
        return VICTIM, f"The words “{cue}” stand before the person's office."
    office = _office_of(before, untitled, name) or roles.office_behind(behind)
    if office:
        return OTHER, f"The person is named as “{office}”."
    done_to = [hit for hit in hits if hit.start < group.start]
    if done_to and not agent:
        return VICTIM, f"The words “{done_to[-1].words}” stand before the name."
    word = roles.victim_word_before(before)
    if word and not agent:
        return VICTIM, f"The word “{word}” stands before the name."
    agent = agent or roles.agent_behind(behind or text[group.end : group.clause[1]])
    if agent:
        return OTHER, f"The words “{agent}” make the person one who acts."
    if not hits and _is_only_addressed(text, group, name, language):
        return OTHER, "The person is addressed formally, and nothing is said of a wrong."
    return VICTIM, "Nothing says that the person plays another part."


def _done_to_the_office(text: str, group: Group, hits: list[Hit]) -> str:
    """The words that lead up to the office of a person: "the arrest of the mayor of Mersin, A"; or none."""
    for hit in hits:
        between = text[hit.start + len(hit.words) : group.start]
        if hit.points_forward and not hit.asked_for and hit.start < group.start and roles.is_office_alone(between):
            return hit.words
    return ""


def _is_only_addressed(text: str, group: Group, name: Name, language: str) -> bool:
    """Whether a name with "Mr" or "Ms" stands in a sentence that tells of no wrong, as members and officials do."""
    titles = {title.casefold().rstrip(".") for title in (*name.titles, *group.names[0].titles)}
    return not titles.isdisjoint(words.FORMS_OF_ADDRESS) and not hits_in(text, *group.sentence, language)


def _is_told_by(text: str, group: Group, hit: Hit) -> bool:
    """Whether the group tells what the cue says, of somebody else: "A said that all of them were released"."""
    return bool(roles.agent_behind(text[group.end : group.behind])) and bool(
        re.search(r"\b(?:that|whether|how|que|comment)\b", text[group.end : hit.start])
    )


def _office_of(before: str, untitled: str, name: Name) -> str:
    """The office that a name's own titles give, or the words before it; none where it is the opposition's, or past."""
    title = next((title for title in reversed(name.titles) if title.casefold() in words.OFFICES), "")
    if not title:
        return roles.office_before(before)
    nearby = [*untitled.split()[-1:], *name.titles]
    return "" if any(word.casefold().strip(",") in words.OF_THE_OPPOSED for word in nearby) else title
