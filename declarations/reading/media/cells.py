"""A cell: a run of text on a page with the box around it, in points from the page's lower left corner."""


class Cell:
    """Text that stands together on one line; `follows_blank` says that the file has a blank before it."""

    __slots__ = ("bottom", "follows_blank", "left", "right", "text", "top")

    def __init__(self, left: float, bottom: float, top: float, *, follows_blank: bool = False):
        self.left, self.bottom, self.top = left, bottom, top
        self.right = left
        self.text = ""
        self.follows_blank = follows_blank

    def close(self, right: float, text: str) -> None:
        """Sets what is known at the cell's end."""
        self.right, self.text = right, text

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2
