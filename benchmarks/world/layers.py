"""A plan saved through the program's own functions: they import, confirm, record and publish."""

from declarations import following, matching
from declarations.importing import Document, import_documents
from declarations.models import Case, CaseCategory, Citation, Source
from declarations.models.vocabulary import Visibility

from .plan import Plan, PlannedFollowUp


def save(plan: Plan) -> None:
    """Fills an empty database with the world of a plan."""
    _import(plan)
    _confirm(plan)
    sources = [Source.objects.create(**fields) for fields in plan.sources()]
    cases = {case.name: case for case in Case.objects.all()}
    for planned in plan.follow_ups():
        if case := cases.get(plan.cases[planned.case].name):
            following.publish(_record(planned, case, sources), by=None)


def _import(plan: Plan) -> None:
    documents = (
        Document(f"{number}.md", f"{number}.md", lambda text=text: text.encode()) for number, text in plan.documents()
    )
    for report in import_documents(documents):
        if report.outcome != "created":
            raise ValueError(f"{report.source} was {report.outcome}: {report.error}")


def _confirm(plan: Plan) -> None:
    """Every mention of somebody who is planned becomes a citation; the first one makes the case."""
    planned = {case.name: case for case in plan.cases}
    cases = {}
    for citation in Citation.objects.order_by("pk"):
        case = planned.get(citation.printed)
        if case is None:
            continue
        if case.name not in cases:
            cases[case.name] = matching.record_case(
                name=case.name, country_id=case.country, visibility=visibility(case.is_restricted), by=None
            )
            for category in case.categories:
                CaseCategory.objects.create(case=cases[case.name], category=category)
        matching.confirm(citation, case=cases[case.name], by=None)


def _record(planned: PlannedFollowUp, case: Case, sources: list[Source]):
    return following.record(
        case=case,
        kind=planned.kind,
        situation=planned.situation,
        occurred_on=planned.occurred_on,
        precision=planned.precision,
        note=planned.note,
        visibility=visibility(planned.is_restricted),
        sources=[sources[place] for place in planned.sources],
        by=None,
    )


def visibility(is_restricted: bool) -> Visibility:
    return Visibility.RESTRICTED if is_restricted else Visibility.PUBLIC
