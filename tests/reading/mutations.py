"""Ways to spoil a document: each takes its bytes and a source of chance, and returns other bytes."""

import random

from .documents import LAYOUTS, Facts, members
from .files import docx, docx_of, paragraph, pdf_of


def originals() -> dict[str, bytes]:
    """A faultless document in each layout and format."""
    facts = Facts(members(26))
    texts = {name: lay_out(facts).encode() for name, lay_out in LAYOUTS.items()}
    return {**texts, "pdf": pdf_of(facts), "docx": docx_of(facts)}


def _stretch(data: bytes, chance: random.Random, longest: int = 400) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, longest))


def _pieces(data: bytes, chance: random.Random) -> list[bytes]:
    return data.split(chance.choice((b"\n", b" ", b";", b"endobj", b">", b",")))


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def cut_out(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance, 4000)
    return data[:end] + data[start:end] * chance.randint(1, 50) + data[end:]


def shuffled(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def shuffled_pieces(data: bytes, chance: random.Random) -> bytes:
    pieces = _pieces(data, chance)
    first, second = (chance.randrange(len(pieces)) for _ in range(2))
    pieces[first], pieces[second] = pieces[second], pieces[first]
    return b" ".join(pieces)


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def with_rubbish(data: bytes, chance: random.Random) -> bytes:
    start, _ = _stretch(data, chance)
    return data[:start] + chance.randbytes(chance.randint(1, 3000)) + data[start:]


def with_nulls(data: bytes, chance: random.Random) -> bytes:
    start, _ = _stretch(data, chance)
    return data[:start] + b"\0" * chance.randint(1, 5000) + data[start:]


def in_another_encoding(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "cp1250", "mac-roman", "koi8-r", "utf-7"))
    return text.encode(encoding, errors="ignore")


def misread(data: bytes, chance: random.Random) -> bytes:
    return data.decode(chance.choice(("cp1252", "latin-1", "cp1250", "koi8-r")), errors="replace").encode()


def with_a_long_line(data: bytes, chance: random.Random) -> bytes:
    start, _ = _stretch(data, chance)
    word = chance.choice(
        (b"Word and Word, ", b"a", b"A, ", b"X, Italy, SOC; ", b"- ", b"\xc3\x85\xc2\xa0", b"(", b"> ")
    )
    return data[:start] + word * chance.randint(1_000, 100_000) + data[start:]


def with_many_lines(data: bytes, chance: random.Random) -> bytes:
    start, _ = _stretch(data, chance)
    line = chance.choice(
        (b"\n", b"DOE Jo, Italy, SOC\n", b"Signed\n\n", b"Written declaration No. 600\n\n", b"-\n", b"> x\n")
    )
    return data[:start] + line * chance.randint(100, 20_000) + data[start:]


def deeply_nested(data: bytes, chance: random.Random) -> bytes:
    start, _ = _stretch(data, chance)
    tag = chance.choice((b"<div>", b"<span>", b"<table><tr><td>", b"<ul><li>", b"<b><p>", b"> ", b"[", b"* ", b"<!--"))
    return data[:start] + tag * chance.randint(100, 30_000) + data[start:]


def in_a_page(data: bytes, chance: random.Random) -> bytes:
    return b"<html><body><div>" + data.replace(b"\n", chance.choice((b"<br>", b"<p>", b"</div><div>"))) + b"</p>"


def as_an_archive(data: bytes, chance: random.Random) -> bytes:
    size = chance.choice((1_000, 7_000_000, 30_000_000))
    filling = chance.choice((b"<w:p>", b"0", b"\n", b"<w:r><w:t>A</w:t></w:r>"))
    name = chance.choice(("word/document.xml", "word/styles.xml", "word/numbering.xml", "../../word/x.xml", "a"))
    return docx(paragraph("Doc. 1"), others={name: filling * (size // len(filling))})


def twice(data: bytes, chance: random.Random) -> bytes:
    return chance.choice(MUTATIONS[:-1])(chance.choice(MUTATIONS[:-1])(data, chance) or data, chance)


MUTATIONS = (
    *(cut_off, cut_out, doubled, shuffled, shuffled_pieces, flipped, with_rubbish, with_nulls, in_another_encoding),
    *(misread, with_a_long_line, with_many_lines, deeply_nested, in_a_page, as_an_archive, twice),
)
