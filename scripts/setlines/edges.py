"""Line starts and ends: what may stand there, and whether it stands at the edge.

In: lines, with their paragraph and the frame. Out: counts in a `Tally` (CLR-D, E01, G, B12).
"""

from __future__ import annotations

from .frame import Frame, Line, edge_is_known, starts_with_opening
from .glyphs import CLOSING, DASHES, ELLIPSES, INTERPUNCTS, OPENING, POINTS, ink, is_latin, is_mark
from .paragraphs import Paragraph, left_edge, right_edge
from .pixels import past
from .tally import Tally

EDGE = 0.1  # pt: what still counts as exact
# CLR-D, strict: also the long marks. The ASCII ones count outside code only.
NOT_AT_START = CLOSING | POINTS | DASHES | ELLIPSES | INTERPUNCTS | frozenset("／～–‼⁇⁈⁉")
NOT_AT_START_IN_TEXT = frozenset("/-,;)]}")
HANGING = frozenset("，。、．,.-‐\u00ad")


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
    # Ragged text in a column of its own, as on a copyright page: far in, and not one line at the edge.
    if line.lead > 4 * frame.size and all(abs(other.end - edge) > EDGE for other in paragraph.lines):
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
