"""How a page is cited: in the APA's style, as BibTeX and as CSL-JSON; and what it says of itself to programs."""

import json
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from ..models.vocabulary import CommunicationBody
from ..saying import is_french, long_day

PUBLISHER = "Declaration Tracker"

_BIBTEX_SIGNS = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {sign: f"\\{sign}" for sign in "{}&%$#_"}
)


@dataclass(frozen=True)
class PageCitation:
    """A page as it stood on a day: its title, and the address under which it shows just that."""

    title: str
    as_of: date
    address: str

    @property
    def key(self) -> str:
        """A name for it in somebody's list of references."""
        *_, last = [part for part in self.address.partition("?")[0].split("/") if part]
        return f"tracker-{last}-{self.as_of.isoformat()}"

    @property
    def apa(self) -> str:
        """As the Publication Manual of the APA, 7th edition, has it for a page whose date is a version."""
        return f"{self.reference} {self.address}"

    @property
    def reference(self) -> str:
        """What stands before the address."""
        day = long_day(self.as_of) if is_french() else date_format(self.as_of, "F j, Y")
        return (
            f"{PUBLISHER}. ({self.as_of.year}, {day.removesuffix(str(self.as_of.year)).rstrip(', ')}). {self.title}."
        )

    @property
    def bibtex(self) -> str:
        fields = {
            "author": f"{{{PUBLISHER}}}",
            "title": f"{{{self.title.translate(_BIBTEX_SIGNS)}}}",
            "year": str(self.as_of.year),
            "date": self.as_of.isoformat(),
            "url": self.address,
            "urldate": self.as_of.isoformat(),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@online{{{self.key},\n{lines}\n}}"

    @property
    def csl_json(self) -> str:
        """As the Citation Style Language's processors read it."""
        day = {"date-parts": [[self.as_of.year, self.as_of.month, self.as_of.day]]}
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": PUBLISHER}],
            "container-title": PUBLISHER,
            "issued": day,
            "accessed": day,
            "URL": self.address,
        }
        return json.dumps([item], ensure_ascii=False, indent=2)


def declaration_data(declaration, editions, signatures, changes, site: str) -> dict:
    """What a declaration's page says in the words of schema.org. All rows are such as the reader may see."""
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "additionalType": "Written declaration",
        "@id": site + declaration.get_absolute_url(),
        "url": site + declaration.get_absolute_url(),
        "name": declaration.title,
        "identifier": [str(declaration), *([f"Doc. {declaration.doc_number}"] if declaration.doc_number else [])],
        "datePublished": declaration.tabled_on.isoformat(),
        "inLanguage": sorted({edition.language for edition in editions}),
        "author": [_person(signature.signatory, signature.name, site) for signature in signatures],
        "mentions": [_person(change.case, change.case.name, site) for change in changes],
    }


def case_data(case, summary: str, spellings, citations, site: str) -> dict:
    """What a case's page says in the words of schema.org: who it is, and which declarations name them."""
    declarations = list(dict.fromkeys(citation.declaration for citation in citations))
    return {
        "@context": "https://schema.org",
        **_person(case, case.name, site),
        "alternateName": [row.spelling for row in spellings if row.spelling != case.name],
        "description": summary,
        "subjectOf": [
            {"@type": "CreativeWork", "name": f"{declaration}, {declaration.title}",
             "@id": site + declaration.get_absolute_url()}
            for declaration in declarations
        ],
    }  # fmt: skip


def signatory_data(signatory, spellings, site: str) -> dict:
    """What a signatory's page says in the words of schema.org."""
    return {
        "@context": "https://schema.org",
        **_person(signatory, signatory.name, site),
        "familyName": signatory.family_name,
        "givenName": signatory.given_name,
        "alternateName": spellings,
        "memberOf": {"@type": "Organization", "name": str(CommunicationBody.PACE.label)},
    }


#: What schema.org calls the things that are followed.
TYPES = {"person": "Person", "group": "Organization", "organisation": "Organization", "incident": "Event"}


def _person(row, name: str, site: str) -> dict:
    if row is None:
        return {"@type": "Person", "name": name}
    address = site + row.get_absolute_url()
    return {"@type": TYPES[getattr(row, "kind", "person")], "name": name, "@id": address, "url": address}
