"""The layouts that the Assembly has used, and our own for facts, each in a module of its own.

A layout is a module with a NAME, `recognises(document)` and `read(document)`; a new one joins LAYOUTS. The first
that recognises a document reads it.
"""

from types import ModuleType

from . import facts, overleaf, pace, web

LAYOUTS: tuple[ModuleType, ...] = (facts, overleaf, web, pace)
