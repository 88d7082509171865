#!/usr/bin/env python3
"""Shows that each count of `judge_lines.py` can fail: plants one fault on a page made by hand, and asserts that it alone is found.

In: the project's fonts. Out: unittest's verdict. The pages are made glyph by glyph, so that nothing of a typesetting program is in them:
20 characters a line, 10 pt on 18 pt, two em of indent; a well-set page stands before the planted one to show what the book does.
"""

import sys
import unittest
from pathlib import Path

import pymupdf

sys.path.insert(0, str(Path(__file__).resolve().parent))
import corpus  # noqa: E402
import judge_lines  # noqa: E402
import judge_pages  # noqa: E402
from setlines import widths  # noqa: E402
from setlines.tally import KINDS  # noqa: E402

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FILES = {
    "song": "NotoSerifSC-Regular.full-han.ttf",
    "kai": "PressKai-Regular.core.ttf",
    "latin": "SourceSerif4_400Regular.ttf",
    "mono": "SourceCodePro_400Regular.ttf",
}
SIZE, PITCH, LEFT, TOP, CHARACTERS = 10.0, 18.0, 60.0, 70.0, 20
WIDTH, HEIGHT = 640.0, 700.0
RAISED = 6.0  # pt: type of this size stands above its line, as note marks do
HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳"


class Press:
    """A document with the fonts in it, and pages made of lines."""

    def __init__(self):
        self.document = pymupdf.open()
        self.fonts = {name: pymupdf.Font(fontfile=str(FONTS / file)) for name, file in FILES.items()}
        first = self.document.new_page(width=WIDTH, height=HEIGHT)
        for name, file in FILES.items():
            first.insert_font(fontname=name, fontfile=str(FONTS / file))
        self.resources = {name: xref for xref, _, _, _, name, _ in first.get_fonts()}
        # The same font in the vertical writing mode of PDF.
        self.resources["down"] = self.document.get_new_xref()
        song = self.document.xref_object(self.resources["song"]).replace("/Identity-H", "/Identity-V")
        self.document.update_object(self.resources["down"], song)

    def page(self, lines, way) -> int:
        """Sets a page of (row, start in em, text); returns its number."""
        page = self.document.new_page(width=WIDTH, height=HEIGHT)
        stream = "\n".join(getattr(self, way)(*line) for line in lines)
        contents = self.document.get_new_xref()
        self.document.update_object(contents, "<<>>")
        self.document.update_stream(contents, stream.encode())
        fonts = " ".join(f"/{name} {xref} 0 R" for name, xref in self.resources.items())
        self.document.xref_set_key(page.xref, "Resources", f"<</Font<<{fonts}>>>>")
        self.document.xref_set_key(page.xref, "Contents", f"{contents} 0 R")
        return page.number

    def glyphs(self, text):
        """Face, size, glyph and place of each. `{0.5}` moves on by half an em, `<face size>` changes the type; ASCII is Latin by itself."""
        face, size, at = "song", SIZE, 0.0
        while text:
            if text[0] == "{":
                move, _, text = text[1:].partition("}")
                at += float(move) * SIZE
                continue
            if text[0] == "<":
                kind, _, text = text[1:].partition(">")
                face, size = kind.split()[0], float(kind.split()[1])
                continue
            char, text = text[0], text[1:]
            own = "latin" if face == "song" and char.isascii() else face
            code = self.fonts[own].has_glyph(ord(char))
            yield own, size, code, at
            at += size if own == "song" else self.fonts[own].glyph_advance(ord(char)) * size

    def across(self, row, start, text):
        y = HEIGHT - (TOP + row * PITCH)
        return "\n".join(
            f"BT /{face} {size} Tf 1 0 0 1 {LEFT + start * SIZE + at:.3f} {y + (0.4 * SIZE if size == RAISED else 0):.3f} Tm <{code:04x}> Tj ET"
            for face, size, code, at in self.glyphs(text)
        )

    def down(self, row, start, text):
        """A vertical line in the vertical writing mode: Han by the middle of its top, Latin turned to the right."""
        return self._downwards(row, start, text, "down", 0.0, 0.0)

    def placed(self, row, start, text):
        """A vertical line by upright glyphs, each placed by its base line."""
        return self._downwards(row, start, text, "song", 0.5, 0.88)

    def _downwards(self, row, start, text, font, left, below):
        out = []
        for face, size, code, at in self.glyphs(text):
            x, y = WIDTH - 40 - row * PITCH, HEIGHT - (LEFT + start * SIZE + at)
            matrix = f"0 -1 1 0 {x - 0.38 * size:.3f} {y:.3f}"
            if face == "song":
                face, matrix = font, f"1 0 0 1 {x - left * size:.3f} {y - below * size:.3f}"
            out.append(f"BT /{face} {size} Tf {matrix} Tm <{code:04x}> Tj ET")
        return "\n".join(out)


