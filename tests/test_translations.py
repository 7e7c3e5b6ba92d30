"""The French of the public pages: complete, and compiled as it is written."""

import io
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import declarations

TOP = Path(declarations.__file__).parent
FOLDER = TOP / "locale" / "fr" / "LC_MESSAGES"
HINT = (
    "run `python manage.py makemessages -l fr --no-location --no-wrap -i 'admin/*'`, translate, then compilemessages"
)

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def catalogue():
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="fr")


MESSAGES = [message for message in catalogue() if message.id]


def said_by(message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def marked_for_translation() -> set:
    """What the public pages' programs and templates mark."""
    found = set()
    for path in [*TOP.rglob("*.py"), *TOP.rglob("*.html")]:
        if "admin" in path.relative_to(TOP).parts:
            continue
        source = path.read_text()
        if path.suffix == ".html":
            source = templatize(source, origin=str(path))
        for _, message, _, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
            found.add((context, message))
    return found


def test_everything_that_is_marked_is_in_the_catalogue_and_nothing_else():
    known = {(message.context, message.id) for message in MESSAGES}

    assert marked_for_translation() == known, HINT


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message.id)[:40])
def test_every_message_is_translated_with_what_is_put_into_it(message):
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    put_in = {found for one in originals for found in re.findall(r"%\(\w+\)s|\{\w*\}", one)}

    assert not message.fuzzy
    assert len(said_by(message)) == len(originals)
    for french in said_by(message):
        assert french
        assert set(re.findall(r"%\(\w+\)s|\{\w*\}", french)) == put_in
        assert re.findall(r"<(\w+)", french) == re.findall(r"<(\w+)", originals[-1])


def test_what_is_compiled_is_what_is_written():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)

    for message in MESSAGES:
        if isinstance(message.id, str):
            found = compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
            assert found == message.string, HINT
        else:
            assert [compiled.ngettext(*message.id, number) for number in (1, 2)] == said_by(message), HINT


def test_signs_of_two_parts_have_a_blank_that_does_not_break_before_them():
    for message in MESSAGES:
        assert not re.search(r" [:;?!»](?:[\s<\"]|$)|« ", " ".join(said_by(message))), message.id
