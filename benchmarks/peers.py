"""What our pages are measured against: the plain SQL, a list as Django is often written, and a bare response.

`urlpatterns` are the addresses of the tracker and those of the peers.
"""

import csv
from io import StringIO

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from declarations.models import Case
from declarations.models.vocabulary import Situation

NAIVE = """<html><body><h1>{{ page.paginator.count }} cases</h1>
<ul>{% for label, number in counts %}<li>{{ label }} {{ number }}</li>{% endfor %}</ul>
<table>{% for case in page %}<tr><td>{{ case.name }}</td><td>{{ case.country }}</td>
<td>{% for category in case.categories.all %}{{ category }} {% endfor %}</td>
<td>{% for spelling in case.spellings.all %}{{ spelling }} {% endfor %}</td>
<td>{{ case.get_situation_display }}</td><td>{{ case.situation_since }}</td><td>{{ case.last_follow_up }}</td>
<td>{{ case.source_count }}</td><td>{{ case.get_outcome_display }}</td>
<td>{% for citation in case.citations.all %}{{ citation.declaration.number }} {% endfor %}</td></tr>{% endfor %}
</table></body></html>"""


def naive_list(request):
    """A list of cases as it is often written: a query for each count and for each thing that a row shows."""
    cases = Case.objects.filter(visibility="public")
    filtered = cases.filter(**{name: request.GET[name] for name in ("situation", "country") if name in request.GET})
    page = Paginator(filtered.order_by("-last_follow_up_on", "name"), 50).get_page(request.GET.get("page"))
    counts = [(label, filtered.filter(situation=code).count()) for code, label in Situation.choices]
    return HttpResponse(engines["django"].from_string(NAIVE).render({"page": page, "counts": counts}, request))


def naive_search(request):
    """A search as it is often written, by `icontains` in each table."""
    words = request.GET["q"]
    found = list(Case.objects.filter(name__icontains=words)[:20])
    from declarations.models import Declaration, Edition, FollowUp, Signatory

    found += Signatory.objects.filter(family_name__icontains=words)[:20]
    found += Declaration.objects.filter(title__icontains=words)[:20]
    found += Edition.objects.filter(text__icontains=words).defer("text", "reading")[:20]
    found += FollowUp.objects.filter(note__icontains=words)[:20]
    numbers = [
        rows.count()
        for rows in (
            Case.objects.filter(name__icontains=words),
            Edition.objects.filter(text__icontains=words),
            FollowUp.objects.filter(note__icontains=words),
        )
    ]
    return HttpResponse(f"{sum(numbers)}: {', '.join(map(str, found[:20]))}")


def bare(request):
    """Nothing looked up and nothing rendered: what a page of ours costs on the way to it and back."""
    return HttpResponse("<!doctype html>" + "x" * 40_000)


urlpatterns = [
    path("bare/", bare),
    path("naive/", naive_list),
    path("naive-search/", naive_search),
    path("", include("tracker.urls")),
]

COLUMNS = """c.id, c.name, c.slug, c.kind, c.country_id, p.name_en, c.situation, c.situation_since,
    c.situation_precision, c.situation_citation_id, c.first_claim, c.outcome, c.response, c.source_count,
    c.first_cited_on, c.last_follow_up_on, c.last_follow_up_id, c.review_by"""
OF_THE_PAGE = (
    "SELECT case_id, category FROM declarations_casecategory WHERE case_id IN ({})",
    "SELECT case_id, spelling FROM declarations_casespelling WHERE case_id IN ({})",
    "SELECT c.case_id, d.number FROM declarations_citation c JOIN declarations_declaration d"
    " ON d.id = c.declaration_id WHERE c.state = 'confirmed' AND c.case_id IN ({}) ORDER BY d.tabled_on, d.number",
    "SELECT c.id, f.kind, f.occurred_on, f.precision, f.note FROM declarations_case c"
    " JOIN declarations_followup f ON f.id = c.last_follow_up_id WHERE c.id IN ({})",
)