def han(count, shift=0):
    """A number of different Han characters."""
    return "".join(HAN[(shift + k) % len(HAN)] for k in range(count))


def well_set(rows, first=0):
    """Lines of paragraphs without fault: four lines each, the last of seven characters."""
    shapes = [(2, 18), (0, 20), (0, 20), (0, 7)]
    return [(first + row, shapes[row % 4][0], han(shapes[row % 4][1], row)) for row in range(rows)]


def paragraph(row, *middle):
    """A paragraph from its second line on the given lines, then a last line."""
    lines = [(row, 2, han(18))]
    lines += [(row + 1 + k, *(line if isinstance(line, tuple) else (0, line))) for k, line in enumerate(middle)]
    return lines + [(row + 1 + len(middle), 0, han(7, 3))]


PRESS = Press()


def justified(text):
    """The text to the right edge, by gaps between the Han characters that it ends with."""
    tail = ""
    while text and text[-1] in HAN:
        text, tail = text[:-1], text[-1] + tail
    width = max(at for _, _, _, at in PRESS.glyphs(text + tail[0])) / SIZE
    return text + f"{{{(CHARACTERS - 1 - width) / (len(tail) - 1) - 1:.4f}}}".join(tail)


class Case(unittest.TestCase):
    """What all cases share: judge a few pages of the one document."""

    way = "across"

    def found(self, *pages):
        """The counts over a well-set page and the given pages, without the kinds that are 0 and those only told."""
        first = PRESS.page(well_set(28), self.way)
        for lines in pages:
            last = PRESS.page(lines, self.way)
        tally, _, _, _ = judge_lines.judge(PRESS.document, f"{first + 1}-{last + 1}")
        self.tally = tally
        return {kind: len(places) for kind, places in tally.places.items() if places and kind != "short-page"}

    def only(self, kind, count, *pages):
        """Asserts that just this kind is found, so many times."""
        self.assertEqual(self.found(*pages), {kind: count} if count else {})


class Widths(unittest.TestCase):
    """What a font's dictionary says of its glyphs."""

    def test_both_forms_of_an_entry(self):
        self.assertEqual(widths.read("[1[256 966.5]7 9 500]"), {1: 0.256, 2: 0.9665, 7: 0.5, 8: 0.5, 9: 0.5})
        self.assertEqual(widths.read("null"), {})


class Figures(Case):
    """What `judge_pages.py` says per 1,000 pages: each of its figures can fail."""

    def words(self, *pages):
        """The words of the figures that are past their limits, and whether all are within them."""
        self.found(*pages)
        lines, good = judge_pages.report([self.tally], 1 + len(pages))
        return [line for line in lines if line.startswith("FAIL")], good

    def fails(self, words, *pages):
        """Asserts that this figure alone is past its limit."""
        lines, good = self.words(*pages)
        self.assertFalse(good)
        self.assertEqual(len(lines), 1, lines)
        self.assertIn(words, lines[0])

    def test_pages_without_fault(self):
        self.assertEqual(self.words(well_set(28)), ([], True))

    def test_each_figure_can_fail(self):
        noted = well_set(24) + [(24, 2, han(6) + Feet.superior("1") + "<song 10>" + han(3))]
        note = [(27.5, 0, "<song 8>1{1}" + han(9))]
        self.fails("headings at a page's foot", well_set(28) + [(29, 0, "<song 14>" + han(5))], well_set(28))
        self.fails("notes apart", noted + note, noted, noted + note)
        self.fails("lines alone", well_set(27), [(0, 0, han(7))] + well_set(8, 1))
        self.fails("lines alone", well_set(25), well_set(28)[1:])
        self.fails("past the type area", well_set(8) + [(9, 0, "<mono 8>" + "x" * 45)])
        self.fails("body lines on the grid", well_set(8) + [(9.02, 2, han(7))])

    def test_a_pdf_without_text_proves_nothing(self):
        self.assertFalse(judge_pages.report([], 1)[1])


