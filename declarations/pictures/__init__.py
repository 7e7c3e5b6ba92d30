"""Pictures drawn from numbers, as SVG: bars over the years, a flow from then to now, a field of dots.

Pure functions: what goes in are words and numbers, what comes out is one element of SVG without script or style. It
stands in a page, whose style sheet colours it by its classes, or in a file of its own, where its own attributes do.
Each kind of thing has a pattern besides its colour, so that a picture is read in print and without colours as well.
"""

from .bars import stacked_bars
from .dots import dots
from .drawing import Kind
from .flow import flow

__all__ = ["Kind", "dots", "flow", "stacked_bars"]
