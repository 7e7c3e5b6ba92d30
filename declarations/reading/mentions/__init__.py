"""The people named in a declaration's paragraphs, each with a guess of role and claim: suggestions, nothing more.

words         plain tables: titles, offices, institutions, places
candidates    sequences of capitals that are names of people
sentences     where sentences and clauses end
roles         victim or another part
situations, claims    what the words around a name say of the person; `situations` holds the tables
finding       one paragraph after the other, from names to mentions
"""

from .finding import find_mentions

__all__ = ["find_mentions"]
