"""How many documents a second are read, by layout, beside what the libraries alone need to open them.

    python -m benchmarks.reading [--rounds 30]

The sample declaration is set in every layout and format. Each is read by the library alone (the floor: the text
decoded, the HTML parsed, the characters of the PDF and their boxes fetched) and by `read`, in turns and in one run,
in seconds of one core; the fastest round of each counts. "No names" leaves the search for people's names out. PDF and
DOCX, which have a process of their own otherwise, are read in this one; the last lines give what the other process
adds on the clock. Exit 1 where reading a PDF costs more than twice its floor.
"""

import argparse
import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import mammoth
import pypdfium2
import pypdfium2.raw as pdfium
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from declarations.reading import read
from declarations.reading.media.serving import READERS
from declarations.reading.media.worker import end_worker
from tests.reading.documents import LAYOUTS, Facts, Member
from tests.reading.files import docx_of, pdf_of

SAMPLE = Path(__file__).parents[1] / "fixtures" / "declarations" / "doc-14876.md"
MOST_TIMES_THE_FLOOR = 2
IN_THIS_PROCESS = patch(
    "declarations.reading.media.text_in_worker", lambda data, media_type: READERS[media_type](data)
)
WITHOUT_NAMES = patch("declarations.reading.reader.find_mentions", lambda *_, **__: ())


def text_alone(data: bytes) -> None:
    data.decode()


def markdown_alone(data: bytes) -> None:
    html_alone(MarkdownIt("commonmark").render(data.decode()).encode())


def html_alone(data: bytes) -> None:
    LexborHTMLParser(data.decode()).root.text(separator="\n")


def docx_alone(data: bytes) -> None:
    mammoth.convert_to_html(io.BytesIO(data))


def pdf_alone(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text_page, box = page.get_textpage(), pdfium.FS_RECTF()
        for index in range(text_page.count_chars()):
            pdfium.FPDFText_GetUnicode(text_page, index)
            pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
    document.close()


@dataclass
class Measured:
    """One layout: its document, the library alone, and the fastest seconds of each way to read it."""

    data: bytes
    alone: Callable[[bytes], None]
    floor: float = float("inf")
    without_names: float = float("inf")
    whole: float = float("inf")

    def go_round(self) -> None:
        self.floor = min(self.floor, seconds(self.alone, self.data))
        self.whole = min(self.whole, seconds(read, self.data, "document"))
        with WITHOUT_NAMES:
            self.without_names = min(self.without_names, seconds(read, self.data, "document"))


def seconds(action: Callable, *arguments) -> float:
    started = time.process_time()
    action(*arguments)
    return time.process_time() - started


def milliseconds_on_the_clock(data: bytes, rounds: int) -> float:
    """The fastest of several readings, in whatever process."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        read(data, "document")
        times.append(time.perf_counter() - started)
    return 1000 * min(times)


def layouts() -> dict[str, Measured]:
    facts = sample()
    floors = {"markdown": markdown_alone, "web_html": html_alone}
    measured = {
        name: Measured(lay_out(facts).encode(), floors.get(name, text_alone)) for name, lay_out in LAYOUTS.items()
    }
    measured["pdf"] = Measured(pdf_of(facts), pdf_alone)
    measured["docx"] = Measured(docx_of(facts), docx_alone)
    return measured


def sample() -> Facts:
    parsed = read(SAMPLE.read_bytes(), SAMPLE.name)
    members = tuple(
        Member(s.given_name, s.family_name.upper(), country=s.printed_country, group=s.group)
        for s in parsed.signatures
    )
    return Facts(members, parsed.title.text, tuple(paragraph.text for paragraph in parsed.paragraphs))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    measured = layouts()
    with IN_THIS_PROCESS:
        for _ in range(rounds):
            for layout in measured.values():
                layout.go_round()
    print(f"{'layout':10} {'library':>10} {'read':>10} {'no names':>10} {'read / library':>15}   documents a second")
    for name, layout in measured.items():
        counts = (f"{1 / each:10.0f}" for each in (layout.floor, layout.whole, layout.without_names))
        print(f"{name:10} {' '.join(counts)} {layout.whole / layout.floor:14.1f}x")
    for name in ("pdf", "docx"):
        apart = milliseconds_on_the_clock(measured[name].data, rounds)
        with IN_THIS_PROCESS:
            here = milliseconds_on_the_clock(measured[name].data, rounds)
        print(f"{name}: {apart:.1f} ms on the clock with the process of its own, {here:.1f} ms without")
    end_worker()
    times = measured["pdf"].whole / measured["pdf"].floor
    return 1 if times > MOST_TIMES_THE_FLOOR else 0


if __name__ == "__main__":
    sys.exit(main())
