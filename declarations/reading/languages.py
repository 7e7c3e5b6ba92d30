"""The words that documents are recognised by, in each language the Assembly publishes in.

A further language is a further `Wording`. Group codes and country names by language stand in `vocabulary`.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """What one language prints around the facts. The patterns match whole folded lines, but for `signatories`."""

    language: str
    months: tuple[str, ...]
    number: re.Pattern  # group 1 is the number, group "rest" what stands behind it on the line
    signatories: re.Pattern  # the word before a list on a web page
    overleaf: re.Pattern  # where a page says that the signatures are on its back
    signed: re.Pattern  # the line before a list overleaf
    total: re.Pattern  # the line after it; group 1 is the number
    standing: re.Pattern  # sentences on what a declaration is, the same in every document
    other_kinds: tuple[tuple[re.Pattern, str], ...]  # documents with the same head that are no declarations


def _line(pattern: str) -> re.Pattern:
    return re.compile(pattern, re.IGNORECASE)


# The sign of a footnote: "1", "*", or "[1]" as converters write it.
NOTE = r"(?:\[?[\d*¹]{1,2}\]?)?"
NUMBER_SIGN = r"(?:Nos?\.?|N[°ºo]\.?|Nr\.?)"
# Behind the number stands nothing, or the document's other particulars; a sentence that cites a declaration goes on.
REST = r"(?P<rest>\s*|\s*[|,;:(–—-].*|\s+Doc\b.*)"

ENGLISH = Wording(
    language="en",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    number=_line(rf"Written\s+declaration,?\s*{NUMBER_SIGN}\s*(\d{{1,5}})\b{REST}"),
    signatories=_line(r"\s*Signator(?:ies|y)\s*:"),
    overleaf=_line(r"\(?\s*Signed\s*[,:]?\s*\(?see overleaf\)?[.\d]*"),
    signed=_line(rf"Signed\s*{NOTE}\s*[:.]?\s*{NOTE}"),
    total=_line(r"Total(?:\s+number\s+of\s+signatures)?\s*[=:]\s*(\d{1,4})\.?"),
    standing=_line(
        r"This written declaration (?:commits only|does not reflect|only commits|has not been)\b[^.]{0,250}\.?"
        r"(?:\s*It (?:will|shall|is|has) not\b[^.]{0,120}\.?)?"
        r"|We, the undersigned,? (?:members of the (?:Parliamentary )?Assembly,? )?declare (?:the following|that)\s*:?"
    ),
    other_kinds=(
        (_line(r"Motion for a resolution\b.{0,120}"), "a motion for a resolution"),
        (_line(r"Motion for a recommendation\b.{0,120}"), "a motion for a recommendation"),
        (_line(r"Motion for an order\b.{0,120}"), "a motion for an order"),
        (_line(r"Written question\b.{0,120}"), "a written question"),
        (_line(r"(?:Draft )?resolution\b(?: \d{1,4}\b.{0,60}| ?\|.{0,120})?"), "a resolution"),
        (_line(r"(?:Draft )?recommendation\b(?: \d{1,4}\b.{0,60}| ?\|.{0,120})?"), "a recommendation"),
        (_line(r"(?:Information |Progress |Interim )?report\b.{0,120}"), "a report"),
        (_line(r"(?:Draft )?opinion\b(?: No\.? ?\d.{0,60}| \d{1,4}\b.{0,60}|\d? ?\|.{0,120})?"), "an opinion"),
        (_line(r"(?:Draft )?order\b(?: No\.? ?\d.{0,60}| \d{1,4}\b.{0,60}| ?\|.{0,120})?"), "an order"),
        (_line(r"Request for an? .{0,120}"), "a request"),
        (_line(r"(?:Compendium of )?amendments?\b.{0,60}"), "a list of amendments"),
        (_line(r"Reply to .{0,120}"), "a reply"),
    ),
)

FRENCH = Wording(
    language="fr",
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    number=_line(rf"D[ée]claration\s+[ée]crite,?\s*{NUMBER_SIGN}\s*(\d{{1,5}})\b{REST}"),
    signatories=_line(r"\s*Signataires?\s*:"),
    overleaf=_line(r"\(?\s*Signé\s*[,:]?\s*\(?voir au verso\)?[.\d]*"),
    signed=_line(rf"Signé(?:e?s)?\s*{NOTE}\s*[:.]?\s*{NOTE}"),
    total=_line(r"Total\s*[=:]\s*(\d{1,4})\.?"),
    standing=_line(
        r"(?:La présente|Cette) déclaration écrite (?:n['’]engage|ne reflète)\b[^.]{0,250}\.?"
        r"(?:\s*Elle n(?:e|['’])[^.]{0,120}\.?)?"
        r"|Nous,? soussignés,? (?:membres de l['’]Assemblée,? )?déclarons (?:ce qui suit|que)\s*:?"
    ),
    other_kinds=(
        (_line(r"Proposition de résolution\b.{0,120}"), "a motion for a resolution"),
        (_line(r"Proposition de recommandation\b.{0,120}"), "a motion for a recommendation"),
        (_line(r"Proposition de directive\b.{0,120}"), "a motion for an order"),
        (_line(r"Question écrite\b.{0,120}"), "a written question"),
        (_line(r"(?:Projet de )?résolution\b(?: \d{1,4}\b.{0,60}| ?\|.{0,120})?"), "a resolution"),
        (_line(r"(?:Projet de )?recommandation\b(?: \d{1,4}\b.{0,60}| ?\|.{0,120})?"), "a recommendation"),
        (_line(r"Rapport\b.{0,120}"), "a report"),
        (_line(r"(?:Projet d['’])?avis\b(?: n[°º] ?\d.{0,60}| \d{1,4}\b.{0,60}|\d? ?\|.{0,120})?"), "an opinion"),
        (_line(r"(?:Projet de )?directive\b(?: n[°º] ?\d.{0,60}| \d{1,4}\b.{0,60}| ?\|.{0,120})?"), "an order"),
        (_line(r"(?:Recueil des )?amendements?\b.{0,60}"), "a list of amendments"),
        (_line(r"Réponse à .{0,120}"), "a reply"),
    ),
)

WORDINGS = (ENGLISH, FRENCH)
# The lines that head or end a list of signatures, and those that send the reader to it, in any language.
LIST_MARK = _line(
    "|".join(
        f"(?:{pattern.pattern})"
        for wording in WORDINGS
        for pattern in (wording.overleaf, wording.signed, wording.total)
    )
)

DOC_LINE = _line(r"Doc(?:ument)?\.?\s*(?:No\.?\s*)?(\d{3,6})\b\s*(?P<rest>.{0,80})")
EDITION_LINE = _line(r"0?([1-9]\d?)\s*(?:st|nd|rd|th|e|ème|re)\s+(?:edition|édition)\b(?P<rest>.{0,80})")

# What the layouts carry beside the document: never a part of it, never a doubt.
FURNITURE = _line(
    r"Print|Imprimer|PDF|Share|Partager|Download|See related documents|Voir les documents liés|Back|Top|Home|Accueil"
    r"|(?:Logo \w+ ?){1,4}|(?:The )?Parliamentary Assembly(?: of the Council of Europe)?|Assemblée parlementaire"
    r"|Council of Europe|Conseil de l['’]Europe|(?:Page )?\d{1,3}(?: ?/ ?\d{1,3})?"
    r"|F ?[-–] ?67075 Strasbourg\b.{0,150}|.{0,80}assembly@coe\.int.{0,80}|[-–—_*=]{2,200}"
    # What browsers print above and below a page.
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?(?: .{0,300})?"
    r"|(?:(?:https?|file)://|about:)\S{1,500}(?: \d{1,3} ?(?:/|of|sur) ?\d{1,3})?"
)
ADDRESS = re.compile(r"(?:Source\s*:\s*)?<?(https?://[^\s<>\"]+)>?", re.IGNORECASE)
