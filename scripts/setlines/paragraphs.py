"""Paragraphs, from lines: where one begins, which of its lines are full, the edges that its full lines keep.

In: the lines of all pages. Out: `Paragraph`s. A paragraph begins with an indent, with a list's marker, or after a short line or other
matter; it may go on over a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .frame import BODY, CODE, CONTENTS, HEADING, SMALL, Frame, Line, edge_is_known, mode, starts_with_opening

EXACT = 0.1  # pt
SENTENCE_ENDS = frozenset("。！？：”’」』…")


@dataclass
class Paragraph:
    """Lines of one paragraph, from its first to its last."""

    lines: list[Line] = field(default_factory=list)
    left: float = 0.0
    # How far right of the measure's end its full lines end (0, or negative in a narrower block).
    inset: float = 0.0

    @property
    def full(self) -> list[Line]:
        """All lines but the last, which isn't justified (CLR-L11)."""
        return self.lines[:-1]


def paragraphs(pages: list[list[Line]], frame: Frame) -> list[Paragraph]:
    """Cuts the body lines into paragraphs."""
    flow = _flow(pages, frame)
    _insets(flow, frame)
    out: list[Paragraph] = []
    for at, (line, joined) in enumerate(flow):
        line.lead = _start(line, flow[at - 1][0] if at else line, frame)
        after = flow[at + 1][0] if at + 1 < len(flow) and flow[at + 1][1] else None
        if joined and out and _continues(out[-1], line, after, frame):
            out[-1].lines.append(line)
        else:
            out.append(Paragraph([line]))
    for paragraph in out:
        _settle(paragraph, frame)
    return out


def _flow(pages: list[list[Line]], frame: Frame) -> list[tuple[Line, bool]]:
    """The body lines in order, each with whether it follows the one before without other matter between."""
    out: list[tuple[Line, bool]] = []
    before: Line | None = None
    for lines in pages:
        other = False
        for at, line in enumerate(lines):
            if line.kind == BODY:
                if before is None or other:
                    joined = False
                elif line.page == before.page:
                    joined = line.base - before.base <= 1.3 * frame.pitch
                else:
                    joined = line.page == before.page + 1
                out.append((line, joined))
                before, other = line, False
            elif line.kind in (CODE, HEADING, CONTENTS):
                other = True
            elif line.kind == SMALL and any(later.kind == BODY for later in lines[at + 1:]) and before and before.page == line.page:
                # A caption or table in the flow; notes and folios stand after the last body line, running heads before the first.
                other = line.base - before.base > 0.5 * frame.pitch
        if other:
            before = None
    return out


def right_edge(line: Line, frame: Frame) -> float:
    """The measure's end, less the inset of the block the line stands in."""
    return frame.right[line.page % 2] + line.inset


def left_edge(line: Line, frame: Frame) -> float:
    """The measure's start on the line's page."""
    return frame.left[line.page % 2]


def _insets(flow: list[tuple[Line, bool]], frame: Frame) -> None:
    """Finds blocks narrower at both sides (quotations): two neighbours end there, the first within a sentence."""
    for line, _ in flow:
        line.inset = 0.0
    for (one, _), (two, joined) in zip(flow, flow[1:]):
        if not joined:
            continue
        gap = [frame.right[line.page % 2] - line.end for line in (one, two)]
        inside = [line.start - left_edge(line, frame) for line in (one, two)]
        narrow = 0.9 * frame.size < gap[0] < 4.2 * frame.size and min(inside) > 0.9 * frame.size
        if narrow and abs(gap[0] - gap[1]) < EXACT and one.glyphs[-1].char not in SENTENCE_ENDS:
            one.inset = two.inset = -gap[0]
        elif one.inset and inside[1] > 0.9 * frame.size and gap[1] > -one.inset - EXACT:
            two.inset = one.inset


def _continues(paragraph: Paragraph, line: Line, after: Line | None, frame: Frame) -> bool:
    """Whether the line goes on with the paragraph."""
    size, last = frame.size, paragraph.lines[-1]
    if line.text_start is not None or last.end < right_edge(last, frame) - _slack(last, line, size):
        return False
    shift = line.lead - last.lead
    if last.text_start is not None:
        hang = line.lead - (last.text_start - left_edge(last, frame))
        return shift < -0.3 * size or (min(abs(hang), abs(shift)) < 0.3 * size and _ends_exactly(last, frame))
    if shift > 0.3 * size:
        return False
    if abs(shift) <= 0.3 * size and _first_of_next(line, after, frame):
        return False
    if len(paragraph.lines) > 1:
        # After two lines its left edge is known. What begins inside may be the next paragraph's indent.
        ended = last.lead > 0.9 * size and last.glyphs[-1].char in SENTENCE_ENDS and not _ends_exactly(last, frame)
        return abs(shift) <= 0.3 * size and not ended
    if shift <= -0.9 * size or last.inset or last.lead < 0.9 * size:
        return True
    # Indented lines that begin at one place are paragraphs of one line each, unless three of them show a block without indent.
    block = after is not None and abs(_start(after, line, frame) - line.lead) < EXACT
    return block and _ends_exactly(last, frame) and _ends_exactly(line, frame)


def _slack(last: Line, line: Line, size: float) -> float:
    """How far from the edge a line may end and still be no last line: further if it breaks off and the next has no indent."""
    breaks_off = abs(line.lead) < 0.3 * size and last.glyphs[-1].char not in SENTENCE_ENDS
    return (4 if breaks_off else 1.05) * size


def _ends_exactly(line: Line, frame: Frame) -> bool:
    """Whether the line ends at the edge by its ink; within a sentence also by the box of its last mark, for tools that don't trim."""
    edge, tail = right_edge(line, frame), line.glyphs[-1]
    return abs(line.end - edge) <= EXACT or (tail.char not in SENTENCE_ENDS and abs(tail.end - edge) <= EXACT)


def _start(line: Line, before: Line, frame: Frame) -> float:
    """Where the line begins, from the left edge; an opening mark that wasn't trimmed begins where its box does."""
    place = line.start - left_edge(line, frame)
    if starts_with_opening(line):
        box = line.box_start() - left_edge(line, frame)
        if min(abs(box), abs(box - before.lead)) < 0.1 * frame.size:
            return box
    return place


def _first_of_next(line: Line, after: Line | None, frame: Frame) -> bool:
    """Whether the line is an indented first line: full, and the next line begins further left."""
    if after is None or after.text_start is not None or line.end < right_edge(line, frame) - 1.05 * frame.size:
        return False
    return _start(after, line, frame) < line.lead - 0.9 * frame.size


def _settle(paragraph: Paragraph, frame: Frame) -> None:
    rest = [line for line in paragraph.lines[1:] if edge_is_known(line.glyphs[0], line)] or paragraph.lines[1:] or paragraph.lines
    paragraph.left = mode(line.lead for line in rest)
    paragraph.inset = min(line.inset for line in paragraph.lines[:-1] or paragraph.lines)
