"""PDF and DOCX files written by hand, as small as they come, for the reader's tests."""

import io
import textwrap
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from .documents import Facts

WIDTH, HEIGHT = 595, 842


@dataclass
class Page:
    """A page of a PDF in Helvetica; `say` sets a text with its left end at a place, in points from the lower left."""

    content: list[bytes] = field(default_factory=list)
    rotate: int = 0

    def say(self, left: float, bottom: float, text: str, size: float = 10) -> "Page":
        encoded = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        self.content.append(b"BT /F %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, left, bottom, encoded))
        return self

    def lines(self, left: float, top: float, texts: Sequence[str], pitch: float = 14, size: float = 10) -> "Page":
        for at, text in enumerate(texts):
            self.say(left, top - at * pitch, text, size)
        return self


def pdf(*pages: Page, picture_only: bool = False, encrypted: bool = False) -> bytes:
    """A PDF file of these pages."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, page in enumerate(pages):
        content = b"0 0 100 100 re f" if picture_only else b"\n".join(page.content)
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % (WIDTH, HEIGHT, page.rotate, 5 + 2 * at),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return _file(objects, encrypted)


def _file(objects: list[bytes], encrypted: bool) -> bytes:
    written, places = b"%PDF-1.4\n", []
    trailer = b""
    if encrypted:
        key = b"<" + b"41" * 32 + b">"
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -44 /O %s /U %s >>" % (key, key))
        trailer = b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            trailer,
            len(written),
        )
    )


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(text: str, footnote: bool = False) -> str:
    """A paragraph of a DOCX file, with a reference to its footnote where it has one."""
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>' if footnote else ""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r>{note}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of a DOCX file."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(*blocks: str, footnote: str = "", others: dict[str, bytes] | None = None) -> bytes:
    """A DOCX file of these blocks; `others` are further files in it."""
    note = f'<w:footnote w:id="1">{paragraph(footnote)}</w:footnote>'
    types = f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relations("footnotes", "footnotes.xml"),
        "word/document.xml": f"<w:document {W}><w:body>{''.join(blocks)}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {W}>{note}</w:footnotes>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(others or {})}.items():
            archive.writestr(name, content)
    return file.getvalue()


def _relations(kind: str, target: str) -> str:
    relation = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'


def pdf_of(facts: Facts) -> bytes:
    """The facts as a PDF of two pages, with the list in two columns on the second."""
    return pdf(*pdf_pages(facts))


def pdf_pages(facts: Facts, below: str = "") -> tuple[Page, Page]:
    """The two pages of `pdf_of`; `below` is a line at the end."""
    head = facts.overleaf().split("Signed (see overleaf)")[0]
    front = Page().lines(70, 780, [line for line in head.split("\n") if line], pitch=30)
    entries = [textwrap.wrap(member.overleaf, 40, break_on_hyphens=False) for member in facts.members]
    half = (len(entries) + 1) // 2
    left, right = ([line for entry in column for line in entry] for column in (entries[:half], entries[half:]))
    back = Page().say(70, 780, "Signed:").lines(70, 740, left, size=8).lines(320, 740, right, size=8)
    lowest = 740 - 14 * max(len(left), len(right))
    back.say(70, lowest - 10, f"Total = {len(entries)}").say(70, lowest - 40, below)
    return front.say(70, 300, "Signed (see overleaf)"), back


def docx_of(facts: Facts) -> bytes:
    """The facts as a Word document, with the list as a table."""
    return docx(*word_blocks(facts))


def word_blocks(facts: Facts) -> list[str]:
    """The paragraphs and the table of `docx_of`."""
    head = facts.overleaf().split("Signed1:")[0]
    names = [
        ", ".join(filter(None, (f"{member.family} {member.given}", member.particles))) for member in facts.members
    ]
    rows = [[name, member.country, member.group] for name, member in zip(names, facts.members, strict=True)]
    body = [*map(paragraph, filter(None, head.split("\n"))), paragraph("Signed"), table(rows)]
    return [*body, paragraph(f"Total = {len(rows)}")]
