"""`check_integrity` finds each kind of fault, and names the row."""

from datetime import date
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from declarations import integrity, models
from declarations.models.vocabulary import Situation

from .factories import (
    CaseFactory,
    CaseSpellingFactory,
    CitationFactory,
    DeclarationFactory,
    EditionFactory,
    SignatureFactory,
    SourceFactory,
    confirmed_citation,
    published_follow_up,
)

pytestmark = pytest.mark.django_db


def opinion(**facts) -> models.Communication:
    return models.Communication.objects.create(
        body="wgad", kind="opinion", title="An opinion", issued_on=date(2018, 11, 20), country_id="KZ", **facts
    )


def followed_case() -> models.Case:
    case = confirmed_citation().case
    published_follow_up(case)
    return case


def test_nothing_is_wrong_with_what_was_recorded_by_the_rules():
    case = followed_case()
    opinion().cases.add(case)

    for check in (integrity.case_faults, integrity.response_faults, integrity.follow_up_faults):
        assert list(check()) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("situation", Situation.DISAPPEARED),
        ("situation_since", date(1999, 1, 1)),
        ("response", "ignored"),
        ("outcome", "worse"),
        ("citation_count", 7),
        ("source_count", 7),
        ("last_follow_up_on", None),
        ("last_follow_up", None),
    ],
)
def test_a_column_of_a_case_that_does_not_follow_from_its_rows_is_named(column, value):
    case = followed_case()
    models.Case.objects.filter(pk=case.pk).update(**{column: value})

    (fault,) = integrity.case_faults()

    assert fault.startswith(f"Case {case.pk} ({case}): {column}")


def test_a_situation_period_that_does_not_follow_is_a_fault():
    case = followed_case()
    case.situation_periods.filter(ends=None).update(situation=Situation.DISAPPEARED)

    assert list(integrity.case_faults()) == [
        f"Case {case.pk} ({case}): its situation periods are not what follows from its rows."
    ]


def test_rebuilding_puts_the_columns_right():
    case = followed_case()
    models.Case.objects.filter(pk=case.pk).update(situation=Situation.DISAPPEARED, source_count=9)
    models.Communication.objects.filter(pk=opinion().pk).update(response="ignored")

    integrity.rebuild()

    assert [*integrity.case_faults(), *integrity.response_faults()] == []


def test_a_response_that_no_follow_up_states_is_a_fault():
    communication = opinion()
    models.Communication.objects.filter(pk=communication.pk).update(response="implemented")

    (fault,) = integrity.response_faults()

    assert f"Communication {communication.pk}: response is “implemented”" in fault


def test_a_last_day_to_answer_that_is_not_by_the_rule_is_a_fault():
    communication = opinion()
    models.Communication.objects.filter(pk=communication.pk).update(due_on=date(2030, 1, 1))

    (fault,) = integrity.response_faults()

    assert "should be “2019-05-20”" in fault


def test_a_day_from_which_a_fact_is_known_that_is_not_by_the_rule_is_a_fault():
    follow_up = published_follow_up(CaseFactory())
    models.FollowUp.objects.filter(pk=follow_up.pk).update(known_on=date(1999, 1, 1))

    assert list(integrity.follow_up_faults()) == [
        f"Follow-up {follow_up.pk}: known_on is 1999-01-01, and should be 2020-01-01."
    ]


def test_a_key_made_by_other_rules_is_a_fault():
    spelling = CaseSpellingFactory()
    models.CaseSpelling.objects.filter(pk=spelling.pk).update(key="another")

    (fault,) = integrity.key_faults()

    assert fault.startswith(f"Case spelling {spelling.pk}: its key is “another”")


def test_a_citation_whose_place_holds_other_words_is_a_fault():
    edition = EditionFactory(paragraphs=("Max Bokayev is in prison.",))
    right = CitationFactory(edition=edition, printed="Max Bokayev", start=0, end=11)
    wrong = CitationFactory(edition=edition, printed="Max Bokayev", start=1, end=12)

    (fault,) = integrity.span_faults()

    assert f"Citation {wrong.pk}" in fault
    assert str(right.pk) != str(wrong.pk)


def test_words_printed_over_a_line_break_are_no_fault():
    edition = EditionFactory(paragraphs=("Max", "Bokayev is in prison."))
    CitationFactory(edition=edition, printed="Max Bokayev", start=0, end=11)

    assert list(integrity.span_faults()) == []


def test_a_place_past_the_end_of_the_text_is_a_fault():
    edition = EditionFactory()
    warning = models.ReadingWarning.objects.create(edition=edition, code="x", message="Doubt", start=3, end=9000)

    (fault,) = integrity.span_faults()

    assert f"Reading warning {warning.pk}" in fault
    assert "past the end" in fault


def test_a_signature_in_the_edition_of_another_declaration_is_a_fault():
    signature = SignatureFactory()
    models.Signature.objects.filter(pk=signature.pk).update(declaration=DeclarationFactory())

    (fault,) = integrity.ownership_faults()

    assert f"Signature {signature.pk}" in fault


def test_a_document_that_is_gone_or_was_altered_is_a_fault():
    source = SourceFactory()
    source.copy.save("article.txt", ContentFile(b"as it was"))
    assert list(integrity.file_faults()) == []

    with open(source.copy.path, "wb") as file:
        file.write(b"as it never was")
    (altered,) = integrity.file_faults()
    source.copy.storage.delete(source.copy.name)
    (gone,) = integrity.file_faults()

    assert "is not the one that was received" in altered
    assert "cannot be read" in gone


def test_the_command_prints_a_line_for_each_fault_and_fails():
    case = followed_case()
    integrity_before, _ = run()
    models.Case.objects.filter(pk=case.pk).update(situation=Situation.DISAPPEARED, outcome="worse")

    lines, status = run()

    assert status == 1
    assert len(lines) == len(integrity_before) + 2


def test_the_command_succeeds_where_nothing_is_wrong():
    assert run() == ([], 0)


def run(*arguments) -> tuple[list[str], int]:
    out = StringIO()
    try:
        call_command("check_integrity", *arguments, stdout=out, stderr=StringIO())
    except SystemExit as ended:
        return out.getvalue().splitlines(), ended.code
    return out.getvalue().splitlines(), 0
