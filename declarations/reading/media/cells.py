"""A cell: a run of text on a page with the box around it, in points from the page's lower left corner."""

from dataclasses import dataclass


@dataclass(slots=True)
class Cell:
    """Words that stand together on one line, and where each of them starts and ends.

    `follows_blank` says that the file has a blank before the cell.
    """

    words: list[str]
    starts: list[float]
    ends: list[float]
    bottom: float
    top: float
    follows_blank: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def left(self) -> float:
        return self.starts[0]

    @property
    def right(self) -> float:
        return self.ends[-1]

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def take(self, other: "Cell", *, as_one_word: bool) -> None:
        """Takes in the cell to the right. The box stays that of the longer one."""
        if len(other.text) > len(self.text):
            self.bottom, self.top = other.bottom, other.top
        if as_one_word:
            self.words[-1] += other.words[0]
            self.ends[-1] = max(self.ends[-1], other.ends[0])
        first = int(as_one_word)
        self.words += other.words[first:]
        self.starts += other.starts[first:]
        self.ends += other.ends[first:]

    def split_before(self, word: int) -> "Cell":
        """Keeps the words before that index, and returns the others as a cell."""
        rest = Cell(self.words[word:], self.starts[word:], self.ends[word:], self.bottom, self.top, follows_blank=True)
        del self.words[word:], self.starts[word:], self.ends[word:]
        return rest