def sql_page(conditions: dict[str, str], offset: int = 0) -> list:
    """The rows of one page of cases with these values in their columns, and all that a row shows."""
    where, values = _where(conditions)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM declarations_case c LEFT JOIN declarations_country p ON p.code = c.country_id"
            f" WHERE {where} ORDER BY c.last_follow_up_on DESC NULLS LAST, c.name, c.id LIMIT 50 OFFSET %s",
            [*values, offset],
        )
        rows = cursor.fetchall()
        keys = ", ".join(str(row[0]) for row in rows) or "NULL"
        for statement in OF_THE_PAGE:
            cursor.execute(statement.format(keys))
            cursor.fetchall()
    return rows


def sql_counts(conditions: dict[str, str]) -> dict:
    """How many cases there are, and how many each choice would give with all other conditions as they are."""
    counts = {}
    with connection.cursor() as cursor:
        for column in ("situation", "outcome", "response", "country_id"):
            where, values = _where({name: value for name, value in conditions.items() if name != column})
            cursor.execute(f"SELECT c.{column}, COUNT(*) FROM declarations_case c WHERE {where} GROUP BY 1", values)
            counts[column] = dict(cursor.fetchall())
        where, values = _where(conditions)
        cursor.execute(f"SELECT COUNT(*) FROM declarations_case c WHERE {where}", values)
        counts["total"] = cursor.fetchone()[0]
        cursor.execute(
            "SELECT g.category, COUNT(*) FROM declarations_casecategory g JOIN declarations_case c ON c.id = g.case_id"
            f" WHERE {where} GROUP BY 1",
            values,
        )
        counts["category"] = dict(cursor.fetchall())
    return counts


def _where(conditions: dict[str, str]) -> tuple[str, list[str]]:
    asked = {"visibility": "public", **conditions}
    return " AND ".join(f"c.{column} = %s" for column in asked), list(asked.values())


def sql_search(words: str) -> tuple[int, list]:
    """The first twenty entries that hold the words and how many there are, as the database's own search ranks them."""
    sqlite = (
        "FROM declarations_searchwords s JOIN declarations_searchentry e ON e.id = s.rowid"
        " WHERE declarations_searchwords MATCH %s"
    )
    postgresql = "FROM declarations_searchentry e WHERE e.words @@ to_tsquery('simple', %s)"
    is_sqlite = connection.vendor == "sqlite"
    rows = sqlite if is_sqlite else postgresql
    order = "rank" if is_sqlite else "ts_rank(e.words, to_tsquery('simple', %s)) DESC"
    asked = words if is_sqlite else " & ".join(f"w{word}" for word in words.split())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) {rows}", [asked])
        total = cursor.fetchone()[0]
        values = [asked] if is_sqlite else [asked, asked]
        cursor.execute(f"SELECT e.kind, e.object_id, e.heading, e.body {rows} ORDER BY {order} LIMIT 20", values)
        return total, cursor.fetchall()


def sql_csv() -> int:
    """Every public case as lines of the csv module, from one cursor; gives the number of characters."""
    listed = "group_concat({}, '; ')" if connection.vendor == "sqlite" else "string_agg({}, '; ')"
    parts = ", ".join(
        f"(SELECT {listed.format(what)} FROM {rows})"
        for what, rows in (
            ("g.category", "declarations_casecategory g WHERE g.case_id = c.id"),
            ("s.spelling", "declarations_casespelling s WHERE s.case_id = c.id AND s.spelling <> c.name"),
            (
                "CAST(d.number AS text)",
                "declarations_citation t JOIN declarations_declaration d ON d.id = t.declaration_id"
                " WHERE t.case_id = c.id AND t.state = 'confirmed'",
            ),
        )
    )
    statement = (
        f"SELECT {COLUMNS}, {parts}, f.kind, f.occurred_on, f.precision, c.wikidata, c.opensanctions, c.pace_member"
        " FROM declarations_case c LEFT JOIN declarations_country p ON p.code = c.country_id"
        " LEFT JOIN declarations_followup f ON f.id = c.last_follow_up_id WHERE c.visibility = 'public'"
        " ORDER BY c.last_follow_up_on DESC NULLS LAST, c.name, c.id"
    )
    line, size = StringIO(), 0
    writer = csv.writer(line)
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(500):
            writer.writerows(rows)
            size += line.tell()
            line.seek(0)
            line.truncate()
    return size