class Edges(Case):
    """Line starts and ends."""

    def test_a_page_without_fault(self):
        self.only("", 0, well_set(28))
        for kind in ("line-start", "line-end", "one-character", "overfull", "right-edge", "left-edge", "off-grid", "stretched"):
            self.assertGreater(self.tally.looked[kind], 10, kind)

    def test_a_comma_at_a_line_start(self):
        self.only("line-start", 1, well_set(8) + paragraph(8, "，" + han(19)))

    def test_a_dash_at_a_line_start(self):
        self.only("line-start", 1, well_set(8) + paragraph(8, "<kai 10>——<song 10>" + han(18)))

    def test_a_mark_that_begins_a_paragraph_is_counted_apart(self):
        self.only("paragraph-start", 1, well_set(8) + [(8, 2, "”" + han(17)), (9, 0, han(5))])

    def test_a_hyphen_of_an_option_at_a_line_start(self):
        self.only("", 0, well_set(8) + paragraph(8, justified("-v{0.25}" + han(18))))

    def test_an_opening_mark_at_a_line_end(self):
        self.only("line-end", 1, well_set(8) + paragraph(8, han(19) + "（"))

    def test_an_opening_mark_at_a_line_start(self):
        self.only("untrimmed-start", 1, well_set(8) + paragraph(8, "“" + han(19)))
        self.only("", 0, well_set(8) + paragraph(8, "{-0.5}“" + han(19) + "，", han(20)))

    def test_an_opening_mark_at_an_indent(self):
        self.only("untrimmed-indent", 1, well_set(8) + [(8, 2, "“" + han(17)), (9, 0, han(5))])
        self.only("", 0, well_set(8) + [(8, 1.5, "“" + han(17) + "。"), (9, 0, han(5))])

    def test_a_mark_at_a_line_end(self):
        self.only("untrimmed-end", 1, well_set(8) + paragraph(8, han(19) + "。"))
        self.only("", 0, well_set(8) + paragraph(8, "{-0.5}（" + han(19) + "。", han(20)))

    def test_ink_past_the_edge(self):
        self.assertEqual(self.found(well_set(8) + paragraph(8, han(19) + "{0.1}天")), {"overfull": 1, "right-edge": 1})

    def test_code_past_the_edge(self):
        self.only("overfull-other", 1, well_set(8) + [(9, 0, "<mono 8>" + "x" * 45)])

    def test_a_hung_comma(self):
        self.only("hanging", 1, well_set(8) + paragraph(8, han(20) + "，"))

    def test_a_short_full_line(self):
        self.only("right-edge", 1, well_set(8) + paragraph(8, han(18) + "{0.7}天"))

    def test_a_ragged_column_far_in(self):
        ragged = [(8, 5, han(13) + "{0.6}天"), (9, 5, han(14)), (10, 5, han(13) + "{0.4}地"), (11, 5, han(6))]
        self.only("", 0, well_set(8) + ragged)
        # Lines at the edge show that it isn't ragged.
        self.only("right-edge", 2, well_set(7) + [(7, 5, han(15)), (8, 5, han(15)), *ragged[1:]])

    def test_a_line_that_ends_early(self):
        self.only("early-end", 1, well_set(8) + paragraph(8, han(12), han(20)))
        self.only("right-edge", 1, well_set(8) + paragraph(8, han(18), han(20)))

    def test_a_line_that_begins_inside(self):
        self.only("left-edge", 1, well_set(8) + paragraph(8, (0.2, f"{{{0.8 / 18:.4f}}}".join(han(19))), han(20)))


