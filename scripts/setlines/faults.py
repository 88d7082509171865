"""The rules, each counted over body lines: line edges, marks, gaps, grid, pages.

In: paragraphs, lines and the frame. Out: a `Tally`. The clauses are those of clreq's digest (CLR-…), named at each check.
"""

from __future__ import annotations

import re
from collections import Counter

from .frame import BODY, CODE, Frame, Line, edge_is_known, off_grid, starts_with_opening
from .glyphs import (
    CLOSING, DASHES, ELLIPSES, FIXED_WHEN_VERTICAL, INTERPUNCTS, OPENING, POINTS, Glyph, ink, is_han, is_latin, is_mark,
)
from .pixels import past
from .paragraphs import Paragraph, left_edge, right_edge
from .tally import Tally

EDGE = 0.1  # pt: what still counts as exact
# CLR-D, strict: also the long marks. The ASCII ones count outside code only.
NOT_AT_START = CLOSING | POINTS | DASHES | ELLIPSES | INTERPUNCTS | frozenset("／～–‼⁇⁈⁉")
HANGING = frozenset("，。、．,.-‐\u00ad")
NOT_AT_START_IN_TEXT = frozenset("/-,;)]}")


def early_ends(before: Paragraph, after: Paragraph, frame: Frame, tally: Tally) -> None:
    """Where a short line is followed at once by one without indent, paragraphs were cut that may be one."""
    last, first = before.lines[-1], after.lines[0]
    follows = first.page == last.page and 0 < first.base - last.base <= 1.3 * frame.pitch
    if follows and abs(first.lead) < 0.3 * frame.size and first.text_start is None and last.end < right_edge(last, frame) - EDGE:
        tally.find("early-end", last.page, last.text, first.text[:8])


def judge(document, pages: list[list[Line]], paragraphs: list[Paragraph], frame: Frame) -> Tally:
    """Counts every kind but the long marks and the short pages."""
    tally = Tally()
    words = _words(pages)
    spaced = _keeps_spaces(paragraphs)
    for paragraph in paragraphs:
        for at, line in enumerate(paragraph.lines):
            first, last = at == 0, at + 1 == len(paragraph.lines)
            line_edges(line, first, tally)
            marks(line, frame, tally)
            latin_gaps(line, frame, tally)
            overlaps(line, tally)
            trimmed_start(line, paragraph, first, frame, tally)
            overfull(line, frame, document, tally)
            if not last:
                after = paragraph.lines[at + 1]
                looseness(line, frame, tally)
                right(line, paragraph, frame, tally)
                split_marks(line, after, tally)
                split_words(line, after, words, spaced, tally)
        left(paragraph, frame, tally)
        last_line(paragraph, tally)
        lone_lines(paragraph, tally)
    for before, after in zip(paragraphs, paragraphs[1:]):
        early_ends(before, after, frame, tally)
    for lines in pages:
        page(lines, frame, tally)
    register(pages, frame, tally)
    return tally


def line_edges(line: Line, first: bool, tally: Tally) -> None:
    """CLR-D: no closing mark, point, connector or long mark first, no opening mark last."""
    head, tail = line.glyphs[0], line.glyphs[-1]
    tally.look("line-start")
    tally.look("line-end")
    if head.char[0] in NOT_AT_START or (head.char in NOT_AT_START_IN_TEXT and not head.mono):
        if line.text_start is None and not _option(line):
            tally.find("paragraph-start" if first else "line-start", line.page, line.text, head.char)
    if tail.char in OPENING:
        tally.find("line-end", line.page, line.text, tail.char)


def _option(line: Line) -> bool:
    """`-v`, `/etc`: a hyphen or solidus that begins a Latin word isn't a connector."""
    return line.glyphs[0].char in "-/" and len(line.glyphs) > 1 and is_latin(line.glyphs[1].char)


def split_marks(line: Line, after: Line, tally: Tally) -> None:
    """CLR-E01: a dash or an ellipsis isn't divided."""
    for marks in (DASHES, ELLIPSES):
        one, two = line.glyphs[-1].char[-1], after.glyphs[0].char[0]
        if one not in marks and two not in marks:
            continue
        tally.look("split")
        run = 0
        for glyph in reversed(line.glyphs):
            if not set(glyph.char) <= marks:
                break
            run += len(glyph.char)
        if one in marks and two in marks and run % 2:
            tally.find("split", line.page, line.text, after.text[:4])


def _pair_width(one: Glyph, two: Glyph) -> float | None:
    """Group F: how far the ink half of the second begins after that of the first, in em; None when no rule speaks of the pair."""
    closes, points = one.char in CLOSING, one.char in POINTS
    if one.char in OPENING and two.char in OPENING:
        return 0.5
    if closes and (two.char in CLOSING or two.char in POINTS):
        return 0.5
    if points and two.char in CLOSING:
        return 0.5
    if (closes or points) and two.char in OPENING:
        return 1.0
    if one.char in "！？" and two.char in "！？":
        return 0.5
    return None


