"""What only the ink tells: whether a dash has a gap, whether a line's last letter is past the edge.

In: a page and a place on it. Out: yes or no, from a few pixels drawn at ten to the point.
"""

from __future__ import annotations

import pymupdf

ZOOM = 10
DARK = 160  # of 255


def broken(page, line, first) -> bool:
    """Whether the middle one and a half em of a two-em dash has a gap."""
    return not all(_along(page, line, first.start + 0.3 * first.size, first.start + 1.7 * first.size))


def past(page, line, edge: float) -> bool:
    """Whether the line has ink past the edge (along the line)."""
    return any(_along(page, line, edge, line.end + line.glyphs[-1].size))


def _along(page, line, start: float, end: float) -> list[bool]:
    """For each step along the line, whether any ink stands there."""
    size = line.glyphs[-1].size
    if line.vertical:
        # `base` is the middle of a vertical line.
        clip = pymupdf.Rect(-line.base - 0.5 * size, start, -line.base + 0.5 * size, end)
    else:
        clip = pymupdf.Rect(start, line.base - 0.85 * size, end, line.base + 0.2 * size)
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(ZOOM, ZOOM), clip=clip, colorspace=pymupdf.csGRAY)
    rows = [pixels.samples[row * pixels.stride:row * pixels.stride + pixels.width] for row in range(pixels.height)]
    steps = rows if line.vertical else zip(*rows)
    return [min(step) < DARK for step in steps]
