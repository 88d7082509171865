"""The widths of a document's glyphs, which the trace of vertical text leaves out.

In: a document. Out: for the name of each CID font whose codes are its glyphs' numbers, the widths of its glyphs in em (ISO 32000-1 §9.7.4.3).
"""

from __future__ import annotations

import re


def of_fonts(document) -> dict[str, dict[int, float]]:
    """Widths by font and glyph. A font whose subsets go by one name twice is left out."""
    found: dict[str, dict[int, float]] = {}
    seen: dict[str, int] = {}
    fonts = {font[0]: font for number in range(len(document)) for font in document.get_page_fonts(number, full=True)}
    for xref, font in sorted(fonts.items()):
        name = font[3].split("+", 1)[-1]
        inner = re.search(r"(\d+) 0 R", document.xref_get_key(xref, "DescendantFonts")[1])
        if not inner or not font[5].startswith("Identity"):
            continue
        cid_font = int(inner.group(1))
        if seen.setdefault(name, cid_font) != cid_font:
            found.pop(name, None)
            continue
        if document.xref_get_key(cid_font, "CIDToGIDMap")[1] in ("/Identity", "null"):
            found[name] = read(_array(document, cid_font))
    return found


def _array(document, cid_font: int) -> str:
    kind, value = document.xref_get_key(cid_font, "W")
    return document.xref_object(int(value.split()[0])) if kind == "xref" else value


def read(array: str) -> dict[int, float]:
    """The entries of a W array: `first [w …]` or `first last w`."""
    out: dict[int, float] = {}
    tokens = re.findall(r"\[|\]|[-+.\d]+", array.strip()[1:-1] if array.startswith("[") else "")
    at = 0
    while at + 2 < len(tokens):
        first = int(tokens[at])
        if tokens[at + 1] == "[":
            end = tokens.index("]", at)
            own = [float(token) / 1000 for token in tokens[at + 2 : end]]
            out.update(enumerate(own, first))
            at = end + 1
        else:
            out.update((glyph, float(tokens[at + 2]) / 1000) for glyph in range(first, int(tokens[at + 1]) + 1))
            at += 3
    return out