class Marks(Case):
    """Long marks, pairs of marks, gaps."""

    def test_a_dash_over_two_lines(self):
        found = self.found(well_set(8) + paragraph(8, han(19) + "<kai 10>—", "<kai 10>—<song 10>" + han(19)))
        self.assertEqual(found, {"split": 1, "line-start": 1})

    def test_an_ellipsis_over_two_lines(self):
        found = self.found(well_set(8) + paragraph(8, han(19) + "…", "…" + han(19)))
        self.assertEqual(found, {"split": 1, "line-start": 1})

    def test_two_whole_dashes_over_two_lines(self):
        self.only("line-start", 1, well_set(8) + paragraph(8, han(18) + "……", "……" + han(18)))

    def test_a_dash_with_a_gap_in_its_ink(self):
        # The dash of this face is 0.89 em wide.
        self.only("dash", 1, well_set(8) + paragraph(8, han(5) + "——" + han(13)))

    def test_a_dash_too_short(self):
        self.only("dash", 1, well_set(8) + paragraph(8, han(5) + "—{-0.11}—{0.11}" + han(13)))

    def test_a_whole_dash(self):
        self.only("", 0, well_set(8) + paragraph(8, han(5) + "<kai 10>——<song 10>" + han(13)))
        self.assertEqual(self.tally.looked["dash"], 1)

    def test_marks_not_squeezed(self):
        for pair in ("。”", "）。", "》》", "（《"):
            self.only("unsqueezed", 1, well_set(8) + paragraph(8, han(5) + pair + han(13)))
        self.only("unsqueezed", 1, well_set(8) + paragraph(8, han(5) + "，《" + han(13)))

    def test_marks_squeezed(self):
        self.only("", 0, well_set(8) + paragraph(8, han(5) + "。{-0.5}”" + han(5) + "，{-0.5}《" + han(7)))
        self.assertEqual(self.tally.looked["unsqueezed"], 2)

    def test_the_even_stretch_is_no_fault_of_a_pair(self):
        loose = "{0.1}".join(han(5)) + "{0.1}。{-0.4}”{0.1}" + "{0.1}".join(han(10, 5)) + "{0.1}{0.9}天"
        self.assertNotIn("unsqueezed", self.found(well_set(8) + paragraph(8, loose)))
        self.assertEqual(self.tally.looked["unsqueezed"], 1)

    def test_a_narrow_gap_beside_latin(self):
        for gap, count in ((0.05, 1), (0.1, 1), (0.125, 0), (0.25, 0)):
            text = justified(han(5) + f"{{{gap}}}a{{0.25}}" + han(13))
            self.only("latin-gap", count, well_set(8) + paragraph(8, text))
        self.assertEqual(self.tally.looked["latin-gap"], 2)

    def test_every_gap_stretched(self):
        self.only("stretched", 1, well_set(8) + paragraph(8, f"{{{5 / 14}}}".join(han(15))))

    def test_words_too_far_apart(self):
        self.only("stretched", 1, well_set(8) + paragraph(8, self.words("ab", 11)))
        self.only("", 0, well_set(8) + paragraph(8, self.words("abab", 9)))

    @staticmethod
    def words(word, count):
        """A line of equal words with equal gaps."""
        width = sum(PRESS.fonts["latin"].glyph_advance(ord(char)) for char in word)
        return f"{{{(CHARACTERS - count * width) / (count - 1):.4f}}}".join([word] * count)

    def test_characters_drawn_together(self):
        self.only("overlap", 1, well_set(8) + paragraph(8, han(9) + "{-0.1}" + han(10) + "{0.1}天"))
        self.only("overlap", 1, well_set(8) + paragraph(8, han(9) + "，{-0.7}" + han(9) + "{0.7}天"))

    def test_a_dash_drawn_into_its_neighbour(self):
        self.only("overlap", 1, well_set(8) + paragraph(8, han(5) + "{-0.5}<kai 10>——<song 10>{0.5}" + han(13)))

    def test_one_wide_gap(self):
        self.only("wide-gap", 1, well_set(8) + paragraph(8, han(9) + "{2}" + han(9)))

    def test_a_word_without_hyphen(self):
        words = [(8, 2, "composition"), (9, 2, "composition")]
        ends = "sition{0.25}" + han(6)
        self.only("latin-split", 1, well_set(8) + words + [(10, 2, self.latin_last(han(14), "compo")), (11, 0, ends)])
        self.only("", 0, well_set(8) + words + [(10, 2, self.latin_last(han(14), "compo-")), (11, 0, ends)])

    @staticmethod
    def latin_last(before, word):
        """An indented line that ends with the word at the right edge."""
        width = sum(PRESS.fonts["latin"].glyph_advance(ord(char)) for char in word)
        gap = (CHARACTERS - 2 - width - 0.25 - len(before)) / (len(before) - 1)
        return f"{{{gap:.4f}}}".join(before) + "{0.25}" + word