def marks(line: Line, frame: Frame, tally: Tally) -> None:
    """CLR-F: two marks in a row are squeezed to the sum of their rule, plus the line's even stretch."""
    stretch = max(even_stretch(line) or 0.0, 0.0)
    for one, two in zip(line.glyphs, line.glyphs[1:]):
        if not (is_mark(one.char) and is_mark(two.char) and one.full_width and two.full_width):
            continue
        if abs(one.size - two.size) > 0.05 * one.size or not (one.upright and two.upright):
            continue
        rule = _pair_width(one, two)
        if rule is None:
            continue
        if line.vertical and one.char in FIXED_WHEN_VERTICAL:
            continue
        tally.look("unsqueezed")
        width = (ink(two, line.vertical)[0] - ink(one, line.vertical)[0]) / one.size
        if width > rule + stretch + 0.02:
            tally.find("unsqueezed", line.page, line.text, f"{one.char}{two.char} {width - rule:+.3f} em, stretch {stretch:.3f}")


def latin_gaps(line: Line, frame: Frame, tally: Tally) -> None:
    """CLR-H01, M: between Han and Latin at least an eighth em remains."""
    for one, two in zip(line.glyphs, line.glyphs[1:]):
        pair = (is_han(one.char) and is_latin(two.char[0])) or (is_latin(one.char[-1]) and is_han(two.char))
        if not pair or min(one.size, two.size) < 0.78 * frame.size:
            continue
        latin = two if is_han(one.char) else one
        if line.vertical and latin.upright:
            continue
        tally.look("latin-gap")
        gap = (two.start - one.end) / frame.size
        if gap < 0.12:
            tally.find("latin-gap", line.page, line.text, f"{one.char}|{two.char} {gap:.3f} em")


def overlaps(line: Line, tally: Tally) -> None:
    """CLR-A04, M: Han characters aren't drawn together, marks lose no more than their blank half."""
    for one, two in zip(line.glyphs, line.glyphs[1:]):
        square = all(glyph.upright and glyph.full_width and (is_han(glyph.char) or is_mark(glyph.char)) for glyph in (one, two))
        if not square or abs(one.size - two.size) > 0.05 * one.size:
            continue
        tally.look("overlap")
        gap = (ink(two, line.vertical)[0] - ink(one, line.vertical)[1]) / one.size
        if gap < -0.02:
            tally.find("overlap", line.page, line.text, f"{one.char}|{two.char} {gap:.3f} em")


def trimmed_start(line: Line, paragraph: Paragraph, first: bool, frame: Frame, tally: Tally) -> None:
    """CLR-G02, G03: an opening mark at a line start has lost its blank half."""
    if not starts_with_opening(line):
        return
    kind = "untrimmed-indent" if first else "untrimmed-start"
    tally.look(kind)
    place = line.start - left_edge(line, frame)
    # Where a first line's text begins: what most first lines do, two em from the paragraph's edge.
    edges = [paragraph.left] if not first else [paragraph.left, paragraph.left + 2 * frame.size, 0.0, 2 * frame.size]
    if min(abs(place - edge) for edge in edges) > 0.2 * frame.size:
        tally.find(kind, line.page, line.text, f"{place / frame.size:.2f} em from the edge")


def right(line: Line, paragraph: Paragraph, frame: Frame, tally: Tally) -> None:
    """CLR-B12, G01: a full line ends at the edge, a mark there with its ink half."""
    edge = right_edge(line, frame)
    tail = line.glyphs[-1]
    if not edge_is_known(tail, line):
        return
    tally.look("right-edge")
    if is_mark(tail.char) and tail.full_width and tail.char not in OPENING:
        tally.look("untrimmed-end")
        if abs(tail.end - edge) <= EDGE and abs(line.end - edge) > EDGE:
            tally.find("untrimmed-end", line.page, line.text, tail.char)
            return
    if abs(line.end - edge) > EDGE and not hangs(line, edge):
        tally.find("right-edge", line.page, line.text, f"{line.end - edge:+.2f} pt")


def left(paragraph: Paragraph, frame: Frame, tally: Tally) -> None:
    """CLR-B12: the lines of a paragraph begin at one edge."""
    for line in paragraph.lines[1:]:
        if not edge_is_known(line.glyphs[0], line):
            continue
        tally.look("left-edge")
        if abs(line.lead - paragraph.left) > EDGE:
            tally.find("left-edge", line.page, line.text, f"{line.lead - paragraph.left:+.2f} pt")


def overfull(line: Line, frame: Frame, document, tally: Tally) -> None:
    """No ink past the measure's end; a Latin letter's box may be past it while its ink isn't."""
    tally.look("overfull")
    edge = right_edge(line, frame)
    if hangs(line, edge):
        tally.find("hanging", line.page, line.text, f"{line.end - edge:+.2f} pt")
    elif line.end > edge + EDGE and past(document[line.page], line, edge + EDGE):
        tally.find("overfull", line.page, line.text, f"{line.end - edge:+.2f} pt")


