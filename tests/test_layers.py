import ast
from pathlib import Path

import pytest

import declarations

TOP = Path(declarations.__file__).parent

#: The rooms from the first to the last that a document's data visits; an import never points further down this list.
ROOMS = [
    "names",
    "partial_dates",
    "saying",
    "reading",
    "models",
    "guards",
    "search",
    "reference",
    "roles",
    "following",
    "matching",
    "correcting",
    "deciding",
    "importing",
    "integrity",
    "sample",
    "preparing",
    "backups",
    "filters",
    "exports",
    "pictures",
    "templatetags",
    "views",
    "api",
    "dataset",
    "urls",
    "admin",
    "apps",
    "management",
]


def room_of(path: Path) -> str:
    return path.relative_to(TOP).parts[0].removesuffix(".py")


def imported_rooms(path: Path):
    """The rooms of the app that the module at `path` imports from."""
    package = ("declarations", *path.relative_to(TOP).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            names = [*base, *(node.module or "").split(".")] if node.module else [*base]
            if names[:1] == ["declarations"]:
                yield from [names[1]] if len(names) > 1 else [alias.name for alias in node.names]


MODULES = [path for path in sorted(TOP.rglob("*.py")) if room_of(path) not in ("migrations", "__init__")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOP)))
def test_imports_point_back_along_the_way_of_the_data(path):
    allowed = ROOMS[: ROOMS.index(room_of(path)) + 1]

    assert set(imported_rooms(path)) <= set(allowed)