class Pages(Case):
    """Paragraphs, pages, the grid."""

    def test_a_last_line_of_one_character(self):
        self.only("one-character", 1, well_set(8) + [(8, 2, han(18)), (9, 0, han(20)), (10, 0, "天。")])
        self.only("", 0, well_set(8) + [(8, 2, han(18)), (9, 0, han(20)), (10, 0, "天地。")])

    def test_a_line_off_the_grid(self):
        self.only("off-grid", 1, well_set(8) + [(9.02, 2, han(7))])

    def test_facing_pages_out_of_register(self):
        self.only("register", 1, well_set(28, 0.3))

    def test_a_lone_last_line(self):
        self.only("lone-last", 1, well_set(27), [(0, 0, han(7))] + well_set(8, 1))

    def test_a_lone_first_line(self):
        self.only("lone-first", 1, well_set(25), well_set(28)[1:])

    def test_a_page_of_one_line(self):
        self.only("one-line-page", 1, well_set(28), [(0, 2, han(9))])
        self.assertEqual(len(self.tally.places["short-page"]), 1)

    def test_dots_and_ruby_interrupt_no_paragraph(self):
        self.only("", 0, well_set(28) + [(2.4, 5, "<song 3>。{0.7}。"), (4.35, 3, "<song 5>" + han(3))])

    def test_furniture_and_notes_are_not_text(self):
        furniture = [(-2, 7, "<song 8>" + han(6)), (30, 9, "12"), (28.5, 0, "<song 7.5>" + han(26))]
        self.only("", 0, well_set(28) + furniture)


class Feet(Case):
    """Headings, notes, what stands on what."""

    HEAD = "<song 14>" + han(5)

    def test_a_heading_at_the_foot(self):
        self.only("heading-foot", 1, well_set(28) + [(29, 0, self.HEAD)], well_set(28))
        self.only("", 0, well_set(8) + [(9, 0, self.HEAD)] + well_set(8, 10))

    def test_strong_words_at_the_end_of_a_chapter_are_no_heading(self):
        strong = (9, 0, "<song 10.7>" + han(5))
        self.only("heading-foot", 1, well_set(8) + [strong], well_set(28))
        self.only("", 0, well_set(8) + [strong], [(0, 0, self.HEAD)] + well_set(26, 2))

    def test_notes_under_a_heading_do_not_hide_that_it_is_last(self):
        noted = well_set(24)[:-1] + [(23, 0, han(6) + "<latin 6>1")]
        self.only("heading-foot", 1, noted + [(25, 0, self.HEAD), (27.5, 0, "<song 8>1{1}" + han(9))], well_set(28))

    def test_a_note_apart_from_its_mark(self):
        noted = well_set(24) + [(24, 2, han(6) + self.superior("1") + "<song 10>" + han(3))]
        note = [(27.5, 0, "<song 8>1{1}" + han(9))]
        self.only("", 0, noted + note)
        self.assertEqual(self.tally.looked["note-apart"], 1)
        self.only("note-apart", 1, noted + note, noted, noted + note)

    def test_endnotes_are_not_apart(self):
        noted = well_set(24) + [(24, 2, han(6) + self.superior("1") + "<song 10>" + han(3))]
        self.only("", 0, noted, noted)
        self.assertEqual(self.tally.looked["note-apart"], 0)

    @staticmethod
    def superior(text):
        """A raised mark."""
        return f"<latin 6>{text}"

    def test_raised_figures_that_are_no_marks(self):
        noted = well_set(20) + [(20, 2, han(6) + self.superior("1") + "<song 10>" + han(3))]
        note = [(27.5, 0, "<song 8>1{1}" + han(9))]
        powers = [(21, 2, han(3) + "{0.25}x" + self.superior("2") + "<song 10>{0.25}" + han(3) + "{0.25}10" + self.superior("3"))]
        self.only("", 0, noted + powers + note)
        self.assertEqual(self.tally.looked["note-apart"], 1)
        version = [(21, 2, han(6) + self.superior("1.7.0") + "<song 10>" + han(3))]
        self.only("", 0, noted + version + note)
        self.assertEqual(self.tally.looked["note-apart"], 1)

    def test_a_mark_apart_in_a_table(self):
        noted = well_set(20) + [(20, 2, han(6) + self.superior("1") + "<song 10>" + han(3))]
        note = [(27.5, 0, "<song 8>1{1}" + han(9))]
        cell = [(22, 1, "<song 8>" + han(6) + "<latin 6>2<song 8>" + han(3)), (24, 2, han(7))]
        self.only("note-apart", 1, noted + cell + note, noted + note)
        self.only("", 0, noted + cell + note + [(28.3, 0, "<song 8>2{1}" + han(9))], noted + note)

    def test_a_note_of_code_has_its_number(self):
        noted = well_set(24) + [(24, 2, han(6) + self.superior("1") + "<song 10>" + han(3))]
        self.only("", 0, noted + [(27.5, 0, "<song 8>1{1}<mono 8>" + "x" * 12)])
        self.assertEqual(self.tally.looked["note-apart"], 1)

    def test_a_heading_over_a_table_is_not_at_the_foot(self):
        self.only("", 0, well_set(24) + [(26, 0, self.HEAD), (27.5, 1, "<song 8>" + han(9)), (28.5, 1, "<song 8>" + han(9))], well_set(28))

    def test_a_line_over_another(self):
        self.only("collision", 1, well_set(8) + [(8, 2, han(7)), (8.2, 2, "<mono 8>" + "x" * 9)])
        self.only("", 0, well_set(8) + [(8, 2, han(7)), (8.2, 12, "<mono 8>" + "x" * 9)])

    def test_a_line_off_the_paper(self):
        self.assertEqual(self.found(well_set(28) + [(36.2, 0, "<song 8>" + han(9))]), {"off-page": 1})


