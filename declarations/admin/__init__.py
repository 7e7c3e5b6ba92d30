"""The curators' room: pages to look, decide and correct. The rules are those of matching and following.

visibility     what is shown to whom
history        why a change was made, and who made it when
decisions      buttons and actions that decide something, and what the page says when a rule forbids it
inlines        rows of other tables on a page, to read or to add to
passages       a place in a text, shown with the words around it
fields         dates known in part, allegations
links          from row to row
names          searching for people

desk           what waits for a decision, one after the other, by keyboard
splitting      some of what hangs on one row becomes another's
importing      documents brought in, first only to look
urls           the addresses of these three

decided, places, documents, doubts, signatories, cases, citations, communications, follow_ups,
sources        the pages of each concept
accounts       the people who work here, and their roles
"""

from django.contrib import admin

from . import (
    accounts,
    cases,
    citations,
    communications,
    decided,
    documents,
    doubts,
    follow_ups,
    places,
    signatories,
    sources,
)

__all__ = [
    "accounts",
    "cases",
    "citations",
    "communications",
    "decided",
    "documents",
    "doubts",
    "follow_ups",
    "places",
    "signatories",
    "sources",
]

admin.site.site_header = "Declaration Tracker: curators’ room"
admin.site.site_title = "Declaration Tracker"
admin.site.index_title = "What is there to decide?"
admin.site.site_url = "/"
