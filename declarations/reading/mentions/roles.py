"""Whether a person named in a clause is cited as a victim, or plays another part in it."""

import re

from . import words

# Between an office and the name that it belongs to stand no verbs: "the President of Belarus, Alexander Lukashenko".
BLOCKING = re.compile(
    r"\b(?:must|should|shall|will|would|has|have|had|was|were|can|may|ha[ds]|to|who|whom|against|said|asked|a|ont|doit"
    r"|qui|free|release|including|concerning|by|par)\b|[;:]|,.*,",
    re.IGNORECASE,
)
SUBORDINATE = re.compile(r"\b(?:that|who|whom|by|que|qui|par)\b|[;:]", re.IGNORECASE)
MOST_WORDS_BETWEEN = 9
AGENT_BEFORE = re.compile(
    r"(?:\b(?:by|according to|selon|par|under|regime of|r[ée]gime d[e']|government of|authorities of|orders? of"
    r"|order from|letter to|addressed to|report (?:of|by)|amendments? (?:of|by)|thank(?:s|ing)?|congratulat\w+"
    r"|meeting with|met with|led by|chaired by|heard|invited|elected"
    r"|appointed|received|signed by|call on|call upon|urge|ask|demand(?:e|ons)? à|friend of"
    r"|ally of|allies of|close to|proches? d[e']|(?:request|initiative|invitation|proposal|instructions?"
    r"|decision|decree|visit|speech|leadership|presidency|behalf|presence) of|headed by"
    r"|presided over by|que (?:préside|dirige)"
    r"|(?:demande|invitation|initiative|visite|décision|décret) d[e'])"
    r"\s+(?:the\s+)?"
    # "the party Georgian Dream of"
    r"|\b(?:party|parti|mouvement)\s+(?:[\w-]+\s+){0,4}(?:of|de|d['’]))\s*$",
    re.IGNORECASE,
)
# "according to the Public Defender, "; but not "according to Amnesty International, "
SOURCE_BEFORE = re.compile(
    r"\b(?:according to|selon|d['’]après)\s+(?P<source>(?:[\w'’-]+\s+){0,8}[\w'’-]+),\s+$", re.IGNORECASE
)
SOURCES = words.OFFICES | {"defender", "lawyer", "attorney", "avocat", "avocate", "défenseur", "défenseure"}
# People whose case somebody else brought before a court or a body are no agents: "lodged by Ilgar Mammadov".
BROUGHT_BY = re.compile(r"\b(?:lodged|brought|submitted|introduced|filed|written|founded) by\s+$", re.IGNORECASE)
SPEECH = (
    r"said|says|asked|asks|called|calls|stated|declared|announced|signed|proposed|visited|reported|condemned|welcomed"
    r"|claimed|warned|ordered|wrote|urged|promised|refused to|presented|adopted|admitted|denied|insisted|explained"
    r"|demanded|supported|expressed|noted|recalled|accused|threatened to|tabled|met|shown|shows|spoken|chaired|led"
    r"|showed|found|documented|established|concluded|recommended|described|named|revealed|confirmed|stressed"
    r"|reports|writes|notes|confirms|explains|adds|believes|insists|argues|recalls|claims|warns|denies|admits|demands"
    r"|supports|welcomes|condemns|orders|promises|proposes|declares|states|announces|accuses|refuses to|visits|plans"
    r"|underlined|vowed|submitted|drafted|prepared|awarded|granted|thanked|vetoed|dissolved|appointed"
)
APPOSITION = r"(?:'s|’s)?(?:,[^,;]{0,80},|\s+and\s+[A-Z]\w+(?:\s[A-Z]\w+)*|,)?"
ADVERBS = r"(?:(?:has|have|had|also|and|rightly|publicly|repeatedly|himself|herself)\s+){0,3}"
AGENT_BEHIND = re.compile(
    # "has said", "ont signé"
    rf"(?-i:{APPOSITION}\s+{ADVERBS}(?:{SPEECH})\b)"
    r"|\s+(?:a|ont|avait|avaient)\s+(?:\w+\s+)?"
    r"(?:dit|déclaré|demandé|signé|proposé|annoncé|appelé|condamné|rendu|présenté|accusé|écrit)\b"
    # "guaranteed them", "dissolved the party"
    r"|\s+(?:has |have |had )?\w+ed\s+(?:them|him|her|it|the|that|this|these|his|their|our|an?)\b"
    # "must free", "will not honour"; but "will be tried", "will remain"
    r"|\s+(?:will|must|should|shall|would|can|may|doit|doivent)\s+(?:not\s+)?"
    r"(?!be\b|remain|have\b|stay|face|serve|die|get|être)\w+"
    # "X's government"
    r"|(?:'s|’s)\s+(?:government|regime|report|administration|party|authorities|proposal|amendments?|compan(?:y|ies)|office|visit|letter|commission|inquiry|delegation|mandate|rule|decree|speech|statement)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_office_alone(text: str) -> bool:
    """Whether nothing but an office stands there: "the mayor of Mersin, "."""
    match = re.match(r"\s*(?:(?:the|an?|former|le|la|l['’])\s*)*([\w-]+)", text)
    return bool(match) and match[1].casefold() in words.OFFICES and not BLOCKING.search(text) and " and " not in text


def office_before(text: str) -> str:
    """The office named right before a person, in the words of `text` that stand before the name, or ""."""
    found = [match for match in WORD.finditer(text) if match[0].casefold() in words.OFFICES]
    if not found:
        return ""
    office = found[-1]
    between = text[office.end() :]
    if len(between.split()) > MOST_WORDS_BETWEEN or BLOCKING.search(between) or _names_another(between):
        return ""
    before = WORD.findall(text[max(0, office.start() - 40) : office.start()])
    if any(word.casefold() in words.OF_THE_OPPOSED for word in before[-2:]):
        return ""
    return office[0]


def _names_another(text: str) -> bool:
    """Whether behind an office's apposition comes another person's part: "Secretary General, the lawyers of"."""
    _, comma, rest = text.rpartition(",")
    return bool(comma) and any(word.casefold() in words.VICTIM_WORDS for word in WORD.findall(rest))


def office_behind(text: str) -> str:
    """The office that an apposition behind the name gives, as in "X, head of the office of Y", or ""."""
    match = re.match(
        r"\s*[,(]\s*(?:(?:the|a|an|then|current|acting|close|senior|le|la|un|une)\s+)*([^\W\d_]+(?:-[^\W\d_]+)*)", text
    )
    return match[1] if match and match[1].casefold() in words.OFFICES else ""


def victim_word_before(text: str) -> str:
    """The word before a name that makes a victim of the person likely, such as "journalist", or ""."""
    found = [match for match in WORD.finditer(text) if match[0].casefold() in words.VICTIM_WORDS]
    if not found:
        return ""
    between = text[found[-1].end() :]
    is_near = len(between.split()) <= MOST_WORDS_BETWEEN and not SUBORDINATE.search(between)
    return found[-1][0] if is_near else ""


def agent_before(text: str) -> str:
    """The words right before a name that make the person one who acts or is addressed, such as "by", or ""."""
    if source := SOURCE_BEFORE.search(text[-100:]):
        named = {word.casefold() for word in WORD.findall(source["source"])}
        return "" if named.isdisjoint(SOURCES) else source[0].strip()
    match = AGENT_BEFORE.search(text[-100:])
    return match[0].strip() if match and not BROUGHT_BY.search(text) else ""


def agent_behind(text: str) -> str:
    """The words right behind a name that make the person one who acts or speaks, such as "has said", or ""."""
    match = AGENT_BEHIND.match(text)
    return match[0].strip(" ,") if match else ""
