"""Long marks, by their measure and their ink: a dash and an ellipsis are 2.000 em, a dash without a gap (CLR-C04, C05, E01).

In: paragraphs, and the document for the pixels of each new pair of dash glyphs. Out: counts of the kind `dash`.
"""

from __future__ import annotations

from .glyphs import DASHES, ELLIPSES
from .paragraphs import Paragraph
from .pixels import broken
from .tally import Tally

EXACT = 0.01  # em


def judge(document, paragraphs: list[Paragraph], tally: Tally) -> None:
    """Looks at every pair of long marks; the pixels of one pair of glyphs at one distance are looked at once."""
    seen: dict[tuple, bool] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            for first, second in _pairs(line.glyphs):
                tally.look("dash")
                width = _width(first, second)
                if abs(width - 2) > EXACT:
                    tally.find("dash", line.page, line.text, f"{first.char}{second.char if second else ''} {width:.3f} em")
                elif first.char[0] in DASHES:
                    key = (first.font, first.char, round(first.size, 1), round(width, 3), second is None, line.vertical)
                    if key not in seen:
                        seen[key] = broken(document[line.page], line, first)
                    if seen[key]:
                        tally.find("dash", line.page, line.text, "a gap in the ink")


def _pairs(glyphs):
    """Two long marks of one kind after each other, or one glyph that is both."""
    at = 0
    while at < len(glyphs):
        one = glyphs[at]
        two = glyphs[at + 1] if at + 1 < len(glyphs) else None
        marks = DASHES if one.char[0] in DASHES else ELLIPSES if one.char[0] in ELLIPSES else None
        if marks is None or one.mono:
            at += 1
        elif len(one.char) == 2 or one.char == "⸺":
            yield one, None
            at += 1
        elif two is not None and two.char[0] in marks and not two.space_before:
            yield one, two
            at += 2
        else:
            at += 1


def _width(first, second) -> float:
    """From the first mark's start to where the second ends, or would by a full em, in em."""
    if second is None:
        return (first.end - first.start) / first.size
    return (second.start - first.start + max(second.end - second.start, first.size)) / first.size
