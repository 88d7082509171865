"""What only the ink tells: whether a dash has a gap, whether a line's last letter is past the edge.

In: a page and a place on it. Out: yes or no, from a few pixels drawn at ten to the point.
"""

from __future__ import annotations

import pymupdf

ZOOM = 10
DARK = 160  # of 255


def broken(page, first, base: float) -> bool:
    """Whether some column in the middle one and a half em of a two-em dash has no ink."""
    size = first.size
    clip = pymupdf.Rect(first.start + 0.3 * size, base - 0.7 * size, first.start + 1.7 * size, base)
    return any(not inked for inked in _columns(page, clip))


def past(page, line, edge: float) -> bool:
    """Whether the line has ink past the edge (along the line)."""
    size, end = line.glyphs[-1].size, line.end + line.glyphs[-1].size
    if line.vertical:
        middle = -line.base
        return any(_columns(page, pymupdf.Rect(middle - 0.5 * size, edge, middle + 0.5 * size, end)))
    return any(_columns(page, pymupdf.Rect(edge, line.base - 0.85 * size, end, line.base + 0.25 * size)))


def _columns(page, clip) -> list[bool]:
    """For each column of pixels, whether any of it is dark."""
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(ZOOM, ZOOM), clip=clip, colorspace=pymupdf.csGRAY)
    width, height, stride, samples = pixels.width, pixels.height, pixels.stride, pixels.samples
    return [any(samples[row * stride + column] < DARK for row in range(height)) for column in range(width)]
