"""What kind of line a line is: body, code, heading, contents, caption, folio, an item of a list.

In: lines with their glyphs. Out: their `kind`, by their type, by what they say and by their neighbours.
"""

from __future__ import annotations

import re
from collections import Counter

from .frame import ANNOTATION, BODY, CODE, CONTENTS, FURNITURE, HEADING, SMALL, Frame, Line
from .glyphs import ink, is_han, is_latin

LEADER = re.compile(r"[.·…．‥]{4,}\s*[0-9ivxlc]+$")
BULLET = re.compile(r"^[•◦▪‣●○■□☐☑☒]$")
MARKER = re.compile(r"^(?:[–\-*]|[（(]?[0-9]{1,3}[.)．）、]|[①-⑳])$")
FOLIO = re.compile(r"^[—–\-·.\s]*(?:[0-9]{1,4}|[ivxlc]{1,7}|[〇一二三四五六七八九十百]{1,5})[—–\-·.\s]*$")
CAPTION = re.compile(r"^(?:图|圖|表|Figure|Table)\s?[0-9]")
NUMBER = re.compile(r"^(?:[0-9]{1,4}|[ivxlc]+|[〇一二三四五六七八九十百千]{1,5})$")


def classify(line: Line, frame: Frame) -> str:
    """The kind of a line by its type alone."""
    letters = [glyph for glyph in line.glyphs if is_han(glyph.char) or is_latin(glyph.char)]
    if not letters:
        letters = line.glyphs
    # A formula on a line of its own, with its number, is a block that stands in the middle of its rows.
    if sum(_is_formula(glyph.font) for glyph in letters) * 2 > len(letters):
        return SMALL
    body = [glyph for glyph in letters if abs(glyph.size - frame.size) <= 0.03 * frame.size and not glyph.mono]
    if all(glyph.size <= 0.55 * frame.size for glyph in line.glyphs):
        # Ruby and emphasis dots stand between lines and interrupt nothing.
        return ANNOTATION
    large = any(glyph.size > 0.85 * frame.size for glyph in line.glyphs)
    if LEADER.search(line.text) or (large and _number_at_end(line, frame.size)):
        return CONTENTS
    if any(glyph.size > 1.06 * frame.size for glyph in letters if is_han(glyph.char) or not glyph.mono):
        return HEADING
    if not body:
        return CODE if sum(glyph.mono for glyph in letters) * 2 >= len(letters) else SMALL
    if all(glyph.bold or glyph.mono for glyph in letters):
        return HEADING
    return BODY


def _is_formula(font: str) -> bool:
    return any(name in font.lower() for name in ("katex", "math", "cmmi", "cmsy"))


def find_furniture(pages: list[list[Line]], frame: Frame) -> None:
    """Folios of the body's size: a number alone, first or last on its page and apart from the text."""
    for lines in pages:
        for own, next_to in ((lines[:1], lines[1:2]), (lines[-1:], lines[-2:-1])):
            for line in own:
                apart = not next_to or abs(line.base - next_to[0].base) > 1.5 * frame.size
                if line.kind in (BODY, HEADING) and apart and FOLIO.match(line.text):
                    line.kind = FURNITURE


def find_outside(pages: list[list[Line]], frame: Frame) -> None:
    """What stands wholly before or behind the measure is furniture: in vertical pages running heads and folios."""
    for lines in pages:
        for line in lines:
            parity = line.page % 2
            if line.kind not in (BODY, ANNOTATION) and (line.end < frame.left[parity] or line.start > frame.right[parity]):
                line.kind = FURNITURE


def adopt_strong(pages: list[list[Line]], frame: Frame) -> None:
    """A full line in strong type is no heading where its paragraph goes on below it in the body's."""
    for lines in pages:
        for line, after in zip(reversed(lines[:-1]), reversed(lines[1:])):
            large = any(glyph.size > 1.06 * frame.size for glyph in line.glyphs)
            full = line.end > frame.right[line.page % 2] - frame.size
            if line.kind == HEADING and not large and full and after.kind == BODY and after.base - line.base < 1.3 * frame.pitch:
                line.kind = BODY


def find_captions(pages: list[list[Line]], frame: Frame) -> None:
    """Captions of the body's size: they say what they are, and their last line is centred."""
    for lines in pages:
        for at, line in enumerate(lines):
            if line.kind != BODY or not CAPTION.match(line.text):
                continue
            run = [line]
            for after in lines[at + 1:at + 12]:
                if after.kind != BODY or after.base - run[-1].base > 1.3 * frame.pitch:
                    break
                run.append(after)
            last = next((k for k, one in enumerate(run) if _centred(one, frame)), None)
            if last is not None:
                for one in run[:last + 1]:
                    one.kind = SMALL


def _centred(line: Line, frame: Frame) -> bool:
    before, behind = line.start - frame.left[line.page % 2], frame.right[line.page % 2] - line.end
    return before > 0.3 * frame.size and abs(before - behind) < 0.6 * frame.size


def _number_at_end(line: Line, size: float) -> bool:
    """An entry of contents: after its title a wide gap, and nothing but the number of a page."""
    for at in range(len(line.glyphs) - 1, 0, -1):
        if ink(line.glyphs[at], line.vertical)[0] - ink(line.glyphs[at - 1], line.vertical)[1] > size:
            return bool(NUMBER.match("".join(glyph.char for glyph in line.glyphs[at:])))
    return False


def adopt_code(pages: list[list[Line]], frame: Frame) -> None:
    """A line of a paragraph may be all inline code: it has the size of inline code, not that of code blocks, and stands after a body line."""
    inline = Counter(round(glyph.size, 2) for lines in pages for line in lines if line.kind == BODY for glyph in line.glyphs if glyph.mono)
    blocks = Counter(round(line.glyphs[0].size, 2) for lines in pages for line in lines if line.kind == CODE)
    sizes = {size for size, count in inline.items() if count >= 3 and count > 10 * blocks[size]}
    for lines in pages:
        for before, line in zip(lines, lines[1:]):
            follows = before.kind == BODY and line.base - before.base < 2 * frame.size
            if follows and line.kind in (CODE, SMALL) and round(line.glyphs[0].size, 2) in sizes:
                line.kind = BODY


def note_marker(line: Line, size: float) -> None:
    """Finds a list's marker: a bullet or number, then a gap or a space."""
    head = ""
    for at, glyph in enumerate(line.glyphs[:-1]):
        head += glyph.char
        after = line.glyphs[at + 1]
        if BULLET.match(head) or MARKER.match(head) and (after.space_before or ink(after, line.vertical)[0] - glyph.end > 0.2 * size):
            line.text_start = ink(after, line.vertical)[0]
            return
        if len(head) > 4:
            return
