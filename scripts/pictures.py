#!/usr/bin/env python3
"""Makes the pictures of README.md anew, of books as the program sets them now.

    pictures.py [--program target/release/banxin] [--to docs/images]

Needs pymupdf. Look at what changed before you commit it.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import tempfile

import pymupdf

ROOT = pathlib.Path(__file__).resolve().parent.parent
THEMES = ["literary", "technical", "magazine", "vertical"]
# Of 255: what lies around the pages.
AROUND = 0.85
# Pixels between pages.
GAP = 10


def book(source, folder, changes=()):
    """The book, or a copy whose manifest is changed: pairs of an expression and what stands for it."""
    if not changes:
        return source
    to = pathlib.Path(folder) / "book"
    shutil.copytree(source, to)
    manifest = (to / "book.toml").read_text(encoding="utf-8")
    manifest = re.sub(r'^dir = .*', f'dir = "{ROOT / "fonts"}"', manifest, flags=re.MULTILINE)
    for was, now in changes:
        manifest, found = re.subn(was, now, manifest, flags=re.MULTILINE)
        assert found == 1, (was, found)
    (to / "book.toml").write_text(manifest, encoding="utf-8")
    return to


def pages(program, source, wanted, changes=()):
    """The pages of a book's PDF that `wanted` chooses: it is given every page and its text without spaces."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        made = [program, "build", book(source, folder, changes), "-e", "pdf", "-o", out, "-q"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        document = pymupdf.open(stream=next(out.glob("*.pdf")).read_bytes())
    words = lambda page: re.sub(r"\s+", "", page.get_text())
    return [(document, at) for at, page in enumerate(document) if wanted(page, words(page))]


def sheet(rows, width, to, colours):
    """Pages side by side, in rows, as a picture of so many pixels."""
    paper = pymupdf.open()
    heights, shown = [], []
    for row in rows:
        sizes = [document[at].rect for document, at in row]
        # All pages of a row are of one height.
        height = (width - GAP * (len(row) + 1)) / sum(size.width / size.height for size in sizes)
        heights.append(height)
        shown.append([size.width / size.height * height for size in sizes])
    canvas = paper.new_page(width=width, height=sum(heights) + GAP * (len(rows) + 1))
    canvas.draw_rect(canvas.rect, color=None, fill=(AROUND, AROUND, AROUND))
    top = GAP
    for row, height, widths in zip(rows, heights, shown):
        left = GAP
        for (document, at), across in zip(row, widths):
            place = pymupdf.Rect(left, top, left + across, top + height)
            canvas.draw_rect(place, color=None, fill=(1, 1, 1))
            canvas.show_pdf_page(place, document, at)
            left += across + GAP
        top += height + GAP
    picture = canvas.get_pixmap(dpi=72, alpha=False, colorspace=pymupdf.csRGB if colours else pymupdf.csGRAY)
    picture.save(to)
    print(f"{to}: {picture.width} x {picture.height}, {to.stat().st_size} bytes")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--program", default=ROOT / "target/release/banxin", type=pathlib.Path)
    arguments.add_argument("--to", default=ROOT / "docs/images", type=pathlib.Path)
    given = arguments.parse_args()

    def of(source, wanted, changes=()):
        return pages(given.program, ROOT / source, wanted, changes)

    # The cover, the first two pages of the text, the notes.
    own = of("book", lambda page, words: page.number == 0 or page.get_label() in ("1", "2") or words.startswith("事实核查备注"))
    sheet([own], 1568, given.to / "pages.png", True)
    # The first chapter's first page, and the one with its table.
    chapter = lambda _, words: "翻开一本书" in words or "表1-1常用开本与版心" in words
    specimen = lambda theme: of("examples/specimen", chapter, [(r"^name = .*", f'name = "{theme}"')])
    *horizontal, vertical = [specimen(theme) for theme in THEMES]
    # A vertical book is read from the right.
    literary, technical, magazine = horizontal
    sheet([literary + technical, magazine + vertical[::-1]], 1544, given.to / "themes.png", True)
    lines = lambda _, words: "北冥有" in words
    turned = [(r"\Z", '\n[page]\nwriting = "vertical"\n')]
    sheet([of("examples/lines", lines) + of("examples/lines", lines, turned)], 1500, given.to / "lines.png", False)


if __name__ == "__main__":
    main()
