"""The feet of pages, and what stands on what: headings left behind, notes apart from their marks, lines painted over each other.

In: the lines of pages, the frame. Out: counts in a `Tally` (CLR-N05, O07, O08, N01).
"""

from __future__ import annotations

import re

from .frame import ANNOTATION, BODY, CODE, FURNITURE, HEADING, SMALL, Frame, Line
from .tally import Tally

NOTE_MARK = re.compile(r"^(?:[①-⑳㉑-㉟㊱-㊿]|[(（[［]?[0-9]{1,3}[)）\]］]?)$")
CIRCLED = re.compile(r"^[①-⑳㉑-㉟㊱-㊿]$")
LABEL = re.compile(r"^([①-⑳㉑-㉟㊱-㊿]|[(（[［]?[0-9]{1,3}[)）\]］]?)")
# What a mark is smaller than, beside text of size 1, and how far it stands above its line at least.
SUPERIOR, RAISED = 0.85, 0.15
# Two lines nearer than this part of the smaller type are painted over each other.
NEAR = 0.8


def heading_at_foot(lines: list[Line], frame: Frame, tally: Tally) -> None:
    """CLR-N05: a heading isn't the last thing on a page, unless the page holds nothing else, as a title page does."""
    inside = [line for line in lines if line.kind not in (FURNITURE, ANNOTATION) and not _below_text(line, lines, frame)]
    if not any(line.kind == HEADING for line in inside):
        return
    tally.look("heading-foot")
    if inside[-1].kind == HEADING and any(line.kind in (BODY, CODE) for line in inside):
        tally.find("heading-foot", inside[-1].page, inside[-1].text)


def _below_text(line: Line, lines: list[Line], frame: Frame) -> bool:
    """A note at the foot, or a folio: small type after the last line of text."""
    text = [one.base for one in lines if one.kind in (BODY, CODE, HEADING)]
    return line.kind == SMALL and bool(text) and line.base > max(text)


def marks(line: Line, frame: Frame) -> list[str]:
    """The raised note marks of a line; digits that stand together are one."""
    found: list[str] = []
    before = None
    for glyph in line.glyphs:
        raised = glyph.size < SUPERIOR * frame.size and line.base - glyph.base > RAISED * glyph.size
        whole = CIRCLED.match(glyph.char) is not None
        if (raised or (whole and glyph.size < SUPERIOR * frame.size)) and NOTE_MARK.match(glyph.char):
            joined = before is not None and not whole and glyph.start - before.end < 0.3 * glyph.size
            if joined:
                found[-1] += glyph.char
            else:
                found.append(glyph.char)
            before = glyph
        else:
            before = None
    return found


def notes_apart(pages: list[list[Line]], frame: Frame, tally: Tally) -> None:
    """CLR-O07: where a book has its notes at the foot, the note of each mark begins on the mark's page."""
    seen = []
    for lines in pages:
        labels = {match.group(1) for line in lines if line.kind == SMALL and (match := LABEL.match(line.text))}
        own = [(mark, line) for line in lines if line.kind == BODY for mark in marks(line, frame)]
        seen.append((labels, own))
    # Notes at the end of a chapter or book stand on pages without their marks: then there is nothing to judge.
    at_foot = sum(1 for labels, own in seen if own and any(mark in labels for mark, _ in own))
    with_marks = sum(1 for _, own in seen if own)
    if at_foot * 2 < with_marks:
        return
    for labels, own in seen:
        for mark, line in own:
            tally.look("note-apart")
            if mark not in labels:
                tally.find("note-apart", line.page, line.text, mark)


def collisions(lines: list[Line], frame: Frame, tally: Tally) -> None:
    """No line is painted over another one."""
    # Parts of a formula stand nearer to each other than lines: lines of text have four glyphs at least.
    text = [line for line in lines if line.kind not in (ANNOTATION, FURNITURE) and len(line.glyphs) >= 4]
    for at, line in enumerate(text):
        tally.look("collision")
        for after in text[at + 1:]:
            if after.base - line.base >= 2 * frame.size:
                break
            size = min(max(glyph.size for glyph in one.glyphs) for one in (line, after))
            apart = after.base - line.base
            if 0.02 * size < apart < NEAR * size and _shared(line, after) > size:
                tally.find("collision", line.page, line.text, after.text[:8])


def _shared(one: Line, other: Line) -> float:
    """How much of the measure both lines' glyphs cover."""
    boxes = sorted((glyph.start, glyph.end) for glyph in other.glyphs)
    return sum(
        max(0.0, min(glyph.end, end) - max(glyph.start, start)) for glyph in one.glyphs for start, end in boxes if start < glyph.end and end > glyph.start
    )


def off_page(page, lines: list[Line], frame: Frame, tally: Tally) -> None:
    """Nothing is painted where there is no paper."""
    along, across = (page.rect.height, page.rect.width) if frame.vertical else (page.rect.width, page.rect.height)
    for line in lines:
        tally.look("off-page")
        base = line.base + across if frame.vertical else line.base
        if line.start < -1 or line.end > along + 1 or not -1 < base < across + 1:
            tally.find("off-page", line.page, line.text)
