"""The lines of pages and the frame they stand in: type size, pitch, grid, the two edges of the measure.

In: the glyphs of pages. Out: `Line`s, each with its kind (body, code, heading …), and a `Frame`, all inferred from what the
greater part of the lines do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from .glyphs import CLOSING, OPENING, POINTS, Glyph, ink, is_han, is_latin, is_space

BODY, CODE, HEADING, SMALL, CONTENTS = "body", "code", "heading", "small", "contents"
FURNITURE, ANNOTATION = "furniture", "annotation"


# Marks that may be raised to the middle of their frames, as in Taiwan: they have a base line of their own and make no line.
RAISED_MARKS = CLOSING | POINTS


@dataclass
class Line:
    """The glyphs that share a base line."""

    page: int
    glyphs: list[Glyph]
    base: float
    vertical: bool
    kind: str = SMALL
    space_at_end: bool = False
    # Where the text begins when a list's marker stands before it.
    text_start: float | None = None
    start: float = 0.0
    end: float = 0.0
    # Where it counts as beginning, from the left edge: an opening mark that wasn't trimmed, where its box does.
    lead: float = 0.0
    # How much narrower the block is at its end (negative), as a quotation may be.
    inset: float = 0.0

    @property
    def text(self) -> str:
        return "".join((" " if glyph.space_before else "") + glyph.char for glyph in self.glyphs)

    def box_start(self) -> float:
        """The start of the first glyph's box, blank half and all."""
        return self.glyphs[0].start


@dataclass
class Frame:
    """What the body lines of the document agree on."""

    size: float
    face: str
    pitch: float = 0.0
    vertical: bool = False
    # By the parity of the page (0 for verso, 1 for recto).
    left: dict[int, float] = field(default_factory=dict)
    right: dict[int, float] = field(default_factory=dict)
    grid: dict[int, float] = field(default_factory=dict)


def mode(values, step: float = 0.05) -> float:
    """The commonest value, to the mean of those within a step of it."""
    values = list(values)
    if not values:
        return 0.0
    bins = Counter(round(value / step) for value in values)
    best = max(bins, key=lambda key: (bins[key] + bins[key - 1] + bins[key + 1], -key))
    near = [value for value in values if abs(value - best * step) <= 1.5 * step]
    return sum(near) / len(near)


# A book with fewer Han than this part of its letters is in the letters' own script.
FEW_HAN = 0.1
# What is smaller than other type and holds less than so many times as much is notes and tables beside the text, however many they are.
MANY = 4


def body_type(pages: list[list[Glyph]]) -> tuple[float, str]:
    """Size and face of the text: of most Han glyphs, or of most letters where there are next to no Han. Where two sizes hold much, the
    larger one is the text's and the smaller that of its notes."""
    counts: dict[bool, Counter] = {True: Counter(), False: Counter()}
    for glyphs in pages:
        for glyph in glyphs:
            script = is_han(glyph.char)
            if script or (is_latin(glyph.char) and not glyph.mono):
                counts[script][round(glyph.size, 2), glyph.font] += 1
    faces = counts[counts[True].total() > FEW_HAN * counts[False].total()]
    sizes: Counter = Counter()
    for (size, _), count in faces.items():
        sizes[size] += count
    if not sizes:
        return 0.0, ""
    most = max(sizes.values())
    size = max(size for size, count in sizes.items() if count * MANY >= most)
    return size, max((key for key in faces if key[0] == size), key=faces.get)[1]


def page_lines(page: int, glyphs: list[Glyph], size: float, vertical: bool) -> list[Line]:
    """The page's lines from its head on; small raised glyphs (note marks) belong to the line they stand at."""
    anchors, rest = _columns(glyphs, size) if vertical else _rows(glyphs, size)
    bases = [_base(cluster, size) for cluster in anchors]
    if not vertical:
        rest = _with_marks(rest)
    for cluster in rest:
        own = cluster[0].base
        at = next((k for k, base in enumerate(bases) if base - 0.62 * size < own < base + 0.3 * size), None)
        marks = all(glyph.char in RAISED_MARKS for glyph in cluster)
        if at is None or not (marks or _between(cluster, anchors[at], size)):
            anchors.append(cluster)
            bases.append(own)
        else:
            anchors[at].extend(cluster)
    if vertical:
        parts = [(base, part) for base, cluster in zip(bases, anchors) for part in _without_furniture(cluster, size)]
    else:
        parts = list(zip(bases, anchors))
    lines = [_line(page, cluster, base, vertical) for base, cluster in sorted(parts, key=lambda part: part[0])]
    return [line for line in lines if line is not None]


