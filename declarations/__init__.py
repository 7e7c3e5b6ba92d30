"""Written declarations, who signed them, whom they name, and what became of those people.

The rooms, in the order in which a document's data visits them:

reading        bytes -> text -> ParsedDeclaration; a pure library that knows nothing of Django
names          keys under which two spellings of one name are equal; pure as well
partial_dates  days of which only the month or the year is known; pure as well
models         the rows, and the QuerySets that answer the domain's questions
guards         rules of which the database itself makes sure
search         the index of all that can be found, the same on both databases
reference      the states and political groups that every database starts with
roles          who may do what
following      what happened next: record, publish, correct, retract; the situation that follows from it
matching       which signatory is this line, which case is this mention
correcting     what was read wrong, put right, and the doubts that this settles
deciding       who is who: merge, split, confirm, reject; each decision can be undone
importing      documents -> rows, each in one transaction
integrity      whether the database agrees with itself
sample         the data of the demonstration
filters, exports, templatetags, views, templates     the public pages, and their lists as files
api, dataset                                the same rows for programs
admin          the curators' room
preparing, backups, management              the command line

An import never points up this list.
"""
