"""Latin words at line ends: divided with a hyphen, or not divided (CLR-E02).

In: a line and the next, and the words of the document. Out: counts in a `Tally`.
"""

from __future__ import annotations

import re
from collections import Counter

from .frame import Line
from .paragraphs import Paragraph
from .tally import Tally


def vocabulary(pages: list[list[Line]]) -> Counter:
    """The Latin words inside the document's lines, to tell a divided word from two words."""
    words: Counter = Counter()
    for lines in pages:
        for line in lines:
            for word in re.findall(r"[A-Za-z]+", line.text):
                words[word.lower()] += 1
    return words


def _latin_ends(line: Line, after: Line) -> bool:
    one, two = line.glyphs[-1], after.glyphs[0]
    return one.char[-1].isascii() and one.char[-1].isalpha() and two.char[0].isascii() and two.char[0].isalpha()


def keeps_spaces(paragraphs: list[Paragraph]) -> bool:
    """Whether the tool leaves a space's glyph at a line end between words: then its absence tells of a divided word."""
    kept = total = 0
    for paragraph in paragraphs:
        for line, after in zip(paragraph.lines, paragraph.lines[1:]):
            if _latin_ends(line, after):
                total += 1
                kept += line.space_at_end
    return kept * 2 > total


def split_words(line: Line, after: Line, words: Counter, spaced: bool, tally: Tally) -> None:
    """CLR-E02: a Latin word is divided with a hyphen; code and addresses are let be."""
    if not _latin_ends(line, after) or line.space_at_end:
        return
    one, two = line.glyphs[-1], after.glyphs[0]
    if one.mono or two.mono:
        return
    tally.look("latin-split")
    head, tail = line.text.split(" ")[-1], after.text.split(" ")[0]
    head, tail = re.split(r"[^\x21-\x7e]", head)[-1], re.split(r"[^\x21-\x7e]", tail)[0]
    if re.search(r"[/:_.@#\\]", head + tail) or not tail[:1].islower():
        return
    head, tail = re.split(r"[^A-Za-z]", head)[-1], re.split(r"[^A-Za-z]", tail)[0]
    known = words[(head + tail).lower()] > 0 and (words[head.lower()] <= 1 or words[tail.lower()] <= 1)
    if spaced or known:
        tally.find("latin-split", line.page, line.text, f"{head}|{tail}")
