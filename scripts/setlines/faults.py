"""All the rules, over all paragraphs and pages.

In: the document, its lines and paragraphs, the frame. Out: a `Tally`. The clauses (CLR-…) are named at each check.
"""

from __future__ import annotations

from . import edges, gaps, leaves, words
from .frame import Frame, Line
from .paragraphs import Paragraph
from .tally import Tally


def judge(document, pages: list[list[Line]], paragraphs: list[Paragraph], frame: Frame) -> Tally:
    """Counts every kind but the long marks and the short pages."""
    tally = Tally()
    known = words.vocabulary(pages)
    spaced = words.keeps_spaces(paragraphs)
    for paragraph in paragraphs:
        for at, line in enumerate(paragraph.lines):
            first, last = at == 0, at + 1 == len(paragraph.lines)
            edges.line_edges(line, first, tally)
            gaps.marks(line, frame, tally)
            gaps.latin_gaps(line, frame, tally)
            gaps.overlaps(line, tally)
            edges.trimmed_start(line, paragraph, first, frame, tally)
            edges.overfull(line, frame, document, tally)
            if not last:
                after = paragraph.lines[at + 1]
                gaps.looseness(line, frame, tally)
                edges.right(line, paragraph, frame, tally)
                edges.split_marks(line, after, tally)
                words.split_words(line, after, known, spaced, tally)
        edges.left(paragraph, frame, tally)
        leaves.last_line(paragraph, tally)
        leaves.lone_lines(paragraph, tally)
    for before, after in zip(paragraphs, paragraphs[1:]):
        leaves.early_ends(before, after, frame, tally)
    for lines in pages:
        leaves.page(lines, frame, tally)
    leaves.register(pages, frame, tally)
    return tally
