"""The sample data: `fixtures/demo.toml`, recorded through the same functions as the admin uses.

It is loaded once: what curators made of it since stays theirs.
"""

import tomllib
from pathlib import Path

from django.conf import settings
from django.db import transaction

from . import following, matching
from .models import (
    Case,
    CaseCategory,
    Communication,
    CommunicationRequest,
    Declaration,
    Demand,
    Source,
    StatedFigure,
)
from .partial_dates import parse

WHY = "Sample data: fixtures/demo.toml"


def sample_documents() -> list[Path]:
    """The documents that the sample data speaks about, to be imported first."""
    return [settings.FIXTURES_DIR / name for name in _content()["declarations"]]


@transaction.atomic
def load_sample() -> None:
    """Records the sample, unless that was done before: all of it, or where a row breaks a rule nothing and a
    ValidationError.
    """
    if Case.history.filter(history_change_reason=WHY).exists():
        return
    content = _content()
    new_cases = [(_new_case(facts), facts) for facts in content["cases"] if not _is_known(facts)]
    communications = {facts["key"]: _communication(facts) for facts in content["communications"]}
    new_demands = [(_new_demand(facts), facts) for facts in content["demands"] if not _is_demanded(facts)]
    for facts in content["stated_figures"]:
        _stated_figure(facts)
    record = _Recorder(content["sources"], communications)
    for case, facts in new_cases:
        record.follow_ups(facts, case=case)
    for demand, facts in new_demands:
        record.follow_ups(facts, demand=demand)


def _content() -> dict:
    return tomllib.loads((settings.FIXTURES_DIR / "demo.toml").read_text())


def _is_known(facts: dict) -> bool:
    return Case.objects.filter(name=facts["name"], country=facts["country"]).exists()


def _new_case(facts: dict) -> Case:
    case = matching.record_case(
        by=None,
        reason=WHY,
        name=facts["name"],
        kind=facts["kind"],
        country_id=facts["country"],
        summary=facts["summary"],
        spellings=[(spelling["spelling"], spelling["note"]) for spelling in facts["spellings"]],
    )
    for category in facts["categories"]:
        CaseCategory.objects.create(case=case, category=category)
    for citation in facts["citations"]:
        matching.cite(
            _edition(citation["declaration"]),
            citation["printed"],
            case=case,
            by=None,
            reason=WHY,
            claim=citation["claim"],
            allegations=citation["allegations"],
        )
    return case


def _edition(number: int):
    """The first edition of a declaration: the text that the sample's passages are quoted from."""
    return Declaration.objects.get(number=number).editions.earliest("pk")


def _communication(facts: dict) -> Communication:
    issued_on, precision = parse(facts["issued_on"]) if "issued_on" in facts else (None, "day")
    identity = {"body": facts["body"], "title": facts["title"]}
    known = Communication.objects.filter(**identity).first()
    if known:
        return known
    communication = Communication(
        **identity,
        kind=facts["kind"],
        reference=facts.get("reference", ""),
        issued_on=issued_on,
        precision=precision,
        country_id=facts["country"],
        url=facts.get("url", ""),
        note=facts.get("note", ""),
    )
    communication.full_clean()
    communication._change_reason = WHY
    communication.save()
    communication.cases.set(Case.objects.filter(name__in=facts["cases"]))
    communication.declarations.set(Declaration.objects.filter(number__in=facts["declarations"]))
    for request in facts.get("requests", []):
        CommunicationRequest.objects.create(communication=communication, **request)
    return communication


def _is_demanded(facts: dict) -> bool:
    return Demand.objects.filter(declaration__number=facts["declaration"], summary=facts["summary"]).exists()


def _new_demand(facts: dict) -> Demand:
    edition = _edition(facts["declaration"])
    start, end, _ = matching.place(edition, facts["printed"])
    demand = Demand(
        declaration=edition.declaration,
        edition=edition,
        start=start,
        end=end,
        kind=facts["kind"],
        addressee=facts["addressee"],
        summary=facts["summary"],
    )
    demand.full_clean()
    demand._change_reason = WHY
    demand.save()
    return demand


def _stated_figure(facts: dict) -> StatedFigure:
    edition = _edition(facts["declaration"])
    start, end, _ = matching.place(edition, facts["printed"])
    known = StatedFigure.objects.filter(edition=edition, start=start, end=end).first()
    if known:
        return known
    names = ("response", "bodies", "number", "out_of")
    figure = StatedFigure(
        declaration=edition.declaration,
        edition=edition,
        start=start,
        end=end,
        country_id=facts["country"],
        **{name: facts[name] for name in names},
    )
    figure.full_clean()
    figure._change_reason = WHY
    figure.save()
    return figure


class _Recorder:
    """Records and publishes follow-ups; a source is recorded when it is first needed."""

    def __init__(self, sources: dict, communications: dict):
        self.facts_of_sources = sources
        self.communications = communications
        self.sources = {}

    def source(self, key: str) -> Source:
        if key not in self.sources:
            facts = self.facts_of_sources[key]
            self.sources[key], _ = Source.objects.get_or_create(address=facts["address"], defaults=facts)
        return self.sources[key]

    def follow_ups(self, facts_of_subject: dict, **subject) -> None:
        for facts in facts_of_subject.get("follow_ups", []):
            sources = [self.source(key) for key in facts["sources"]]
            others = {name: value for name, value in facts.items() if name not in ("sources", "communication")}
            others["occurred_on"], others["precision"] = parse(facts["occurred_on"])
            if "communication" in facts:
                others["communication"] = self.communications[facts["communication"]]
            following.publish(following.record(by=None, sources=sources, reason=WHY, **subject, **others), by=None)
