"""Words that say where a person is or what was done to them, and the codes they stand for.

Each row is a code and a pattern, in small letters. An empty code says that a person is deprived of liberty, or
wronged, without saying how: it makes a victim and no claim.
"""

import re
from collections.abc import Iterator


class Cues:
    """Patterns with the code that each stands for, searched for in one go; of two that fit at one place, the first."""

    def __init__(self, *rows: tuple[str, str]):
        self.codes = [code for code, _ in rows]
        groups = "|".join(f"(?P<row{number}>{pattern.lower()})" for number, (_, pattern) in enumerate(rows))
        self.pattern = re.compile(rf"\b(?:{groups})")

    def found_in(self, lowered: str) -> Iterator[tuple[str, int, int]]:
        """The code, start and end of each cue in a text in small letters."""
        for match in self.pattern.finditer(lowered):
            yield self.codes[int(match.lastgroup.removeprefix("row"))], match.start(), match.end()


def lowered(text: str) -> str:
    """`text` in small letters, as many as there were: Turkish "İ" would become two."""
    return text.replace("İ", "i").lower()


YEARS = r"(?:\w+[\s-]){0,8}?(?:years?|months?|ans|mois)\b"
PRISON = re.compile(
    r"\b(?:in (?:\w+ ){0,3}(?:prison|jail|custody|detention|colony)"
    r"|prison\b|behind bars|penal colony|en (?:prison|détention))",
    re.IGNORECASE,
)

