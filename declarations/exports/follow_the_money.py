"""Cases, declarations and citations as entities of FollowTheMoney (followthemoney.tech), one JSON object a line."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..models.vocabulary import CaseKind

#: What FollowTheMoney calls the things that are followed.
SCHEMATA = {
    CaseKind.PERSON: "Person",
    CaseKind.GROUP: "LegalEntity",
    CaseKind.ORGANISATION: "Organization",
    CaseKind.INCIDENT: "Event",
}


def entities(cases: Iterable, declarations: Iterable, citations: Iterable, site: str) -> Iterator[dict[str, Any]]:
    """An entity for each case and declaration, and one for each citation, which leads from the one to the other."""
    for case in cases:
        yield _case(case, site)
    for declaration in declarations:
        yield _declaration(declaration, site)
    for citation in citations:
        yield _citation(citation)


def _entity(identifier: str, schema: str, **properties) -> dict[str, Any]:
    """Every value of a property is text in a list; what is not known is left out."""
    known = {name: [str(one) for one in values if one] for name, values in properties.items()}
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: values for name, values in known.items() if values},
    }


def case_id(case) -> str:
    return f"tracker-case-{case.slug}"


def declaration_id(declaration) -> str:
    return f"tracker-declaration-{declaration.number}"


def _case(case, site: str) -> dict[str, Any]:
    facts = {
        "name": [case.name],
        "alias": [row.spelling for row in case.spellings.all() if row.spelling != case.name],
        "country": [(case.country_id or "").lower()],
        "summary": [case.summary],
        "sourceUrl": [site + case.get_absolute_url()],
        "wikidataId": [case.wikidata],
    }
    return _entity(case_id(case), SCHEMATA[case.kind], **facts)


def _declaration(declaration, site: str) -> dict[str, Any]:
    return _entity(
        declaration_id(declaration),
        "Document",
        title=[declaration.title],
        fileName=[f"Written declaration No. {declaration.number}"],
        date=[declaration.tabled_on.isoformat()],
        publisher=["Parliamentary Assembly of the Council of Europe"],
        sourceUrl=[site + declaration.get_absolute_url()],
    )


def _citation(citation) -> dict[str, Any]:
    return _entity(
        f"tracker-citation-{citation.pk}",
        "Documentation",
        document=[declaration_id(citation.declaration)],
        entity=[case_id(citation.case)],
        role=["cited as victim"],
        date=[citation.declaration.tabled_on.isoformat()],
        summary=[citation.passage],
    )
