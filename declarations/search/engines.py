"""The two databases' ways to look words up. They get plain words only, so nothing typed is ever taken for syntax."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connections
from django.db.models.expressions import RawSQL


class Engine(Protocol):
    """How a database writes conditions on the words of an entry, and which entries fulfil one."""

    def phrase(self, words: Sequence[str], columns: Sequence[str], is_beginning: bool) -> str:
        """These words one after another in one of the columns; the last may be the beginning of a word."""

    def every(self, conditions: Sequence[str]) -> str: ...

    def either(self, conditions: Sequence[str]) -> str: ...

    def but_not(self, condition: str, unwanted: Sequence[str]) -> str: ...

    def entries(self, condition: str, most: int | None = None) -> RawSQL:
        """The keys of the entries that fulfil a condition; where there are very many, the first of them."""


class SQLiteEngine:
    """FTS5, on the virtual table that the migration makes."""

    def phrase(self, words, columns, is_beginning):
        ending = " *" if is_beginning else ""
        return f'({{{" ".join(columns)}}} : "{" ".join(words)}"{ending})'

    def every(self, conditions):
        return f"({' AND '.join(conditions)})"

    def either(self, conditions):
        return f"({' OR '.join(conditions)})"

    def but_not(self, condition, unwanted):
        return f"({condition} NOT {self.either(unwanted)})"

    def entries(self, condition, most=None):
        words = "SELECT rowid FROM declarations_searchwords WHERE declarations_searchwords MATCH %s"
        return _first(words, "rowid", condition, most)


class PostgreSQLEngine:
    """A tsvector whose weights are the columns, and the GIN index on it that the migration makes.

    In it each word has a “w” before it; the migration says why.
    """

    weights = {"heading_words": "A", "body_words": "B", "heading_sounds": "C", "body_sounds": "D"}

    def phrase(self, words, columns, is_beginning):
        ending = "*" if is_beginning else ""
        # Within one column each, for a phrase does not go on from the heading into the body.
        in_each = []
        for column in columns:
            marks = [self.weights[column]] * (len(words) - 1) + [ending + self.weights[column]]
            in_each.append(" <-> ".join(f"'w{word}':{mark}" for word, mark in zip(words, marks, strict=True)))
        return self.either([f"({one})" for one in in_each])

    def every(self, conditions):
        return f"({' & '.join(conditions)})"

    def either(self, conditions):
        return f"({' | '.join(conditions)})"

    def but_not(self, condition, unwanted):
        return f"({condition} & !{self.either(unwanted)})"

    def entries(self, condition, most=None):
        return _first("SELECT id FROM declarations_searchentry WHERE words @@ %s::tsquery", "id", condition, most)


def _first(query: str, key: str, condition: str, most: int | None) -> RawSQL:
    if most is None:
        return RawSQL(query, [condition])
    return RawSQL(f"{query} ORDER BY {key} LIMIT %s", [condition, most])


ENGINES = {"sqlite": SQLiteEngine(), "postgresql": PostgreSQLEngine()}


def engine_for(database: str) -> Engine:
    """The engine of the database of that alias."""
    return ENGINES[connections[database].vendor]
