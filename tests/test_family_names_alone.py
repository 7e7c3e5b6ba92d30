"""A family name alone, as documents of about 2001 print it, is linked by all that is known, whatever came first."""

from itertools import permutations

import pytest
from django.db import transaction

from declarations import matching
from declarations.models import ReadingWarning, Signatory, Signature

from .factories import UserFactory
from .test_editions import bring_in_all, rows
from .test_importing import MEMBERS, web_page

pytestmark = pytest.mark.django_db

NAMES = [("Smith", "United Kingdom", "SOC"), ("Jurgens", "Germany", "EPP/CD"), ("Gross", "Switzerland", "SOC")]
SMITH = ("Sir", "John", "SMITH", "United Kingdom", "SOC")
OTHER_SMITH = ("Ms", "Ann", "SMITH", "United Kingdom", "EDG")
GROSS = ("Mr", "Andreas", "GROSS", "Switzerland", "SOC")


def family_names(number=301, day="24 April 2001", names=NAMES, in_full=()):
    """A declaration whose list gives family names only, or some names `in_full`."""
    lines = [", ".join(name) for name in names]
    lines += [f"{family} {given}, {country}, {group}" for _, given, family, country, group in in_full]
    head = [f"Doc. {number + 8000}", day, "Freedom", f"Written declaration No. {number}", "Talgat Ayan is in prison."]
    return "\n\n".join([*head, "Signed:", "\n".join(lines), f"Total = {len(lines)}"]).encode()


def in_full(number, day, *people):
    return web_page(number, day, [*MEMBERS, *people])


def whose(number=301, family_name="Smith"):
    row = Signature.objects.get(declaration__number=number, family_name=family_name, given_name="")
    return row.signatory and row.signatory.given_name


def undecided():
    return list(ReadingWarning.objects.filter(code="undecided-signatory").values_list("message", flat=True))


SETS = {
    "one member": {"alone": family_names(), "full": in_full(302, "3 May 2002", SMITH, GROSS)},
    "two members of one name": {
        "alone": family_names(),
        "full": in_full(302, "3 May 2002", SMITH, GROSS),
        "other": in_full(303, "4 June 2003", OTHER_SMITH),
    },
    "a namesake of another time": {
        "alone": family_names(),
        "full": in_full(302, "3 May 2002", SMITH),
        "other": in_full(903, "4 June 2018", OTHER_SMITH),
    },
    "one who signs before and long after": {
        "alone": family_names(),
        "early": in_full(150, "3 May 1989", SMITH),
        "late": in_full(850, "3 May 2016", SMITH),
    },
    "a chain of family names": {
        "alone": family_names(),
        "earlier": family_names(250, "5 May 1997"),
        "earliest": family_names(200, "6 May 1993"),
        "full": in_full(302, "3 May 2002", SMITH),
    },
    "one who is in the list in full as well": {
        "alone": family_names(in_full=[OTHER_SMITH]),
        "full": in_full(302, "3 May 2002", SMITH),
    },
    "later editions": {
        "alone": family_names(),
        "again": family_names().replace(b"Doc. 8301", b"Doc. 8301 2nd edition"),
        "full": in_full(302, "3 May 2002", SMITH, GROSS),
        "other": in_full(303, "4 June 2003", OTHER_SMITH),
    },
}


@pytest.mark.parametrize("name", SETS)
def test_every_order_of_import_ends_in_the_same_rows(name):
    ends = {}
    for order in permutations(SETS[name]):
        with transaction.atomic():
            bring_in_all(**{key: SETS[name][key] for key in order})
            ends[order] = rows()
            transaction.set_rollback(True)

    first = next(iter(ends.values()))
    assert all(end == first for end in ends.values())


def test_the_signature_is_linked_when_its_one_member_comes_by_another_declaration():
    bring_in_all(alone=family_names())
    assert whose() is None

    bring_in_all(full=in_full(302, "3 May 2002", SMITH, GROSS))

    assert (whose(), whose(family_name="Gross"), whose(family_name="Jurgens")) == ("John", "Andreas", None)
    assert undecided() == ["“Jurgens, Germany, EPP/CD” gives a family name only. Choose the signatory."]


def test_the_link_is_taken_back_when_a_second_member_comes_who_may_be_meant():
    bring_in_all(full=in_full(302, "3 May 2002", SMITH), alone=family_names())
    assert whose() == "John"

    bring_in_all(other=in_full(303, "4 June 2003", OTHER_SMITH))

    assert whose() is None
    assert "“Smith, United Kingdom, SOC” could be any of 2 members. Choose the signatory." in undecided()


def test_a_family_name_alone_does_not_lengthen_the_time_in_which_a_member_sat():
    bring_in_all(**SETS["a chain of family names"])

    assert [whose(number) for number in (301, 250, 200)] == ["John", "John", None]


def test_the_report_of_a_document_says_what_is_stored_in_the_end():
    bring_in_all(full=in_full(302, "3 May 2002", SMITH))

    report = bring_in_all(alone=family_names(in_full=[OTHER_SMITH]))["alone"]

    assert report.signatories[0] is None
    assert "could be any of 2 members" in " ".join(warning.message for warning in report.warnings)


def test_what_a_curator_decided_is_not_asked_anew():
    bring_in_all(alone=family_names())
    other = Signatory.objects.create(family_name="Smith", given_name="Curated", country_id="GB", slug="curated")
    row = Signature.objects.get(family_name="Smith")
    matching.link_signature(row, other, by=UserFactory())

    bring_in_all(full=in_full(302, "3 May 2002", SMITH))

    assert whose() == "Curated"


def test_the_history_says_by_what_it_was_linked():
    bring_in_all(alone=family_names())

    bring_in_all(full=in_full(302, "3 May 2002", SMITH))

    record = Signature.objects.get(family_name="Smith", given_name="").history.first()
    assert (record.history_type, record.history_user) == ("~", None)
    assert record.history_change_reason.startswith("Read in No. 30")