SITUATIONS = {
    "en": Cues(
        (
            "died",
            r"died\b|dies\b|shot (?:dead|and killed)|murdered|assassinated|killed\b"
            r"|(?:the )?(?:death|murder|killing|assassination) of\b|executed\b",
        ),
        ("house-arrest", r"(?:under |to |in )?house arrest"),
        (
            "pre-trial-detention",
            r"pre-?trial (?:detention|custody)|(?:on |in )?remand(?:ed)?\b(?: in custody)?"
            r"|detention on remand|await(?:s|ing|ed)? (?:\w+ )?trial in (?:detention|prison|custody|jail)"
            r"|(?:detained|held|detention|custody) pending (?:\w+ )?trial|held awaiting trial"
            r"|provisional detention|preventive detention",
        ),
        (
            "administrative-detention",
            r"administrative(?:ly)? (?:detention|detained|arrest|arrested)"
            r"|\d+ days(?:'|’)? (?:of )?(?:administrative )?(?:detention|arrest)",
        ),
        (
            "forced-hospitalisation",
            r"(?:psychiatric|mental) (?:hospital|clinic|institution|ward|treatment)|forcibly hospitalised"
            r"|forced hospitalisation",
        ),
        (
            "restricted",
            r"suspended (?:\w+ ){0,2}sentence|suspended (?:prison )?term|on probation|on parole|travel ban"
            r"|banned from (?:travel|leaving|entering)|restricted freedom|released on bail"
            r"|conditional(?:ly)? release",
        ),
        (
            "serving-sentence",
            rf"sentenced\b|convicted\b|given (?:between )?{YEARS}"
            r"|(?:serves|serving|(?<!had )served) (?:\w+[\s-]){0,6}?(?:sentences?|terms?|imprisonment|years)\b"
            rf"|life (?:imprisonment|sentence)|sentences? of {YEARS}|condemned to|found guilty"
            rf"|received (?:(?!suspended)\w+[\s-]){{0,6}}?(?:sentences?|term)\b|got {YEARS}",
        ),
        (
            "in-exile",
            r"(?:in|into|to|living in) exile\b|exiled\b|fled\b"
            r"|(?:had|forced|obliged|compelled|made) to (?:leave|flee)\b"
            r"|left (?:the country|his country|her country)"
            r"|(?:seek|sought|found|granted|received) (?:political )?asylum"
            r"|stripped of (?:\w+ )?citizenship",
        ),
        ("expelled", r"expelled from|deported\b|banished"),
        (
            "facing-charges",
            r"prosecuted\b|indicted\b|charged with|(?:is|are|was|were|been) charged"
            r"|(?:facing|faces?|faced) (?:\w+ ){0,4}?(?:charges?|trial|prosecution|proceedings|years)"
            r"|criminal (?:case|cases|proceedings|charges|investigation)"
            r"|(?:is|are|stand|stands|put|currently) on trial|stand(?:s|ing)? trial|prosecution of"
            r"|under (?:criminal )?investigation|accused of",
        ),
        (
            "disappeared",
            r"disappear(?:ed|ance of)|abducted\b|abduction of|kidnapped\b|kidnapping of|went missing|vanished"
            r"|(?:is|are|been|remains?) missing|not been (?:seen|heard (?:of|from))|whereabouts (?:\w+ ){0,3}unknown",
        ),
        (
            "police-custody",
            r"arrested\b|re-?arrested\b|detained\b|arrests? of"
            r"|(?:held|kept|taken|placed|put|remains?|is|are|found(?: \w+){0,4}) in(?:to)? (?:police )?custody"
            r"|into (?:police )?custody|in police custody|apprehended|taken away by (?:the )?police",
        ),
        (
            "free",
            r"(?:after|since|following) (?:his|her|their) release\b"
            r"|(?:been |was |were )?(?:released\b(?! on (?:bail|parole|probation))|freed\b)|set free\b"
            r"|acquitt(?:ed|ing|al of)\b|pardoned\b"
            r"|amnestied\b|(?:regained|at) liberty|conviction was quashed",
        ),
        (
            "",
            # Imprisoned may be before a trial or after it.
            r"imprisoned\b|jailed\b|(?:political|politically motivated) prisoners?|prisoners? of conscience"
            r"|(?:was|were|been|be) (?:suspended|demoted|disciplined)\b|removed from|stripped of"
            r"|lost (?:his|her|their) post"
            r"|held\b|in (?:\w+ )?(?:prison|jail|detention|custody)|detention of|imprisonment of"
            r"|behind bars|persecut(?:ed|ion of)|harass(?:ed|ment of)|tortured|beaten|ill-treated|poisoned"
            r"|hunger strike|intimidated|threatened|dismissed|attacked|injured|wounded|shot\b"
            r"|assaulted|stabbed|raped|questioned|interrogated|summoned|fined\b|disbarred|evicted|seized|kept in"
            r"|isolation\b|incommunicado|release of"
            r"|(?:liberate|release|free)\b",
        ),
    ),
    "fr": Cues(
        ("died", r"mort[es]?\b|décédée?s?\b|assassinée?s?\b|tuée?s?\b|l['’]assassinat d"),
        ("house-arrest", r"assignée?s? à résidence|assignation à résidence"),
        (
            "pre-trial-detention",
            r"détention (?:provisoire|préventive)|attend(?:ent)? (?:\w+ )?procès en (?:détention|prison)",
        ),
        ("administrative-detention", r"détention administrative|arrêts administratifs"),
        ("forced-hospitalisation", r"hôpital psychiatrique|internée?s? de force"),
        (
            "restricted",
            r"avec sursis|liberté conditionnelle|contrôle judiciaire"
            r"|interdiction de (?:quitter|voyager|sortie)",
        ),
        (
            "serving-sentence",
            r"condamnée?s?\b|purge(?:nt)?\b",
        ),
        ("in-exile", r"en exil\b|exilée?s?\b|a fui\b|ont fui\b|dû (?:quitter|fuir)|asile politique"),
        ("expelled", r"expulsée?s?\b"),
        ("facing-charges", r"poursuivie?s?\b|inculpée?s?\b|mise?s? en examen|accusée?s? de|poursuites"),
        ("disappeared", r"disparue?s?\b|enlevée?s?\b|disparition d|portée?s? disparue?s?"),
        ("police-custody", r"arrêtée?s?\b|en garde à vue|interpellée?s?\b|l['’]arrestation d"),
        ("free", r"libérée?s?\b|relâchée?s?\b|remise?s? en liberté|acquittée?s?\b|graciée?s?\b|amnistiée?s?\b"),
        (
            "",
            r"prisonni(?:er|ère)s? (?:politiques?|d['’]opinion)|emprisonnée?s?\b|incarcérée?s?\b"
            r"|détenue?s?\b|en (?:prison|détention)|libération\b|torturée?s?\b|persécutée?s?\b"
            r"|vue?s? (?:interdire|refuser)\b|interdite?s? de|grève de la faim|harcelée?s?\b",
        ),
    ),
}