def _with_marks(clusters: list[list[Glyph]]) -> list[list[Glyph]]:
    """Lines of small type, with the still smaller marks raised over them."""
    sizes = [max(glyph.size for glyph in cluster) for cluster in clusters]
    out: list[list[Glyph]] = []
    kept: list[int] = []
    for at in sorted(range(len(clusters)), key=lambda at: -sizes[at]):
        own, size = clusters[at][0].base, sizes[at]
        over = next(
            (
                k
                for k, of in enumerate(kept)
                if size < 0.85 * sizes[of] and 0.1 < (clusters[of][0].base - own) / sizes[of] < 0.62 and _between(clusters[at], out[k], sizes[of])
            ),
            None,
        )
        if over is None:
            kept.append(at)
            out.append(list(clusters[at]))
        else:
            out[over].extend(clusters[at])
    return out


def _rows(glyphs: list[Glyph], size: float) -> tuple[list[list[Glyph]], list[list[Glyph]]]:
    """Glyphs on one base line; those lines that have a glyph of text size, and those of small glyphs only."""
    clusters = _clusters(glyphs, size * 0.035)
    large = [any(glyph.size > 0.8 * size and glyph.char not in RAISED_MARKS for glyph in cluster) for cluster in clusters]
    return [c for c, is_large in zip(clusters, large) if is_large], [c for c, is_large in zip(clusters, large) if not is_large]


def _columns(glyphs: list[Glyph], size: float) -> tuple[list[list[Glyph]], list[list[Glyph]]]:
    """Upright Han make the lines of a vertical page; what stands near their middle belongs to them, whatever way it is turned."""
    def makes_line(glyph: Glyph) -> bool:
        return glyph.upright and is_han(glyph.char) and glyph.size > 0.9 * size

    anchors = _clusters([glyph for glyph in glyphs if makes_line(glyph)], 0.08 * size)
    bases = [cluster[0].base for cluster in anchors]
    others: dict[bool, list[Glyph]] = {True: [], False: []}
    for glyph in glyphs:
        if makes_line(glyph):
            continue
        at = bisect_left(bases, glyph.base)
        near = min((k for k in (at - 1, at) if 0 <= k < len(bases)), key=lambda k: abs(bases[k] - glyph.base), default=None)
        # Figures and ！！ that stand side by side in a column (纵中横) reach further out than a note mark, and less far than ruby.
        side_by_side = glyph.upright and (is_latin(glyph.char) or glyph.char in "！？") and glyph.size > 0.8 * size
        reach = 0.6 if side_by_side else 0.45
        if near is not None and abs(bases[near] - glyph.base) < reach * size:
            anchors[near].append(glyph)
        else:
            others[glyph.size > 0.8 * size].append(glyph)
    small = [part for cluster in _clusters(others[False], 0.4 * size) for part in _at_gaps(cluster, 2 * size)]
    return anchors + _clusters(others[True], 0.4 * size), small


def _at_gaps(cluster: list[Glyph], wide: float) -> list[list[Glyph]]:
    """The glyphs of a column cut where nothing stands for long, as between a running head and a folio, and between dots and letters."""
    out: list[list[Glyph]] = []
    for glyph in sorted(cluster, key=lambda glyph: glyph.start):
        if out and glyph.start - out[-1][-1].end <= wide and 0.5 < glyph.size / out[-1][-1].size < 2:
            out[-1].append(glyph)
        else:
            out.append([glyph])
    return out


def _without_furniture(cluster: list[Glyph], size: float) -> list[list[Glyph]]:
    """A vertical line apart from the running head above it and the folio below: smaller type, with a gap between."""
    small = [glyph for glyph in cluster if glyph.size < 0.85 * size]
    text = [glyph for glyph in cluster if glyph.size >= 0.85 * size and not is_space(glyph.char)]
    if not small or not text:
        return [cluster]
    low = min(ink(glyph, True)[0] for glyph in text) - 0.6 * size
    high = max(ink(glyph, True)[1] for glyph in text) + 0.6 * size
    outside = [glyph for glyph in small if glyph.end < low or glyph.start > high]
    return [[glyph for glyph in cluster if glyph not in outside], *_at_gaps(outside, 2 * size)] if outside else [cluster]


def _clusters(glyphs: list[Glyph], tolerance: float) -> list[list[Glyph]]:
    out: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if out and glyph.base - out[-1][-1].base <= tolerance:
            out[-1].append(glyph)
        else:
            out.append([glyph])
    return out


def _base(cluster: list[Glyph], size: float) -> float:
    """The base line of the cluster's body type; Latin rotated beside it is placed by estimate and doesn't count."""
    exact = [glyph.base for glyph in cluster if glyph.upright and is_han(glyph.char) and abs(glyph.size - size) < 0.03 * size]
    return mode(exact or [glyph.base for glyph in cluster], 0.02)


