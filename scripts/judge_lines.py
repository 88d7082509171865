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

from setlines import dashes, faults, frame, glyphs, kinds, leaves, paragraphs
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
    painted = [glyphs.page_glyphs(document[number], down) for number in numbers]
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
    kinds.find_captions(pages, found)
    return pages, found


def count_pages(document, pages, found, tally: Tally) -> None:
    """Counts the lines of each page that has body text, no picture and no heading; furniture is what stands outside the type area."""
    body = [line.base for lines in pages for line in lines if line.kind == frame.BODY]
    if not body:
        return
    low, high = min(body) - 0.1, max(body) + 0.1
    counts, texts = {}, {}
    for lines in pages:
        inside = [line for line in lines if low <= line.base <= high and line.kind not in (frame.CONTENTS, frame.FURNITURE)]
        titled = any(line.kind == frame.HEADING for line in inside)
        if not titled and any(line.kind == frame.BODY for line in inside) and not document[lines[0].page].get_images():
            counts[lines[0].page], texts[lines[0].page] = len(inside), inside[0].text
    leaves.short_pages(counts, texts, tally)


def table(tally: Tally, found, pages, counted: int, over: list[str]) -> str:
    """The counts as a person reads them."""
    lines_of = Counter(line.kind for lines in pages for line in lines)
    edges = " · ".join(f"{name} {found.left[parity]:.2f}-{found.right[parity]:.2f}" for parity, name in ((0, "odd"), (1, "even")))
    out = [
        f"{len(pages)} pages, {'vertical' if found.vertical else 'horizontal'}; body {found.size:g} pt {found.face}, pitch {found.pitch:.2f} pt",
        f"measure {(found.right[0] - found.left[0]) / found.size:.2f} em ({edges}); grid at {found.grid[0] % found.pitch:.2f}, {found.grid[1] % found.pitch:.2f}",
        f"{lines_of[frame.BODY]} body lines in {counted} paragraphs; " + ", ".join(f"{count} {kind}" for kind, count in sorted(lines_of.items()) if kind != frame.BODY),
        "",
    ]
    for kind, (words, _) in KINDS.items():
        sign = "FAIL" if kind in over else "    "
        out.append(f"{sign} {len(tally.places[kind]):6} of {tally.looked[kind]:6}  {kind:16} {words}")
    if tally.stretch:
        stretch = sorted(tally.stretch)
        at = lambda part: stretch[min(len(stretch) - 1, int(part * len(stretch)))]
        out.append(f"even stretch of full lines, em: median {at(0.5):.3f}, p90 {at(0.9):.3f}, p99 {at(0.99):.3f}, most {stretch[-1]:.3f}")
    return "\n".join(out)


def arguments() -> argparse.Namespace:
    """What was asked."""
    parser = argparse.ArgumentParser(description="judge the set lines of a PDF")
    parser.add_argument("pdf")
    parser.add_argument("--pages", metavar="A-B", help="only these pages, from 1")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", metavar="KIND", action="append", default=[], help="each place of this kind; `faults` for the kinds over their limits, or `all`")
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
    count_pages(document, [lines for lines in pages if lines], found, tally)
    return tally, found, pages, len(cut)


def main() -> int:
    """Judges one PDF."""
    given = arguments()
    tally, found, pages, counted = judge(pymupdf.open(given.pdf), given.pages)
    over = tally.over(given.limits)
    if given.json:
        found_kinds = {kind: {"count": len(tally.places[kind]), "of": tally.looked[kind], "places": [vars(place) for place in tally.places[kind]]} for kind in KINDS}
        print(json.dumps({"kinds": found_kinds, "over": over}, ensure_ascii=False, indent=1))
    else:
        print(table(tally, found, pages, counted, over))
        for kind in listed(given.list, over):
            for place in tally.places[kind]:
                print(f"{kind}: page {place.page}: {place.text}" + (f"  [{place.note}]" if place.note else ""))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
