"""Text that was UTF-8 and has been read as if it were Windows-1252, -1250 or ISO 8859-1: "AndrÃ©" -> "André"."""

import re
from functools import cache

CODECS = ("cp1252", "cp1250", "latin-1")
# Text may have gone the wrong way twice.
MOST_ROUNDS = 2
# What a sequence may turn out to be: Latin letters and signs, punctuation, Cyrillic, or what the next round is to
# put right. Anything else, such as a Hebrew point out of "Ö–", shows that the two were meant as they stand.
PLAUSIBLE = re.compile(
    r"[\x80-\u017f\u018f\u0218-\u021b\u0259\u0400-\u045f\u04d8\u04d9\u1e9e\u2010-\u203a\u20ac\u2122]"
)
# Every such sequence has two characters beyond ASCII, one next to the other.
NEIGHBOURS = re.compile(r"[^\x00-\x7f]{2}")
# A dash or quotation mark behind a capital with an accent, as in “IRMÃ”, is no sequence if it is the only one.
MEANT_AS_IT_STANDS = re.compile(r"[\u2010-\u203a]")
# A text that was misread has no hard blanks of its own: it has "Â" before each, or another letter beyond ASCII.
HARD_BLANK = re.compile(r"(?<=[\x00-\x7f])\xa0")


def repaired(text: str) -> str:
    """`text` with such sequences put right; a text where they may be meant as they stand is left alone."""
    if not NEIGHBOURS.search(text):
        return text
    for _ in range(MOST_ROUNDS):
        before = text
        for codec in CODECS:
            text = _repaired_from(text, codec)
        if text == before:
            break
    return text


def _repaired_from(text: str, codec: str) -> str:
    sequences = _sequences(codec)
    found = [match[0] for match in sequences.finditer(text) if PLAUSIBLE.fullmatch(_decoded(match[0], codec))]
    # Two letters, as in “BĂŞESCU”, may be meant; a letter and a sign, as in “Ã©”, hardly ever.
    telling = {sequence for sequence in found if not sequence.isalpha()}
    if HARD_BLANK.search(text):
        telling = {sequence for sequence in telling if not sequence.endswith("\xa0")}
    if not telling or (len(telling) == 1 and MEANT_AS_IT_STANDS.search(*telling)):
        return text

    def replacement(match: re.Match) -> str:
        decoded = _decoded(match[0], codec)
        return decoded if PLAUSIBLE.fullmatch(decoded) else match[0]

    return sequences.sub(replacement, text)


def _decoded(sequence: str, codec: str) -> str:
    bytes_of = _bytes_of(codec)
    return bytes(bytes_of[character] for character in sequence).decode("utf-8", errors="replace")


@cache
def _bytes_of(codec: str) -> dict[str, int]:
    """The byte of each character; bytes that the codec leaves undefined are kept by programs as control characters."""
    table = {}
    for byte in range(0x80, 0x100):
        character = bytes([byte]).decode(codec, errors="replace")
        table[chr(byte) if character == "\ufffd" else character] = byte
    return table


@cache
def _sequences(codec: str) -> re.Pattern:
    """What UTF-8's sequences of two and three bytes look like in a codec."""
    by_byte = {byte: re.escape(character) for character, byte in _bytes_of(codec).items()}
    following = f"[{''.join(by_byte[byte] for byte in range(0x80, 0xC0))}]"
    two = "".join(by_byte[byte] for byte in range(0xC2, 0xE0))
    three = "".join(by_byte[byte] for byte in range(0xE0, 0xF0))
    return re.compile(f"[{two}]{following}|[{three}]{following}{{2}}")
