#!/usr/bin/env python3
"""Judges how the pages of PDFs break, per 1,000 pages: what a book of any length is held to.

In: PDFs of any program with Chinese text. Out: a line for each figure, all PDFs together; status 1 when one is past its limit: no heading at a
page's foot, no note apart from its mark, no line alone at a page's edge, nothing past the type area, 99.5 % of body lines on the grid. What
is counted is `judge_lines.py`'s.

    judge_pages.py BOOK.pdf...
"""

import sys

import pymupdf

import judge_lines

# The figure, the kinds that it sums, how many are allowed per 1,000 pages.
FIGURES = [
    ("headings at a page's foot", ("heading-foot",), 0.0),
    ("notes apart from their marks", ("note-apart",), 0.0),
    ("lines alone at a page's edge", ("lone-first", "lone-last"), 0.0),
    ("lines past the type area, code and tables too", ("overfull", "overfull-other", "off-page"), 0.0),
]
ON_GRID = 99.5  # per cent of body lines


def figures(tallies, pages: int) -> list[tuple[str, float, int, int, bool]]:
    """For each figure its words, its value per 1,000 pages, how many were found of how many looked at, whether it is past its limit."""
    out = []
    for words, kinds, limit in FIGURES:
        found = sum(len(tally.places[kind]) for tally in tallies for kind in kinds)
        looked = sum(tally.looked[kind] for tally in tallies for kind in kinds)
        value = found * 1000 / max(1, pages)
        out.append((words, value, found, looked, value > limit))
    return out


def on_grid(tallies) -> tuple[float, int]:
    """The share of body lines on the grid, in per cent, and how many lines were looked at."""
    looked = sum(tally.looked["off-grid"] for tally in tallies)
    off = sum(len(tally.places["off-grid"]) for tally in tallies)
    return (100.0 * (looked - off) / looked if looked else 0.0), looked


def report(tallies, pages: int) -> tuple[list[str], bool]:
    """What a person reads, and whether all figures are within their limits."""
    lines = [f"{pages} pages"]
    good = True
    for words, value, found, looked, is_past in figures(tallies, pages):
        good &= not is_past
        lines.append(f"{'FAIL' if is_past else '    '} {value:8.2f} per 1,000 pages: {words} ({found} of {looked})")
    share, looked = on_grid(tallies)
    good &= share >= ON_GRID
    lines.append(f"{'    ' if share >= ON_GRID else 'FAIL'} {share:8.2f} per cent of {looked} body lines on the grid")
    return lines, good


def main() -> int:
    """Judges PDFs together."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    tallies, pages = [], 0
    for path in sys.argv[1:]:
        document = pymupdf.open(path)
        tallies.append(judge_lines.judge(document)[0])
        pages += len(document)
    lines, good = report(tallies, pages)
    print("\n".join(lines))
    if not good:
        kinds = [kind for _, kinds, _ in FIGURES for kind in kinds] + ["off-grid"]
        for path, tally in zip(sys.argv[1:], tallies):
            for kind in kinds:
                for place in tally.places[kind][:20]:
                    print(f"{path}: {kind}: page {place.page}: {place.text}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
