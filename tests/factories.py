"""Makes rows for tests: the least that is valid, with room to say what the test is about."""

import hashlib
from datetime import UTC, date

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from declarations import following, models
from declarations.models.vocabulary import CitationState, FollowUpKind, Situation
from declarations.names import name_key
from declarations.roles import EDITOR


class UserFactory(DjangoModelFactory):
    """Somebody of the team: an editor, unless `role` names another role or None."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"curator{n}")

    @classmethod
    def _create(cls, model_class, *args, role=EDITOR, **fields):
        user = super()._create(model_class, *args, **fields)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user


class DeclarationFactory(DjangoModelFactory):
    class Meta:
        model = models.Declaration

    number = factory.Sequence(lambda n: 1001 + n)
    doc_number = factory.LazyAttribute(lambda declaration: str(declaration.number + 14000))
    tabled_on = date(2019, 4, 11)
    title = factory.LazyAttribute(lambda declaration: f"The declaration numbered {declaration.number}")


class EditionFactory(DjangoModelFactory):
    """An edition whose text is `paragraphs`, one a line."""

    class Meta:
        model = models.Edition

    class Params:
        paragraphs = ("Someone is in prison.",)

    declaration = factory.SubFactory(DeclarationFactory)
    language = "en"
    layout = "overleaf"
    ordinal = 1
    dated = factory.SelfAttribute("declaration.tabled_on")
    text = factory.LazyAttribute(lambda edition: "\n".join(edition.paragraphs))
    sha256 = factory.LazyAttributeSequence(
        lambda edition, n: hashlib.sha256(f"{n} {edition.text}".encode()).hexdigest()
    )
    media_type = "text/plain"
    filename = "declaration.txt"

    @factory.lazy_attribute
    def reading(self):
        passages, start = [], 0
        for paragraph in self.paragraphs:
            passages.append({"text": paragraph, "start": start, "end": start + len(paragraph)})
            start += len(paragraph) + 1
        return {"paragraphs": passages, "mentions": [], "signatures": [], "warnings": []}


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = models.Signatory

    family_name = factory.Sequence(lambda n: f"Member{n}")
    given_name = "Ada"
    country = factory.LazyFunction(lambda: models.Country.objects.get(pk="FR"))
    slug = factory.LazyAttribute(lambda signatory: f"{signatory.given_name}-{signatory.family_name}".lower())


class SignatureFactory(DjangoModelFactory):
    class Meta:
        model = models.Signature

    declaration = factory.SelfAttribute("first_edition.declaration")
    first_edition = factory.SubFactory(EditionFactory)
    signatory = factory.SubFactory(SignatoryFactory)
    position = factory.LazyAttribute(lambda signature: signature.declaration.signatures.count() + 1)
    family_name = factory.SelfAttribute("signatory.family_name")
    given_name = factory.SelfAttribute("signatory.given_name")
    country = factory.SelfAttribute("signatory.country")
    group = factory.LazyFunction(lambda: models.PoliticalGroup.objects.get(pk="SOC"))
    printed = factory.LazyAttribute(lambda s: f"{s.family_name.upper()} {s.given_name}, {s.country}, {s.group.code}")
    key = factory.LazyAttribute(lambda signature: name_key(f"{signature.given_name} {signature.family_name}"))
    start = 0
    end = 1


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = models.Case

    name = factory.Sequence(lambda n: f"Person Number{n}")
    country = factory.LazyFunction(lambda: models.Country.objects.get(pk="KZ"))
    slug = factory.LazyAttribute(lambda case: case.name.lower().replace(" ", "-"))


class CaseSpellingFactory(DjangoModelFactory):
    class Meta:
        model = models.CaseSpelling

    case = factory.SubFactory(CaseFactory)
    spelling = factory.SelfAttribute("case.name")
    key = factory.LazyAttribute(lambda spelling: name_key(spelling.spelling))


class CitationFactory(DjangoModelFactory):
    """A mention of `printed`, alone in the text of its edition."""

    class Meta:
        model = models.Citation

    class Params:
        confirmed = factory.Trait(
            state=CitationState.CONFIRMED,
            case=factory.SubFactory(CaseFactory),
            decided_at=factory.Faker("date_time_this_year", tzinfo=UTC),
        )

    declaration = factory.SelfAttribute("edition.declaration")
    printed = factory.LazyAttribute(lambda citation: citation.case.name if citation.case else "Someone Else")
    passage = factory.LazyAttribute(lambda citation: f"{citation.printed} is in prison.")
    edition = factory.SubFactory(EditionFactory)
    key = factory.LazyAttribute(lambda citation: name_key(citation.printed))
    start = factory.LazyAttribute(lambda citation: citation.edition.citations.count())
    end = factory.LazyAttribute(lambda citation: citation.start + 1)
    claim = Situation.SERVING_SENTENCE


def confirmed_citation(**fields):
    """A confirmed citation, with what follows from it for its case."""
    citation = CitationFactory(confirmed=True, **fields)
    following.refresh_cases([citation.case_id])
    citation.case.refresh_from_db()
    return citation


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    address = factory.Sequence(lambda n: f"https://news.example/{n}")
    title = factory.Sequence(lambda n: f"Article {n}")
    publisher = "News"


def draft_follow_up(case, *, sources=None, by=None, **facts):
    """A drafted follow-up of `case`, with one source unless `sources` says otherwise."""
    facts = {"kind": FollowUpKind.RELEASED, "situation": Situation.FREE, "occurred_on": date(2020, 1, 1), **facts}
    return following.record(case=case, by=by, sources=[SourceFactory()] if sources is None else sources, **facts)


def published_follow_up(case, **facts):
    """A published follow-up of `case`; the case is read again, so that it shows what follows."""
    follow_up = following.publish(draft_follow_up(case, **facts), by=facts.get("by"))
    if case:
        case.refresh_from_db()
    return follow_up
