"""Paragraphs over pages, and the pages: last lines, lone lines, the grid, the register.

In: paragraphs, the lines of pages, the frame. Out: counts in a `Tally` (CLR-L08, L09, B14).
"""

from __future__ import annotations

from collections import Counter

from .edges import EDGE, hangs
from .frame import ANNOTATION, BODY, CODE, FURNITURE, Frame, Line, off_grid
from .paragraphs import Paragraph, right_edge
from .tally import Tally


def early_ends(before: Paragraph, after: Paragraph, frame: Frame, tally: Tally) -> None:
    """Where a short line is followed at once by one without indent, paragraphs were cut that may be one."""
    last, first = before.lines[-1], after.lines[0]
    follows = first.page == last.page and 0 < first.base - last.base <= 1.3 * frame.pitch
    if follows and abs(first.lead) < 0.3 * frame.size and first.text_start is None and last.end < right_edge(last, frame) - EDGE:
        tally.find("early-end", last.page, last.text, first.text[:8])


def last_line(paragraph: Paragraph, tally: Tally) -> None:
    """CLR-L08: the last line has two characters that aren't punctuation."""
    if len(paragraph.lines) < 2:
        return
    tally.look("one-character")
    line = paragraph.lines[-1]
    letters = sum(character.isalnum() for glyph in line.glyphs for character in glyph.char)
    if letters <= 1:
        tally.find("one-character", line.page, line.text)


def lone_lines(paragraph: Paragraph, tally: Tally) -> None:
    """CLR-L09 and its counterpart: no last line alone at a page's head, no first line alone at its foot."""
    counts = Counter(line.page for line in paragraph.lines)
    if len(counts) < 2:
        return
    tally.look("lone-last")
    tally.look("lone-first")
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if counts[last.page] == 1:
        tally.find("lone-last", last.page, last.text)
    if counts[first.page] == 1:
        tally.find("lone-first", first.page, first.text)


def page(lines: list[Line], frame: Frame, tally: Tally) -> None:
    """CLR-B14, N01: body lines on the grid; other matter within the measure."""
    body = [line for line in lines if line.kind == BODY]
    for line in body:
        tally.look("off-grid")
        distance = off_grid(line, frame)
        if distance > EDGE:
            tally.find("off-grid", line.page, line.text, f"{distance:.2f} pt")
    # A cover or a title page has its own measure.
    ruled = body or [line for line in lines if line.kind == CODE]
    for line in lines if ruled else []:
        over = line.end - frame.right[line.page % 2]
        if line.kind not in (BODY, FURNITURE, ANNOTATION):
            tally.look("overfull-other")
            if over > EDGE and not hangs(line, frame.right[line.page % 2]):
                tally.find("overfull-other", line.page, line.text, f"{line.kind} {over:+.2f} pt")


def short_pages(flow_counts: dict[int, int], texts: dict[int, str], tally: Tally) -> None:
    """CLR-L09: pages of one or two lines (of any kind but furniture)."""
    for number, count in sorted(flow_counts.items()):
        tally.look("short-page")
        tally.look("one-line-page")
        if count == 1:
            tally.find("one-line-page", number, texts[number])
        if count <= 2:
            tally.find("short-page", number, texts[number])


def register(pages: list[list[Line]], frame: Frame, tally: Tally) -> None:
    """CLR-B14: the base lines of facing pages coincide; vertical lines begin at one height, and their margins mirror each other."""
    tally.look("register")
    if frame.vertical:
        distance = abs(frame.left[0] - frame.left[1])
    else:
        distance = (frame.grid[0] - frame.grid[1]) % frame.pitch
        distance = min(distance, frame.pitch - distance)
    if distance > EDGE:
        tally.find("register", 0, "", f"{distance:.2f} pt")
