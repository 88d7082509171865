#!/usr/bin/env python3
"""Whether readers agree on how pages of a PDF look: poppler, mupdf and pdfium draw some of them, and their pixels are compared.

    judge_render.py FILE.pdf [PAGES]

Glyphs are smoothed differently by each, so pages are compared as a coarse grid of greys: a cell that differs by more than DIFFERENCE is
ink that one reader shows and the other doesn't. Exits with 1 and names the pages where that happens.
"""

import subprocess
import sys

import pymupdf
import pypdfium2

# Dots to an inch, and the side of a cell in pixels: about a third of a character.
DPI = 72
CELL = 4
# Of 255: smoothing alone stays below a third of this.
DIFFERENCE = 90


def greys(pixels, width, height, stride):
    """The mean grey of each cell."""
    cells = []
    for top in range(0, height - CELL + 1, CELL):
        row = []
        for left in range(0, width - CELL + 1, CELL):
            total = sum(sum(pixels[y * stride + left : y * stride + left + CELL]) for y in range(top, top + CELL))
            row.append(total // (CELL * CELL))
        cells.append(row)
    return cells


def by_mupdf(path, at):
    page = pymupdf.open(path)[at].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY, alpha=False)
    return greys(page.samples, page.width, page.height, page.stride)


def by_pdfium(path, at):
    page = pypdfium2.PdfDocument(path)[at].render(scale=DPI / 72, grayscale=True)
    return greys(bytes(page.buffer), page.width, page.height, page.stride)


def by_poppler(path, at):
    command = ["pdftoppm", "-gray", "-r", str(DPI), "-f", str(at + 1), "-l", str(at + 1), path]
    image = subprocess.run(command, check=True, capture_output=True).stdout
    # A portable grey map: P5, the sides, the largest grey, each followed by one white character.
    _, sides, _, pixels = image.split(b"\n", 3)
    width, height = map(int, sides.split())
    return greys(pixels, width, height, width)


READERS = {"poppler": by_poppler, "mupdf": by_mupdf, "pdfium": by_pdfium}


def most_differing(one, two):
    """The most that a cell of one picture differs from that of another."""
    return max((abs(a - b) for row, other in zip(one, two) for a, b in zip(row, other)), default=0)


def disagreements(paths, pages):
    """Readers that draw a page another way than mupdf; `paths` has the file of each. Gives the worst difference and what is wrong."""
    wrong, worst = [], 0
    for at in pages:
        standard = by_mupdf(paths["mupdf"], at)
        for name in ("poppler", "pdfium"):
            most = most_differing(standard, READERS[name](paths[name], at))
            worst = max(worst, most)
            if most > DIFFERENCE:
                wrong.append(f"page {at + 1}: a cell of {name} differs from mupdf's by {most}")
    return worst, wrong


def main():
    path = sys.argv[1]
    count = len(pymupdf.open(path))
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    pages = sorted({at * (count - 1) // max(wanted - 1, 1) for at in range(wanted)})
    worst, bad = disagreements(dict.fromkeys(READERS, path), pages)
    print(f"{len(pages)} pages of {path}: the most that a cell differs is {worst} of 255")
    for line in bad:
        print(line)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