WORDS = "type area head foot note mark page line rule case".split()


class Latin(Case):
    """A book in Latin letters has a body, a measure and paragraphs too."""

    @staticmethod
    def line(row, start, count):
        """So many words, to the right edge where they nearly reach it."""
        words = [WORDS[(row + at) % len(WORDS)] for at in range(count)]
        width = sum(PRESS.fonts["latin"].glyph_advance(ord(char)) for word in words for char in word)
        gap = min(0.5, (CHARACTERS - start - width) / max(1, count - 1))
        return row, start, "<latin 10>" + f"{{{gap:.4f}}}".join(words)

    def set(self, rows, first=0):
        """Paragraphs of four lines, the last of three words."""
        return [self.line(first + row, 2 if row % 4 == 0 else 0, 3 if row % 4 == 3 else 10 - (row % 4 == 0)) for row in range(rows)]

    def found(self, *pages):
        first = PRESS.page(self.set(28), self.way)
        last = [PRESS.page(lines, self.way) for lines in pages][-1]
        self.tally = judge_lines.judge(PRESS.document, f"{first + 1}-{last + 1}")[0]
        kinds = [kind for _, kinds, _ in judge_pages.FIGURES for kind in kinds] + ["off-grid"]
        return {kind: len(self.tally.places[kind]) for kind in kinds if self.tally.places[kind]}

    def test_a_page_without_fault(self):
        self.only("", 0, self.set(28), self.set(28))
        for kind in ("overfull", "off-grid", "lone-first"):
            self.assertGreater(self.tally.looked[kind] + (kind == "lone-first"), 0, kind)

    def test_faults(self):
        self.only("heading-foot", 1, self.set(28) + [(29, 0, "<latin 14>Notes")], self.set(28))
        self.only("off-grid", 1, self.set(8) + [(9.1, 2, "<latin 10>one{0.3}line")])
        self.only("overfull-other", 1, self.set(8) + [(9, 0, "<mono 8>" + "x" * 45)])
        self.only("lone-last", 1, self.set(27), [self.line(0, 0, 3)] + self.set(8, 1))
        self.only("lone-first", 1, self.set(25), self.set(28)[1:])
        noted = self.set(24) + [(24, 2, "<latin 10>a{0.3}type<latin 6>1")]
        note = [(27.5, 0, "<latin 8>1{1}more{0.3}of{0.3}it")]
        self.only("note-apart", 1, noted + note, noted, noted + note)


