"""The layouts that the Assembly has used, each in a module of its own.

A layout is a module with a NAME, `recognises(document)` and `read(document)`; a new one joins LAYOUTS. The first
that recognises a document reads it.
"""

from types import ModuleType

from . import overleaf, pace, web

LAYOUTS: tuple[ModuleType, ...] = (overleaf, web, pace)
