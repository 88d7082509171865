#!/usr/bin/env python3
"""Judges the set lines of a PDF by the rules of Chinese typesetting, reading nothing but the PDF.

In: a PDF of any program, horizontal or vertical. Out: a table of faults, each kind with its count and how many places were looked at;
status 1 when a count is over its limit (mostly 0). The body type, the pitch, the grid, the two edges, the paragraphs are inferred from
what most lines of the document do; which kinds there are is in `setlines/tally.py`.

    judge_lines.py BOOK.pdf
    judge_lines.py BOOK.pdf --pages 10-20 --list wide-gap --list stretched
    judge_lines.py BOOK.pdf --limit short-page=3 --json
"""

import argparse
import json
import sys
from collections import Counter

import pymupdf

from setlines import dashes, faults, foot, frame, glyphs, kinds, leaves, paragraphs, widths
from setlines.tally import KINDS, Tally


def vertical(document, numbers) -> bool:
    """Whether most Han glyphs are followed by one below rather than one beside."""
    down = across = 0
    for number in numbers[:: max(1, len(numbers) // 40)]:
        before = None
        for span in document[number].get_texttrace():
            for code, _, (x, y), _ in span["chars"]:
                if before and code > 0 and glyphs.is_han(chr(code)):
                    beside, below = x - before[0], y - before[1]
                    across += abs(below) < 0.1 and 0 < beside < 2 * span["size"]
                    down += abs(beside) < 0.1 and 0 < below < 2 * span["size"]
                before = (x, y)
    return down > across


def read(document, numbers) -> tuple[list[list[frame.Line]], frame.Frame]:
    """The classified lines of the pages, and the frame they stand in."""
    down = vertical(document, numbers)
    known = widths.of_fonts(document) if down else {}
    painted = [glyphs.page_glyphs(document[number], down, known) for number in numbers]
    size, face = frame.body_type(painted)
    if not size:
        raise ValueError("no Han text")
    found = frame.Frame(size, face, vertical=down)
    pages = [frame.page_lines(number, own, size, down) for number, own in zip(numbers, painted)]
    for lines in pages:
        for line in lines:
            line.kind = kinds.classify(line, found)
            if line.kind == frame.BODY:
                kinds.note_marker(line, size)
    kinds.adopt_code(pages, found)
    for lines in pages:
        contents = sum(line.kind == frame.CONTENTS for line in lines)
        if contents * 3 > len(lines):
            for line in lines:
                line.kind = frame.CONTENTS
    kinds.find_furniture(pages, found)
    frame.measure(found, pages)
    kinds.adopt_strong(pages, found)
    kinds.find_outside(pages, found)
    kinds.find_captions(pages, found)
    return pages, found


def count_pages(document, pages, found, tally: Tally) -> None:
    """Counts the lines of each page that has body text and no heading; furniture is what stands outside the type area."""
    body = [line.base for lines in pages for line in lines if line.kind == frame.BODY]
    if not body:
        return
    low, high = min(body) - 0.1, max(body) + 0.1
    apart = (frame.CONTENTS, frame.FURNITURE, frame.ANNOTATION)
    counts, texts = {}, {}
    for lines in pages:
        inside = [line for line in lines if low <= line.base <= high and line.kind not in apart]
        kinds_here = {line.kind for line in inside}
        if frame.BODY not in kinds_here or frame.HEADING in kinds_here:
            continue
        # Where the text begins further on, a picture stands before it (or its place).
        begins_late = inside[0].base > low + 0.5 * found.pitch
        number = inside[0].page
        if len(inside) > 2 or not (begins_late or pictured(document[number])):
            counts[number], texts[number] = len(inside), inside[0].text
    leaves.short_pages(counts, texts, tally)


def pictured(page) -> bool:
    """Whether the page has a picture: an image, or a drawing that isn't just a rule or the page's ground."""
    areas = [pymupdf.Rect(drawing["rect"]) for drawing in page.get_cdrawings()]
    return bool(page.get_images()) or any(min(area.width, area.height) > 10 and area.width < 0.9 * page.rect.width for area in areas)


def table(tally: Tally, found, pages, counted: int, over: list[str]) -> str:
    """The counts as a person reads them."""
    lines_of = Counter(line.kind for lines in pages for line in lines)
    others = ", ".join(f"{count} {kind}" for kind, count in sorted(lines_of.items()) if kind != frame.BODY)
    # Pages count from 1 for the reader, from 0 here.
    odd, even = (f"{found.left[parity]:.2f}-{found.right[parity]:.2f}" for parity in (0, 1))
    way = "vertical" if found.vertical else "horizontal"
    out = [
        f"{len(pages)} pages, {way}; body {found.size:g} pt {found.face}, pitch {found.pitch:.2f} pt",
        f"measure {(found.right[0] - found.left[0]) / found.size:.2f} em (odd pages {odd}, even {even})",
        f"grid at {found.grid[0] % found.pitch:.2f} pt on odd pages, {found.grid[1] % found.pitch:.2f} on even",
        f"{lines_of[frame.BODY]} body lines in {counted} paragraphs; {others}",
        "",
    ]
    for kind, (words, _) in KINDS.items():
        sign = "FAIL" if kind in over else "    "
        out.append(f"{sign} {len(tally.places[kind]):6} of {tally.looked[kind]:6}  {kind:16} {words}")
    if tally.stretch:
        stretch = sorted(tally.stretch)
        median, p90, p99 = (stretch[min(len(stretch) - 1, int(part * len(stretch)))] for part in (0.5, 0.9, 0.99))
        out.append(f"even stretch of full lines, em: median {median:.3f}, p90 {p90:.3f}, p99 {p99:.3f}, most {stretch[-1]:.3f}")
    return "\n".join(out)


def as_json(tally: Tally, over: list[str]) -> str:
    """The counts and all places for a program."""
    counts = {
        kind: {"count": len(places), "of": tally.looked[kind], "places": [vars(place) for place in places]}
        for kind, places in tally.places.items()
    }
    return json.dumps({"kinds": counts, "over": over}, ensure_ascii=False, indent=1)


def arguments() -> argparse.Namespace:
    """What was asked."""
    parser = argparse.ArgumentParser(description="judge the set lines of a PDF")
    parser.add_argument("pdf")
    parser.add_argument("--pages", metavar="A-B", help="only these pages, from 1")
    parser.add_argument("--json", action="store_true")
    places = "each place of this kind; `faults` for the kinds over their limits, or `all`"
    parser.add_argument("--list", metavar="KIND", action="append", default=[], help=places)
    parser.add_argument("--limit", metavar="KIND=N", action="append", default=[], help="allow N of this kind")
    given = parser.parse_args()
    for kind in given.list:
        if kind not in ("all", "faults") and kind not in KINDS:
            parser.error(f"no such kind: {kind}; there are {', '.join(KINDS)}")
    given.limits = {}
    for limit in given.limit:
        kind, _, number = limit.partition("=")
        if kind not in KINDS or not number.isdigit():
            parser.error(f"a limit is KIND=N, with a kind of {', '.join(KINDS)}")
        given.limits[kind] = int(number)
    return given


def listed(asked: list[str], over: list[str]) -> list[str]:
    """The kinds whose places are to be printed."""
    return [kind for kind in KINDS if kind in asked or "all" in asked or ("faults" in asked and kind in over)]


def judge(document, only: str | None = None):
    """Reads and counts; returns the tally, the frame, the lines and the number of paragraphs."""
    first, _, last = (only or f"1-{len(document)}").partition("-")
    numbers = list(range(int(first) - 1, min(int(last or first), len(document))))
    pages, found = read(document, numbers)
    cut = paragraphs.paragraphs(pages, found)
    tally = faults.judge(document, pages, cut, found)
    dashes.judge(document, cut, tally)
    count_pages(document, pages, found, tally)
    foot.notes_apart(pages, found, tally)
    for number, lines, after in zip(numbers, pages, [*pages[1:], []]):
        foot.heading_at_foot(lines, after, found, tally)
        foot.collisions(lines, found, tally)
        foot.off_page(document[number], lines, found, tally)
    return tally, found, pages, len(cut)


def main() -> int:
    """Judges one PDF."""
    given = arguments()
    tally, found, pages, counted = judge(pymupdf.open(given.pdf), given.pages)
    over = tally.over(given.limits)
    if given.json:
        print(as_json(tally, over))
    else:
        print(table(tally, found, pages, counted, over))
        for kind in listed(given.list, over):
            for place in tally.places[kind]:
                print(f"{kind}: page {place.page}: {place.text}" + (f"  [{place.note}]" if place.note else ""))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
