"""Whatever is done in whatever order, the derived columns are what follows from the rows."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from declarations import deciding, following, integrity, matching
from declarations.models import Case, Citation, Communication, Decision, Demand, FollowUp
from declarations.models.vocabulary import CitationState, FollowUpKind, Response, Situation, Visibility
from declarations.partial_dates import parse, text_of

from .factories import (
    CaseFactory,
    CitationFactory,
    DeclarationFactory,
    EditionFactory,
    SourceFactory,
    UserFactory,
    published_follow_up,
)

DAYS = st.integers(0, 400).map(lambda number: date(2019, 1, 1) + timedelta(days=number))
PRECISIONS = st.sampled_from(["day", "day", "month", "year"])
SITUATIONS = st.sampled_from(["", *Situation.values])
RESPONSES = st.sampled_from(["", "", *Response.values])
VISIBILITIES = st.sampled_from([Visibility.PUBLIC, Visibility.PUBLIC, Visibility.RESTRICTED])
NUMBERS = st.integers(0, 99)
REASON = "It is so"

#: What `check_integrity` looks at, but for texts and files, which the rows made here have none of.
CHECKS = [check for check in integrity.CHECKS if check not in (integrity.span_faults, integrity.file_faults)]


def first_day(day: date, precision: str) -> date:
    return parse(text_of(day, precision))[0]


class Curating(RuleBasedStateMachine):
    """What curators do to two cases, and what becomes of these; to an opinion about both, and a demand."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.ana = UserFactory()
        self.begun = [CaseFactory(), CaseFactory()]
        self.opinion = Communication.objects.create(body="wgad", kind="opinion", title="An opinion")
        self.edition = EditionFactory(declaration=DeclarationFactory(tabled_on=date(2019, 6, 1)))
        self.later = EditionFactory(declaration=DeclarationFactory(tabled_on=date(2019, 9, 1)))
        self.demand = Demand.objects.create(
            declaration=self.edition.declaration,
            edition=self.edition,
            kind="release",
            summary="Free them",
            start=0,
            end=1,
        )

        for case in self.begun:
            published_follow_up(case, occurred_on=date(2019, 3, 1), situation=Situation.SERVING_SENTENCE)
            published_follow_up(case, occurred_on=date(2019, 5, 1), situation=Situation.FREE)

    @property
    def cases(self) -> list[Case]:
        """Those that are there: merging takes one away, splitting adds one."""
        return list(Case.objects.order_by("pk"))

    def case(self, number) -> Case:
        return self.cases[number % len(self.cases)]

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def one(self, rows, number):
        """One of the rows, or None where there is none."""
        rows = list(rows.order_by("pk"))
        return rows[number % len(rows)] if rows else None

    def attempt(self, action, *args, **options):
        """Does it, unless a rule forbids it: then nothing may have changed."""
        try:
            with transaction.atomic():
                action(*args, by=None, **options)
        except following.FollowUpRefused:
            pass

    @rule(number=NUMBERS, day=DAYS, precision=PRECISIONS, situation=SITUATIONS, response=RESPONSES,
          visibility=VISIBILITIES, about_opinion=st.booleans(), at_once=st.booleans())  # fmt: skip
    def draft_about_a_case(self, number, day, precision, situation, response, visibility, about_opinion, at_once):
        draft = following.record(
            by=None, case=self.case(number), communication=self.opinion if about_opinion else None,
            occurred_on=first_day(day, precision),
            precision=precision, situation=situation, response=response, visibility=visibility,
            kind=FollowUpKind.OTHER, sources=[SourceFactory()],
        )  # fmt: skip
        if at_once:
            following.publish(draft, by=None)

    @rule(day=DAYS, response=RESPONSES, visibility=VISIBILITIES, about_demand=st.booleans())
    def draft_an_answer(self, day, response, visibility, about_demand):
        subject = {"demand": self.demand} if about_demand else {"communication": self.opinion}
        following.record(
            by=None, kind=FollowUpKind.STATE_REPLIED, occurred_on=day, response=response, visibility=visibility,
            sources=[SourceFactory()], **subject,
        )  # fmt: skip

    @precondition(lambda self: FollowUp.objects.filter(state="draft").exists())
    @rule(number=NUMBERS)
    def publish(self, number):
        self.attempt(following.publish, self.one(FollowUp.objects.filter(state="draft"), number))

    @precondition(lambda self: FollowUp.objects.filter(state="draft").exists())
    @rule(number=NUMBERS)
    def delete_a_draft(self, number):
        self.one(FollowUp.objects.filter(state="draft"), number).delete()

    @precondition(lambda self: FollowUp.objects.published().exists())
    @rule(number=NUMBERS, situation=SITUATIONS, day=DAYS, at_once=st.booleans())
    def correct(self, number, situation, day, at_once):
        follow_up = self.one(FollowUp.objects.published(), number)
        changes = {"occurred_on": day, "precision": "day"}
        if follow_up.case_id:
            changes["situation"] = situation
        self.attempt(following.correct, follow_up, reason=REASON, **changes)
        draft = FollowUp.objects.filter(supersedes=follow_up, state="draft").first()
        if at_once and draft:
            self.attempt(following.publish, draft)

    @precondition(lambda self: FollowUp.objects.published().exists())
    @rule(number=NUMBERS)
    def retract(self, number):
        self.attempt(following.retract, self.one(FollowUp.objects.published(), number), reason=REASON)

    @rule(number=NUMBERS, other=NUMBERS)
    def prefer(self, number, other):
        standing = FollowUp.objects.standing().filter(case=self.case(number))
        one, two = self.one(standing, number), self.one(standing, other)
        if one != two:
            self.attempt(following.prefer, one, over=two, reason=REASON)

    @rule(number=NUMBERS)
    def prefer_none(self, number):
        if row := self.one(FollowUp.objects.exclude(set_aside_for=None), number):
            self.attempt(following.prefer_none, row, reason=REASON)

    @precondition(lambda self: FollowUp.objects.published().exists())
    @rule(number=NUMBERS)
    def add_a_source(self, number):
        following.attach_source(self.one(FollowUp.objects.published(), number), SourceFactory())

    @rule(number=NUMBERS, claim=SITUATIONS, is_later=st.booleans())
    def cite(self, number, claim, is_later):
        edition = self.later if is_later else self.edition
        citation = CitationFactory(edition=edition, claim=claim, printed="Somebody")
        matching.confirm(citation, case=self.case(number), by=None)

    @rule(number=NUMBERS)
    def reject_a_citation(self, number):
        if citation := self.one(Citation.objects.filter(state=CitationState.CONFIRMED), number):
            matching.reject(citation, by=None)

    @rule(number=NUMBERS, visibility=VISIBILITIES)
    def restrict_or_open_a_case(self, number, visibility):
        case = Case.objects.get(pk=self.case(number).pk)
        case.visibility = visibility
        case.save()

    @rule(visibility=VISIBILITIES)
    def restrict_or_open_the_opinion(self, visibility):
        self.opinion.refresh_from_db()
        self.opinion.visibility = visibility
        self.opinion.save()

    @rule(number=NUMBERS, is_about=st.booleans())
    def change_what_the_opinion_is_about(self, number, is_about):
        case = self.case(number)
        self.opinion.cases.add(case) if is_about else self.opinion.cases.remove(case)

    def decide(self, action, *args, **options):
        """Takes a decision about who is who, unless a rule forbids it."""
        try:
            with transaction.atomic():
                action(*args, by=self.ana, **options)
        except (deciding.MergeRefused, matching.DecisionRefused):
            pass

    @rule(number=NUMBERS, other=NUMBERS)
    def merge(self, number, other):
        self.decide(deciding.merge, self.case(number), self.case(other))

    @rule(number=NUMBERS, other=NUMBERS, chosen=NUMBERS, is_new=st.booleans())
    def split(self, number, other, chosen, is_new):
        case = self.case(number)
        hanging = [*case.follow_ups.order_by("pk"), *case.citations.order_by("pk")]
        rows = hanging[chosen % (len(hanging) + 1) :][:2]
        into = {"name": "Split Off"} if is_new else {"into": self.case(other)}
        self.decide(deciding.split, case, rows, **into)

    @rule(number=NUMBERS, claim=SITUATIONS, decision=st.sampled_from(["confirm", "reject", "new case"]))
    def decide_a_mention(self, number, claim, decision):
        mention = CitationFactory(edition=self.edition, claim=claim, printed=f"Some Body{number}")
        if decision == "confirm":
            self.decide(deciding.confirm_mentions, [mention], self.case(number))
        elif decision == "reject":
            self.decide(deciding.reject_mentions, [mention])
        else:
            self.decide(deciding.new_case_of, [mention], name=mention.printed)

    @rule(number=NUMBERS)
    def undo(self, number):
        if decision := self.one(Decision.objects.standing(), number):
            self.decide(deciding.undo, decision)

    @invariant()
    def columns_follow_from_the_rows(self):
        for check in CHECKS:
            assert list(check()) == []

    @invariant()
    def situation_is_by_the_status_rule(self):
        """The rule in other words: nothing later, and nothing on the same day published later, says otherwise."""
        for case in Case.objects.filter(pk__in=[case.pk for case in self.cases]):
            standing = FollowUp.objects.filter(case=case, state="published", visibility="public")
            rows = [
                row
                for row in standing.exclude(situation="")
                if not FollowUp.objects.filter(supersedes=row).exclude(published_at=None).exists()
                and not (row.set_aside_for and self.stands(row.set_aside_for))
            ]
            latest = max(rows, key=lambda row: (row.occurred_on, row.published_at, row.pk), default=None)
            if latest:
                assert case.situation == latest.situation
            else:
                assert case.situation_follow_up is None

    @staticmethod
    def stands(row) -> bool:
        was_corrected = FollowUp.objects.filter(supersedes=row).exclude(published_at=None).exists()
        return row.state == "published" and row.visibility == "public" and not was_corrected


@pytest.mark.django_db
def test_any_sequence_of_decisions_leaves_the_columns_as_they_follow_from_the_rows():
    run_state_machine_as_test(
        Curating,
        settings=settings(
            max_examples=20, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
