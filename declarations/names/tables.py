"""A table of rows by name, in which each is found under every spelling of its name."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from .comparing import same_name
from .keys import name_key

Row = TypeVar("Row")


class NameTable(Generic[Row]):
    """Rows by name: `of` gives those whose name is the same, in the order in which they were put in."""

    def __init__(self, rows: Iterable[tuple[str, Row]] = ()):
        self._by_key: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for name, row in rows:
            self.add(name, row)

    def add(self, name: str, row: Row) -> None:
        self._by_key[name_key(name)].append((name, row))

    def of(self, name: str) -> list[Row]:
        """The rows under `name`; none for a name without letters."""
        return [row for known, row in self._by_key.get(name_key(name), ()) if same_name(known, name)]

    def first(self, name: str) -> Row | None:
        return next(iter(self.of(name)), None)