def hangs(line: Line, edge: float) -> bool:
    """CLR-G05: whether one point mark (or Latin stop, comma, hyphen) hangs out of the measure, by a fair part of it."""
    tail = line.glyphs[-1]
    if tail.char not in HANGING or len(line.glyphs) < 2:
        return False
    return line.end > edge + 0.3 * (ink(tail, line.vertical)[1] - tail.start) and line.glyphs[-2].end <= edge + EDGE


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


def even_stretch(line: Line) -> float | None:
    """What the line added between every two characters, in em: the least gap between Han characters that touch."""
    gaps = [
        (two.start - one.end) / one.size
        for one, two in zip(line.glyphs, line.glyphs[1:])
        if is_han(one.char) and is_han(two.char) and not two.space_before
        and abs(one.size - two.size) < 0.03 * one.size and one.upright and two.upright
    ]
    return min(gaps) if gaps else None


def looseness(line: Line, frame: Frame, tally: Tally) -> None:
    """CLR-M: how far a full line's gaps are opened."""
    tally.look("stretched")
    tally.look("wide-gap")
    stretch = even_stretch(line)
    gaps = _gaps(line, frame)
    if stretch is not None:
        tally.stretch.append(stretch)
        if stretch > 0.2:
            tally.find("stretched", line.page, line.text, f"{stretch:.3f} em")
    elif words := [gap for gap, one, two in gaps if two.space_before or is_han(one.char) != is_han(two.char) or gap > 0.15]:
        # No two Han characters touch: then the spaces of words tell, which may open to half an em.
        if min(words) > 0.52:
            tally.find("stretched", line.page, line.text, f"{min(words):.3f} em between words")
    widest, one, two = max(gaps, key=lambda gap: gap[0], default=(0.0, None, None))
    if widest > 1.0:
        tally.find("wide-gap", line.page, line.text, f"{one.char}|{two.char} {widest:.2f} em")


def _gaps(line: Line, frame: Frame) -> list[tuple[float, Glyph, Glyph]]:
    """The line's gaps in em, but those that the source has (ideographic spaces) and the one after a list's marker."""
    out = []
    for one, two in zip(line.glyphs, line.glyphs[1:]):
        start = ink(two, line.vertical)[0]
        if "\u3000" in two.space_before or (line.text_start is not None and start <= line.text_start + 0.01):
            continue
        out.append(((start - ink(one, line.vertical)[1]) / frame.size, one, two))
    return out


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
        if line.kind != BODY:
            tally.look("overfull-other")
            over = line.end - frame.right[line.page % 2]
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
    """CLR-B14: the base lines of facing pages coincide."""
    tally.look("register")
    distance = (frame.grid[0] - frame.grid[1]) % frame.pitch
    distance = min(distance, frame.pitch - distance)
    if distance > EDGE:
        tally.find("register", 0, "", f"{distance:.2f} pt")


def _words(pages: list[list[Line]]) -> Counter:
    """The Latin words inside the document's lines, to tell a divided word from two words."""
    words: Counter = Counter()
    for lines in pages:
        for line in lines:
            for word in re.findall(r"[A-Za-z]+", line.text):
                words[word.lower()] += 1
    return words


def _latin_ends(line: Line, after: Line) -> bool:
    one, two = line.glyphs[-1], after.glyphs[0]
    return one.char[-1].isascii() and one.char[-1].isalpha() and two.char[0].isascii() and two.char[0].isalpha()


def _keeps_spaces(paragraphs: list[Paragraph]) -> bool:
    """Whether the tool leaves a space's glyph at a line end between words: then its absence tells of a divided word."""
    kept = total = 0
    for paragraph in paragraphs:
        for line, after in zip(paragraph.lines, paragraph.lines[1:]):
            if _latin_ends(line, after):
                total += 1
                kept += line.space_at_end
    return kept * 2 > total


def split_words(line: Line, after: Line, words: Counter, spaced: bool, tally: Tally) -> None:
    """CLR-E02: a Latin word is divided with a hyphen; code and addresses are let be."""
    if not _latin_ends(line, after) or line.space_at_end:
        return
    one, two = line.glyphs[-1], after.glyphs[0]
    if one.mono or two.mono:
        return
    tally.look("latin-split")
    head, tail = line.text.split(" ")[-1], after.text.split(" ")[0]
    head, tail = re.split(r"[^\x21-\x7e]", head)[-1], re.split(r"[^\x21-\x7e]", tail)[0]
    if re.search(r"[/:_.@#\\]", head + tail) or not tail[:1].islower():
        return
    head, tail = re.split(r"[^A-Za-z]", head)[-1], re.split(r"[^A-Za-z]", tail)[0]
    known = words[(head + tail).lower()] > 0 and (words[head.lower()] <= 1 or words[tail.lower()] <= 1)
    if spaced or known:
        tally.find("latin-split", line.page, line.text, f"{head}|{tail}")