ALLEGATIONS = {
    "en": Cues(
        ("torture", r"tortur(?:e|ed|es|ing)\b"),
        ("ill-treatment", r"ill-?treat\w*|beaten\b|mistreat\w*|inhuman|degrading"),
        (
            "no-medical-care",
            r"(?:without|no|refused|denied|deprived of|lack of|inadequate)\s+"
            r"(?:\w+ ){0,3}?(?:care|treatment|medicine|doctor)\b"
            r"|(?:medical|necessary|adequate) (?:care|treatment) (?:\w+ ){0,3}(?:refused|denied)",
        ),
        ("unfair-trial", r"unfair (?:\w+ )?trial|(?:rigged|show|sham|closed) trial|fabricated|trumped-up"),
        (
            "arbitrary-detention",
            r"arbitrar(?:y|ily) (?:\w+ )?(?:detention|detained|arrest|arrested|imprisonment|deprived)"
            r"|detention (?:\w+ ){0,3}was arbitrary",
        ),
        ("reprisal", r"reprisals?\b|retaliat\w*|retribution"),
        ("enforced-disappearance", r"enforced disappearance|forcibly disappeared|abduct\w+"),
    ),
    "fr": Cues(
        ("torture", r"tortur(?:e|es|ée?s?)\b"),
        ("ill-treatment", r"maltrait\w*|mauvais traitements|battue?s?\b"),
        ("no-medical-care", r"(?:privée?s?|sans|absence|refus) (?:de |d['’])?soins"),
        ("unfair-trial", r"procès (?:inéquitable|truqué)"),
        ("arbitrary-detention", r"(?:détention|arrestation)s? arbitraires?|arbitrairement"),
        ("reprisal", r"représailles"),
        ("enforced-disappearance", r"disparition forcée|enlevée?s?\b"),
    ),
}

# Before a cue: it was denied, or it is what the declaration asks for and not what has happened.
DENIED = re.compile(
    r"(?:\b(?:not|never|cannot|nor)\b|n['’]t\b|\brefus\w+ to\b|\bwithout (?:being|having been)\b|\byet to be\b"
    r"|\bn['’](?:a|ont|est|sont)\b|\bpas\b|\bjamais\b)(?:\s+(?:yet|be|been|being|to|été|encore|pas)\b)*\s*$",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(
    r"\b(?:to|must|should|shall|will|would|may|might|could|hopes?|call\w*|demand\w*"
    r"|ask\w*|urg\w+|immediate(?:ly)?|unconditional(?:ly)?|doi(?:t|vent)|de)\b"
    r"(?:\s+(?:be|been|set|immediately|unconditionally|at once|être|for|and))*\s*$",
    re.IGNORECASE,
)
FRENCH_ONLY = re.compile(r"\s*(?:\w+\s+){0,2}qu['’e]", re.IGNORECASE)  # "n'a été libéré qu'à la fin": he was
# Before a cue: what it tells of came earlier than the rest of the clause.
EARLIER = re.compile(
    r"\b(?:after|following|since|previously|for)\s+(?:(?:having|being|been|he|she|they|was|were|had|his|her|their|the)\s+)*$"
    # "after 21 months in pre-trial detention"
    r"|\b(?:after|following)\s+(?:[\w-]+\s+){1,5}(?:in|of|under)\s+$"
    r"|\baprès\s+(?:(?:avoir|été|sa|son|leur)\s+)*$",
    re.IGNORECASE,
)
