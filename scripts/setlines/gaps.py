"""Gaps within a line: between marks, between Han and Latin, and how far justification opened them.

In: lines and the frame. Out: counts in a `Tally` (CLR-F, H01, M, A04).
"""

from __future__ import annotations

from .frame import Frame, Line
from .glyphs import CLOSING, DASHES, ELLIPSES, FIXED_WHEN_VERTICAL, OPENING, POINTS, Glyph, ink, is_han, is_latin, is_mark
from .tally import Tally


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


def _is_square(glyph: Glyph) -> bool:
    """A Han character, mark or long mark in its em box (or two of it)."""
    return glyph.upright and glyph.full_width and (is_han(glyph.char) or is_mark(glyph.char) or glyph.char[0] in DASHES | ELLIPSES)


def overlaps(line: Line, tally: Tally) -> None:
    """CLR-A04, M: Han characters aren't drawn together, marks lose no more than their blank half."""
    for one, two in zip(line.glyphs, line.glyphs[1:]):
        beside = line.vertical and two.start - one.start < 0.2 * one.size
        if beside or not (_is_square(one) and _is_square(two)) or abs(one.size - two.size) > 0.05 * one.size:
            continue
        tally.look("overlap")
        gap = (ink(two, line.vertical)[0] - ink(one, line.vertical)[1]) / one.size
        if gap < -0.02:
            tally.find("overlap", line.page, line.text, f"{one.char}|{two.char} {gap:.3f} em")


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
