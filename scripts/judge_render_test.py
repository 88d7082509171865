#!/usr/bin/env python3
"""Shows that `judge_render.py` can fail: one reader gets a page on which a line of text isn't shown, and must be named.

    judge_render_test.py FILE.pdf
"""

import sys
import tempfile
from pathlib import Path

import pikepdf
from judge_render import READERS, disagreements


def without_a_line(source, target):
    """A copy whose page with the most lines lacks one of them; gives the page."""
    with pikepdf.open(source) as pdf:
        streams = [pikepdf.parse_content_stream(page) for page in pdf.pages]
        shown = [[at for at, one in enumerate(stream) if str(one.operator) == "TJ"] for stream in streams]
        page = max(range(len(shown)), key=lambda at: len(shown[at]))
        # The longest: a folio or a lone mark would not be seen among the smoothing.
        longest = max(shown[page], key=lambda at: len(pikepdf.unparse_content_stream([streams[page][at]])))
        del streams[page][longest]
        pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(streams[page]))
        pdf.save(target)
    return page


def main():
    path = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        broken = str(Path(folder) / "broken.pdf")
        page = without_a_line(path, broken)
        whole = dict.fromkeys(READERS, path)
        assert not disagreements(whole, [page])[1], "they agree on the page as it is"
        for reader in ("poppler", "pdfium"):
            wrong = disagreements(whole | {reader: broken}, [page])[1]
            assert len(wrong) == 1 and reader in wrong[0], (reader, wrong)
    print(f"ok   a line that one reader doesn't show on page {page + 1} is found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