class Others(Case):
    """Books that differ from most: many notes, verse, marks in the middle of their frames."""

    def test_notes_that_hold_more_than_the_text(self):
        page = well_set(8) + [(10 + row, 0, "<song 8>" + han(25)) for row in range(12)]
        self.found(page, page)
        self.assertGreater(self.tally.looked["off-grid"], 30)
        self.only("off-grid", 1, page, page + [(25.02, 2, han(7))])

    def test_lines_of_verse_are_not_past_the_edge(self):
        verse = [(row, 2, han(7, row) + "，" + han(7, row + 3) + "。") for row in range(20)]
        verse[5] = (5, 2, han(18))
        entries = [(row, 0, han(5, row) + "{1}" + "." * 40 + f"{{{9.6 - 0.25 * len(str(row)):.2f}}}" + str(row)) for row in range(10, 24)]
        found = self.found(verse, verse, verse, entries, entries)
        self.assertFalse({"overfull", "overfull-other"} & set(found), found)

    def test_marks_in_the_middle_make_no_line(self):
        lines = well_set(28)
        lines[4] = (4, 2, han(8) + "{1}" + han(9))
        self.only("", 0, lines + [(3.72, 10, "，")])


class Down(Case):
    """The same on vertical pages."""

    way = "down"

    def test_a_page_without_fault(self):
        lines = well_set(12)
        lines[5] = (5, 0, justified(han(5) + "。{-0.5}』" + han(5) + "{0.25}Rust{0.25}" + han(5)))
        self.only("", 0, lines)
        self.assertTrue(self.tally.looked["unsqueezed"])
        self.assertTrue(self.tally.looked["latin-gap"])

    def test_running_heads_and_folios_stand_apart(self):
        # Set across, over and under the columns: here each of their characters as a column of its own.
        head = [(row + 0.37, start, "<song 7>" + han(1)) for row in range(12) for start in (-2, 21.6)]
        self.only("", 0, well_set(28) + head, well_set(28) + head)
        self.assertEqual(self.tally.looked["one-character"], 21)

    def test_faults_at_the_edges(self):
        self.only("line-start", 1, well_set(8) + paragraph(8, "，" + han(19)))
        self.only("line-end", 1, well_set(8) + paragraph(8, han(19) + "「"))
        self.only("untrimmed-start", 1, well_set(8) + paragraph(8, "「" + han(19)))
        self.only("untrimmed-end", 1, well_set(8) + paragraph(8, han(19) + "。"))
        self.only("right-edge", 1, well_set(8) + paragraph(8, han(18) + "{0.7}天"))

    def test_a_fixed_mark_at_the_end_is_whole(self):
        self.only("", 0, well_set(8) + paragraph(8, han(19) + "？"))

    def test_faults_within_the_line(self):
        self.only("unsqueezed", 1, well_set(8) + paragraph(8, han(5) + "。』" + han(13)))
        self.only("latin-gap", 1, well_set(8) + paragraph(8, justified(han(5) + "{0.05}ab{0.25}" + han(12))))
        self.only("wide-gap", 1, well_set(8) + paragraph(8, han(9) + "{2}" + han(9)))
        self.only("off-grid", 1, well_set(8) + [(9.02, 2, han(7))])


class Placed(Down):
    """And where the program places each upright glyph by itself."""

    way = "placed"


class Report(unittest.TestCase):
    """Limits, and the text cut into articles."""

    def test_limits(self):
        tally = judge_lines.Tally()
        tally.find("stretched", 0, "天")
        tally.find("hanging", 0, "天")
        self.assertEqual(tally.over({}), ["stretched"])
        self.assertEqual(tally.over({"stretched": 1}), [])
        self.assertEqual(tally.over({"hanging": 0}), ["hanging", "stretched"])
        self.assertTrue(set(tally.over({})) <= set(KINDS))

    def test_articles(self):
        text = "前\n# 一\n甲\n```rust\n# no heading\n```\n> ```\n> # none\n> ```\n# 二\n乙\n"
        self.assertEqual([part.splitlines()[0] for part in corpus.articles(text)], ["前", "# 一", "# 二"])

    def test_characters_that_no_font_has(self):
        # A code point for private use, and a selector that only varies the character before.
        text, missing = corpus.without_missing("字\U0010fffdあ\U000e01ef")
        self.assertEqual(text, "字〓あ")
        self.assertEqual(sorted(missing), ["\U000e01ef", "\U0010fffd"])


if __name__ == "__main__":
    unittest.main()
