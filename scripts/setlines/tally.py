"""What was counted: for each kind of fault how many, of how many looked at, and where.

In: places as they are found. Out: the counts, and which of them are over their limits.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# kind: (what it is, the limit; None for what is only told)
KINDS: dict[str, tuple[str, int | None]] = {
    "line-start": ("prohibited mark at a line start", 0),
    "paragraph-start": ("  the same, but the text itself begins a paragraph with it", None),
    "line-end": ("opening mark at a line end", 0),
    "split": ("dash or ellipsis split over two lines", 0),
    "dash": ("two-em dash or ellipsis not 2.000 em, or with a gap in its ink", 0),
    "one-character": ("last line of one character", 0),
    "overfull": ("body line with ink past the right edge", 0),
    "hanging": ("mark hung past the right edge", None),
    "overfull-other": ("code, table, heading or note past the right edge", 0),
    "unsqueezed": ("adjacent marks not squeezed", 0),
    "untrimmed-start": ("opening mark at a line start with its blank half", 0),
    "untrimmed-indent": ("the same at a paragraph's first line", 0),
    "untrimmed-end": ("mark at the end of a full line with its blank half", 0),
    "latin-gap": ("Han-Latin gap under an eighth em", 0),
    "overlap": ("Han or marks closer than their boxes and halves allow", 0),
    "stretched": ("line with every gap over 0.2 em", 0),
    "wide-gap": ("line with one gap over 1 em", 0),
    "right-edge": ("full line that misses the right edge", 0),
    "left-edge": ("line that misses its left edge", 0),
    "early-end": ("line that ends early before one without indent (a break in the source?)", None),
    "off-grid": ("body line off the grid", 0),
    "register": ("facing pages whose grids differ", 0),
    "lone-last": ("lone last line of a paragraph at a page head", 0),
    "lone-first": ("lone first line of a paragraph at a page foot", 0),
    "one-line-page": ("page of one line", 0),
    "heading-foot": ("heading at a page foot", 0),
    "note-apart": ("note on another page than its mark", 0),
    "collision": ("line painted over another", 0),
    "off-page": ("line that leaves the paper", 0),
    "short-page": ("page of at most two lines", None),
    "latin-split": ("Latin word split without a hyphen", 0),
}


@dataclass
class Place:
    """One place found: page (from 1), the line's text, and what is to be said of it."""

    page: int
    text: str
    note: str = ""


@dataclass
class Tally:
    """Counts by kind."""

    looked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    places: dict[str, list[Place]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    # Even stretch of each full line, in em.
    stretch: list[float] = field(default_factory=list)

    def look(self, kind: str, number: int = 1) -> None:
        """Notes that a place was looked at."""
        self.looked[kind] += number

    def find(self, kind: str, page: int, text: str, note: str = "") -> None:
        """Notes a fault."""
        self.places[kind].append(Place(page + 1, text, note))

    def over(self, limits: dict[str, int]) -> list[str]:
        """The kinds whose counts are over their limits."""
        out = []
        for kind, (_, limit) in KINDS.items():
            limit = limits.get(kind, limit)
            if limit is not None and len(self.places[kind]) > limit:
                out.append(kind)
        return out
