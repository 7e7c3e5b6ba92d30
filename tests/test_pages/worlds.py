"""A small world in which every filter has something to find and something to leave out."""

import re
from datetime import date

from declarations import following, models
from declarations.models.vocabulary import FollowUpKind, Response, Situation
from tests.factories import (
    CaseFactory,
    CaseSpellingFactory,
    DeclarationFactory,
    EditionFactory,
    SignatoryFactory,
    SignatureFactory,
    confirmed_citation,
    published_follow_up,
)

#: Number of the declaration, day of tabling, and who signed it under which group.
DECLARATIONS = {
    101: (date(2015, 1, 10), {"anna": "SOC", "boris": "EPP/CD"}),
    102: (date(2017, 6, 1), {"anna": "EPP/CD"}),
    103: (date(2019, 4, 11), {"boris": "SOC", "carla": "ALDE"}),
}

#: Slug, name, state, categories, claims by declaration.
CASES = [
    ("ada", "Ada Abishev", "KZ", ["journalist"], {101: "serving-sentence"}),
    ("ben", "Ben Bokayev", "KZ", ["journalist", "lawyer"], {101: "free", 103: "pre-trial-detention"}),
    ("cyd", "Cyd Çelik", "TR", ["lawyer"], {102: "house-arrest"}),
    ("dan", "Dan Dogan", "TR", [], {102: "unknown", 103: "serving-sentence"}),
    ("eve", "Eve Erimbetov", "KZ", ["opposition"], {103: "serving-sentence"}),
    ("fay", "Fay Fidan", "AZ", [], {}),
]

#: Case, day, and what the follow-up states.
FOLLOW_UPS = [
    ("ada", date(2016, 5, 1), {"kind": FollowUpKind.RELEASED, "situation": Situation.FREE}),
    ("ben", date(2020, 2, 2), {"kind": FollowUpKind.SENTENCED, "situation": Situation.SERVING_SENTENCE}),
    ("cyd", date(2018, 3, 3), {"kind": FollowUpKind.STATE_REPLIED, "response": Response.REJECTED, "situation": ""}),
    ("dan", date(2021, 7, 7), {"kind": FollowUpKind.DIED, "situation": Situation.DIED}),
    ("eve", date(2022, 9, 9), {"kind": FollowUpKind.RELEASED_ON_CONDITIONS, "situation": Situation.RESTRICTED}),
]


#: The key of the one communication: higher than any that a test is given by the database.
OPINION = 900_501


def make_world() -> None:
    """Makes the rows of the tables above; "ada" is also spelled Абишев."""
    editions = {number: _declaration(number, *facts) for number, facts in DECLARATIONS.items()}
    cases = {slug: _case(slug, *facts, editions) for slug, *facts in CASES}
    CaseSpellingFactory(case=cases["ada"], spelling="Ада Абишев")
    for slug, day, facts in FOLLOW_UPS:
        published_follow_up(cases[slug], occurred_on=day, **facts)
    _opinion()


def _opinion() -> models.Communication:
    """An opinion on "eve", which declaration 103 refers to and the state has not answered."""
    opinion = models.Communication.objects.create(
        pk=OPINION, body="wgad", kind="opinion", reference="1/2018", title="An opinion on Eve Erimbetov",
        issued_on=date(2018, 11, 20), country_id="KZ",
    )  # fmt: skip
    models.CommunicationRequest.objects.create(communication=opinion, kind="release", progress="not-done")
    opinion.cases.add(case("eve"))
    opinion.declarations.add(models.Declaration.objects.get(number=103))
    return opinion


def _declaration(number: int, tabled_on: date, signed: dict) -> models.Edition:
    edition = EditionFactory(declaration=DeclarationFactory(number=number, tabled_on=tabled_on))
    for slug, group in signed.items():
        signatory = models.Signatory.objects.filter(slug=slug).first() or SignatoryFactory(
            slug=slug, family_name=slug.capitalize()
        )
        SignatureFactory(first_edition=edition, signatory=signatory, group=models.PoliticalGroup.objects.get(pk=group))
    return edition


def _case(slug: str, name: str, country: str, categories: list, claims: dict, editions: dict) -> models.Case:
    case = CaseFactory(slug=slug, name=name, country=models.Country.objects.get(pk=country))
    CaseSpellingFactory(case=case)
    for category in categories:
        models.CaseCategory.objects.create(case=case, category=category)
    for number, claim in claims.items():
        confirmed_citation(case=case, edition=editions[number], claim=claim)
    following.refresh_cases([case.pk])
    return case


def text_of(answer) -> str:
    """The words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def case(slug: str) -> models.Case:
    return models.Case.objects.get(slug=slug)
