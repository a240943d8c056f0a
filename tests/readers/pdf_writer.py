"""Small PDF files for tests, written by hand: text in Helvetica where it is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Placed = tuple[float, float, float, str]
"""x and y in points from the lower left, size, text."""


def rows(text: Iterable[str], x: float = 60, y: float = 780, size: float = 11) -> list[Placed]:
    """Lines one below the other; an empty one leaves a gap."""
    placed = []
    for line in text:
        if line:
            placed.append((x, y, size, line))
        y -= 1.25 * size
    return placed


def pdf(*pages: Sequence[Placed], about: str = "") -> bytes:
    """A PDF of pages of A4; ``about`` is written into its information dictionary."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    kids = []
    for page in pages:
        stream = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET\n"
            for x, y, size, text in page
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R"
            f" >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {about} >>")
    return _file(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[str]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets).encode()
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    return out + f"{trailer}startxref\n{start}\n%%EOF\n".encode()