def _between(cluster: list[Glyph], line: list[Glyph], size: float) -> bool:
    """Whether the small glyphs stand beside the line's text or in a gap of it, as a note mark does, and ruby doesn't."""
    for small in cluster:
        if is_space(small.char):
            continue
        for glyph in line:
            if not is_space(glyph.char) and min(small.end, glyph.end) - max(small.start, glyph.start) > 0.4 * (small.end - small.start):
                # The blank half of a mark is free.
                if not (glyph.full_width and small.start >= glyph.start + 0.45 * glyph.size):
                    return False
    low, high = min(glyph.start for glyph in line), max(glyph.end for glyph in line)
    return any(low - size < small.start < high + size for small in cluster)


def _line(page: int, cluster: list[Glyph], base: float, vertical: bool) -> Line | None:
    kept: list[Glyph] = []
    spaces = ""
    # By the ink: the boxes of two marks that lose both their blank halves begin at one place.
    for glyph in sorted(cluster, key=lambda glyph: round(ink(glyph, vertical)[0], 2)):
        if is_space(glyph.char):
            spaces += glyph.char
            continue
        glyph.space_before, spaces = spaces, ""
        kept.append(glyph)
    if not kept:
        return None
    line = Line(page, kept, base, vertical, space_at_end=bool(spaces))
    line.start = ink(kept[0], vertical)[0]
    line.end = max(ink(glyph, vertical)[1] for glyph in kept[-2:])
    return line


def measure(frame: Frame, pages: list[list[Line]]) -> None:
    """Finds pitch, edges and grid from the body lines of all pages."""
    body = [line for lines in pages for line in lines if line.kind == BODY]
    steps = []
    for lines in pages:
        own = [line.base for line in lines if line.kind == BODY]
        steps += [b - a for a, b in zip(own, own[1:]) if b - a < 3 * frame.size]
    frame.pitch = mode(steps) or 1.7 * frame.size
    for parity in (0, 1):
        own = [line for line in body if line.page % 2 == parity]
        # Too few lines to know a page's own edges: then those of all.
        own = own if len(own) >= 20 else body
        frame.left[parity] = _left_edge([line.start for line in own])
        frame.right[parity] = _right_edge(own, [line for lines in pages for line in lines if line.kind in (SMALL, CONTENTS) and line.page % 2 == parity], frame.size)
        frame.grid[parity] = _grid([line.base for line in own], frame.pitch)


# So many entries of contents tell where the measure ends.
MANY_ENTRIES = 10
# And so does the place where this part of the body's lines ends.
FULL = 0.3


def _right_edge(body: list[Line], small: list[Line], size: float) -> float:
    """Where most lines end; in a book of verse few are full, and those that are, in its notes too, end at
    one place further out, as the entries of its contents do."""
    edge = mode(line.end for line in body)
    contents = [line.end for line in small if line.kind == CONTENTS]
    if len(contents) >= MANY_ENTRIES and mode(contents) > edge + size:
        return mode(contents)
    if sum(abs(line.end - edge) <= 0.1 for line in body) >= FULL * len(body):
        return edge
    every = [line.end for line in body + small]
    ends = Counter(round(end, 1) for end in every if end > edge + size)
    common = [end for end, count in ends.items() if count * 50 >= len(every)]
    return mode(end for end in every if abs(end - max(common)) <= 0.1) if common else edge


def _left_edge(starts: list[float]) -> float:
    """The lowest place where at least a tenth of the lines begin."""
    bins = Counter(round(start, 1) for start in starts)
    common = [key for key, count in bins.items() if (count + bins[round(key - 0.1, 1)] + bins[round(key + 0.1, 1)]) * 10 >= len(starts)]
    low = min(common, default=0.0)
    return mode([start for start in starts if abs(start - low) <= 0.25] or [low])


def _grid(bases: list[float], pitch: float) -> float:
    """The remainder of the base lines by the pitch that most share."""
    if not bases:
        return 0.0
    # Twice, so that a remainder near 0 isn't divided between both ends.
    rough = Counter(round((base % pitch) * 4) % round(pitch * 4) for base in bases).most_common(1)[0][0] / 4
    shift = rough - pitch / 2
    return mode(((base - shift) % pitch for base in bases), 0.02) + shift


def off_grid(line: Line, frame: Frame) -> float:
    """How far the line stands from the nearest line of the grid."""
    distance = (line.base - frame.grid[line.page % 2]) % frame.pitch
    return min(distance, frame.pitch - distance)


def edge_is_known(glyph: Glyph, line: Line) -> bool:
    """Whether the page tells where the glyph's box ends; not for Latin that stands upright in a vertical line (纵中横)."""
    return not (line.vertical and glyph.upright and is_latin(glyph.char))


def starts_with_opening(line: Line) -> bool:
    """Whether its first glyph is an opening mark with a blank half."""
    return line.glyphs[0].char in OPENING and line.glyphs[0].full_width
