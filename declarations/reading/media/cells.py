"""A cell: a run of text on a page with the box around it, in points from the page's lower left corner."""


class Cell:
    """Text that stands together on one line; `follows_blank` says that the file has a blank before it."""

    __slots__ = ("bottom", "follows_blank", "left", "right", "text", "top")

    def __init__(self, left: float, *, follows_blank: bool = False):
        self.left = self.right = left
        self.bottom = self.top = 0.0
        self.text = ""
        self.follows_blank = follows_blank

    def close(self, right: float, bottom: float, top: float, text: str) -> None:
        """Sets what is known at the cell's end."""
        self.right, self.bottom, self.top, self.text = right, bottom, top, text

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2
