"""The feet of pages, and what stands on what: headings left behind, notes apart from their marks, lines painted over each other.

In: the lines of pages, the frame. Out: counts in a `Tally` (CLR-N05, O07, O08, N01).
"""

from __future__ import annotations

import re

from .frame import ANNOTATION, BODY, CODE, CONTENTS, FURNITURE, HEADING, SMALL, Frame, Line
from .glyphs import is_latin
from .tally import Tally

NOTE_MARK = re.compile(r"^(?:[①-⑳㉑-㉟㊱-㊿]|[(（[［]?[0-9]{1,3}[)）\]］]?)$")
CIRCLED = re.compile(r"^[①-⑳㉑-㉟㊱-㊿]$")
LABEL = re.compile(r"^([①-⑳㉑-㉟㊱-㊿]|[(（[［]?[0-9]{1,3}[)）\]］]?)")
# What a mark is smaller than, beside text of size 1, and how far it stands above its line at least.
SUPERIOR, RAISED = 0.85, 0.15
# Two lines nearer than this part of the smaller type are painted over each other.
NEAR = 0.8


def heading_at_foot(lines: list[Line], after: list[Line], frame: Frame, tally: Tally) -> None:
    """CLR-N05: a heading isn't the last thing on a page, unless the page holds nothing else, as a title page does."""
    inside = [line for line in lines if line.kind not in (FURNITURE, ANNOTATION)]
    below = [line for line in inside if _below_text(line, lines, frame)]
    # What stands below without a number is a table or a caption, and no note.
    if not below or LABEL.match(below[0].text):
        inside = [line for line in inside if line not in below]
    if not any(line.kind == HEADING for line in inside):
        return
    tally.look("heading-foot")
    # Strong words may be the last of their chapter: then a larger heading begins the next page.
    next_one = next((line for line in after if line.kind not in (FURNITURE, ANNOTATION, SMALL)), None)
    ends = next_one is not None and next_one.kind == HEADING and _size(next_one) > 1.06 * _size(inside[-1])
    if not ends and inside[-1].kind == HEADING and any(line.kind in (BODY, CODE) for line in inside):
        tally.find("heading-foot", inside[-1].page, inside[-1].text)


def _size(line: Line) -> float:
    return max(glyph.size for glyph in line.glyphs)


def _below_text(line: Line, lines: list[Line], frame: Frame) -> bool:
    """A note at the foot, or a folio: small type after the last line of text."""
    text = [one.base for one in lines if one.kind in (BODY, CODE, HEADING)]
    return line.kind == SMALL and bool(text) and line.base > max(text)


def marks(line: Line) -> list[str]:
    """The raised note marks of a line: runs of raised glyphs that are numbers of notes and nothing else, so no `1.7.0`, and no exponents."""
    size = max((glyph.size for glyph in line.glyphs), default=0.0)
    found: list[str] = []
    run: list = []
    for glyph in [*line.glyphs, None]:
        if glyph is not None and _is_raised(glyph, line, size):
            if run and glyph.start - run[-1].end >= 0.3 * glyph.size:
                found += _numbers(run, _before(line, run))
                run = []
            run.append(glyph)
        elif run:
            found += _numbers(run, _before(line, run))
            run = []
    return found


def _is_raised(glyph, line: Line, size: float) -> bool:
    if glyph.size >= SUPERIOR * size or glyph.mono:
        return False
    return line.base - glyph.base > RAISED * glyph.size or CIRCLED.match(glyph.char) is not None


def _before(line: Line, run: list) -> list:
    """The two glyphs before a run that touch it."""
    at = line.glyphs.index(run[0])
    before = line.glyphs[max(0, at - 2):at]
    return before if before and run[0].start - before[-1].end < 0.3 * run[0].size else []


def _numbers(run: list, before: list) -> list[str]:
    """The marks that raised glyphs show."""
    words = re.split(r"[,，、\s]", "".join(glyph.char for glyph in run))
    whole = [mark for word in words for mark in ([*word] if all(CIRCLED.match(one) for one in word) else [word]) if mark]
    if not all(NOTE_MARK.match(mark) for mark in whole):
        return []
    return [] if whole[:1] and whole[0].isdigit() and _is_power(before) else whole


def _is_power(before: list) -> bool:
    """Whether a raised number stands at a figure, at what closes a term or at a letter alone: then it is an exponent."""
    if not before:
        return False
    last = before[-1]
    if last.char.isdigit() or "math" in last.font.lower() or last.char in ")]":
        return True
    return is_latin(last.char) and (len(before) < 2 or not is_latin(before[0].char))


def _labels(lines: list[Line]) -> set[str]:
    """The numbers that notes begin with: small type, at the start of what stands below the page's last line of text."""
    text = [line.base for line in lines if line.kind in (BODY, HEADING)]
    out = set()
    for line in lines:
        match = LABEL.match(line.text)
        below = not text or line.base > max(text)
        if match and below and line.kind in (SMALL, CODE):
            out.add(match.group(1))
    return out


def notes_apart(pages: list[list[Line]], frame: Frame, tally: Tally) -> None:
    """CLR-O07: where a book has its notes at the foot, the note of each mark begins on the mark's page."""
    seen = []
    for lines in pages:
        labels = _labels(lines)
        own = [(mark, line) for line in lines if line.kind not in (CODE, FURNITURE, ANNOTATION, CONTENTS) for mark in marks(line)]
        seen.append((labels, own))
    # Marks look as the numbers of the notes do: where those are circled, raised figures are something else.
    circled = sum(1 for labels, own in seen for mark, _ in own if CIRCLED.match(mark) and mark in labels)
    plain = sum(1 for labels, own in seen for mark, _ in own if not CIRCLED.match(mark) and mark in labels)
    seen = [(labels, [(mark, line) for mark, line in own if bool(CIRCLED.match(mark)) == (circled >= plain)]) for labels, own in seen]
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
