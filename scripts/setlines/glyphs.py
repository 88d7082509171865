"""The glyphs of a page, as painted, on logical axes.

In: a page of a PDF. Out: `Glyph`s with their place along the line (`start`, `end`: the box of the font's advance) and across the lines
(`base`), the same for horizontal and vertical pages. Read from MuPDF's trace of what is painted: nothing is synthesized there, and text
that only stands in for other text (ActualText) doesn't hide what the reader sees.
"""

from __future__ import annotations

OPENING = frozenset("“‘「『（《〈【〖〔［｛")
CLOSING = frozenset("”’」』）》〉】〗〕］｝")
POINTS = frozenset("，。、；：？！．")
# Marks that stand in the middle of a full em in vertical text: nothing of them can be squeezed (CLR-I04, group F).
FIXED_WHEN_VERTICAL = frozenset("；：？！")
DASHES = frozenset("—⸺")
ELLIPSES = frozenset("…⋯")
INTERPUNCTS = frozenset("·・‧")
SPACES = frozenset(" \u3000\u00a0\u2002\u2003\u2009\u200a\u200b\u202f\u205f\ufeff\t\r\n")
MONO_NAMES = ("mono", "code", "courier", "consol")
BOLD_NAMES = ("bold", "black", "heavy")
# The em box of a Han glyph, over its baseline: what vertical text is placed by when the font's own metrics aren't at hand.
ASCENT = 0.88
CENTRE = 0.38


# Forms that only vertical text has, as some fonts' tables name them, and the marks that they are.
UPRIGHT_FORMS = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    "，、。：；！？〖〗…—–（）｛｝〔〕【】《》〈〉「」『』［］",
)


class Glyph:
    """One painted glyph: its text, its advance box along the line, its place across the lines, its type."""

    __slots__ = ("char", "start", "end", "base", "size", "font", "bold", "mono", "upright", "space_before")

    def __init__(self, char, start, end, base, size, font, bold, mono, upright=True):
        self.char, self.start, self.end, self.base = char, start, end, base
        self.size, self.font, self.bold, self.mono, self.upright = size, font, bold, mono, upright
        # The spaces painted between this glyph and the one before it in the line.
        self.space_before = ""

    @property
    def full_width(self) -> bool:
        """Whether the font gives it a whole em: only such a mark has a blank half."""
        return self.end - self.start > 0.9 * self.size


def is_han(char: str) -> bool:
    """A Han character, also one of the compatibility and supplementary blocks, or kana."""
    code = ord(char[0])
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x3FFFF
        or 0xF900 <= code <= 0xFAFF
        or 0x2E80 <= code <= 0x2FDF
        or 0x3040 <= code <= 0x30FF
        or char[0] in "々〇"
    )


def is_latin(char: str) -> bool:
    """A letter or digit of an alphabet (Latin, Greek, Cyrillic), not a full-width one."""
    return char[0].isalnum() and ord(char[0]) < 0x2000


def is_space(char: str) -> bool:
    """White space, also a run of it that one glyph stands for."""
    return all(one in SPACES for one in char)


def is_mark(char: str) -> bool:
    """A Chinese mark that opens, closes or points."""
    return char in OPENING or char in CLOSING or char in POINTS


def ink(glyph: Glyph, vertical: bool) -> tuple[float, float]:
    """Where a glyph counts at a line's edge: the half with ink of a full-width mark, else its box."""
    half = glyph.size / 2
    if glyph.char in INTERPUNCTS and not glyph.full_width:
        # Half an em on the Mainland, however narrow the font has it (group C).
        middle = (glyph.start + glyph.end) / 2
        return middle - half / 2, middle + half / 2
    if not glyph.full_width or (vertical and glyph.char in FIXED_WHEN_VERTICAL):
        return glyph.start, glyph.end
    if glyph.char in OPENING:
        return glyph.start + half, glyph.start + 2 * half
    if glyph.char in CLOSING or glyph.char in POINTS:
        return glyph.start, glyph.start + half
    return glyph.start, glyph.end


def page_glyphs(page, vertical: bool, widths: dict[str, dict[int, float]] | None = None) -> list[Glyph]:
    """All glyphs of the page that are painted, spaces too, in the order of the content; `widths` are those of the document's fonts."""
    glyphs: list[Glyph] = []
    place = _placed_down if vertical else _placed_across
    for span in page.get_texttrace():
        # Invisible text, but not the glyphs of Type 3 fonts, which paint themselves.
        if span["type"] == 3 and "T3" not in span["font"]:
            continue
        name = span["font"].lower()
        bold = bool(span["flags"] & 16) or any(word in name for word in BOLD_NAMES)
        mono = bool(span["flags"] & 8) or any(word in name for word in MONO_NAMES)
        _span_glyphs(span, place, bold, mono, (widths or {}).get(span["font"], {}), glyphs)
    return glyphs


def _span_glyphs(span, place, bold: bool, mono: bool, widths: dict[int, float], glyphs: list[Glyph]) -> None:
    size, font = span["size"], span["font"]
    for code, glyph_id, origin, box in span["chars"]:
        char = chr(code).translate(UPRIGHT_FORMS) if code > 0 else "\ufffd"
        if glyph_id < 0:
            # A further character of the ligature before.
            if glyphs:
                glyphs[-1].char += char
                if place is _placed_down and glyphs[-1].upright and char in DASHES | ELLIPSES:
                    _make_two_em(glyphs[-1])
            continue
        placed = place(span, char, origin, box, widths.get(glyph_id))
        if placed is not None:
            start, end, base, upright = placed
            glyphs.append(Glyph(char, start, end, base, size, font, bold, mono, upright))


def _make_two_em(glyph: Glyph) -> None:
    """Of an upright glyph the page doesn't tell the height: two long marks in one are two em about the middle of the em box."""
    middle = (glyph.start + glyph.end) / 2
    glyph.start, glyph.end = middle - glyph.size, middle + glyph.size


def _placed_across(span, _char, origin, box, _width):
    if abs(span["dir"][1]) > 0.01 or span["dir"][0] < 0 or span["wmode"]:
        return None
    return origin[0], origin[0] + box[2] - box[0], origin[1], True


def _placed_down(span, char, origin, box, known):
    size = span["size"]
    across, down = span["dir"]
    if not span["wmode"] and down > 0.99:
        # Rotated to the right: its baseline runs down, to the left of the line's middle.
        return origin[1], origin[1] + box[3] - box[1], -(origin[0] + CENTRE * size), False
    if span["wmode"] or across > 0.99:
        width = box[2] - box[0]
        if span["wmode"]:
            # In this mode the trace has no widths. Where the font doesn't tell them, a Han glyph is as wide as it is high, a letter
            # about half of that.
            width = size * (known if known is not None else 0.55 if is_latin(char) else 1)
        middle = origin[0] + width / 2
        start = origin[1] - ASCENT * size
        return start, start + size, -middle, True
    return None
