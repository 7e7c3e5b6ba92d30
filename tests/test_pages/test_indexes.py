"""The queries of the lists use the indexes that were made for them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory

from declarations.filters import CaseFilter, DeclarationFilter, FollowUpFilter
from declarations.models import Case, Declaration, FollowUp

pytestmark = pytest.mark.django_db


def asked(filter_class, rows, query=""):
    """The filters of a list as somebody asks for it who is not signed in."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    visible = rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows
    found = filter_class(QueryDict(query), queryset=visible, request=request)
    assert found.is_valid()
    return found


def plan_of(rows) -> str:
    """How the database would answer, were the table too long to be read as a whole or sorted."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort", "incremental_sort", "hashagg"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return rows.explain()


def is_sorted_anew(plan: str) -> bool:
    return "USE TEMP B-TREE FOR ORDER BY" in plan or "USE TEMP B-TREE FOR LAST" in plan or "Sort Key" in plan


def keys(rows):
    return rows.values_list("pk")[100_000:100_050]


def test_a_page_of_cases_is_read_off_the_index_in_its_order():
    plan = plan_of(keys(asked(CaseFilter, Case.objects.all()).rows))

    assert "cases_latest_first" in plan
    assert not is_sorted_anew(plan), plan


@pytest.mark.parametrize("query", ["", "country=KZ", "country=KZ&situation=serving-sentence"])
def test_cases_are_counted_from_the_index_alone(query):
    rows = asked(CaseFilter, Case.objects.all(), query).qs
    counted = rows.order_by().values_list(*CaseFilter.together.values()).distinct()

    plan = plan_of(counted)

    assert "cases_counted" in plan
    assert "COVERING INDEX" in plan or "Index Only Scan" in plan


def test_a_page_of_declarations_is_read_off_the_index_in_its_order():
    plan = plan_of(keys(asked(DeclarationFilter, Declaration.objects.written()).rows))

    assert "declarations_latest_first" in plan
    assert not is_sorted_anew(plan), plan


def test_a_page_of_follow_ups_is_read_off_the_index_in_its_order():
    plan = plan_of(keys(asked(FollowUpFilter, FollowUp.objects.standing()).rows))

    assert "follow_ups_newest_first" in plan
    assert not is_sorted_anew(plan), plan
