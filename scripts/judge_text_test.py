#!/usr/bin/env python3
"""Shows that `judge_text.py` can fail: changes what the articles of an edition say, and asserts that the fault alone is found.

    judge_text_test.py FILE.pdf ARTICLES
"""

import shutil
import sys
import tempfile
from pathlib import Path

from judge_text import judge


def main() -> int:
    pdf, articles = Path(sys.argv[1]), Path(sys.argv[2])
    count, lost, early = judge(pdf, articles)
    assert count and not lost and not early, (count, lost, early)
    with tempfile.TemporaryDirectory() as folder:
        copies = Path(folder) / "articles"
        shutil.copytree(articles, copies)
        last = sorted(copies.glob("*.md"))[-1]
        text = last.read_text(encoding="utf-8")
        last.write_text(text + "\n\n这一段书里没有。\n", encoding="utf-8")
        assert judge(pdf, copies)[1:] == (["这一段书里没有。"], []), "a paragraph that the edition lacks is found"
        # The last paragraph of running text, told before everything else.
        first = sorted(copies.glob("*.md"))[0]
        last.write_text(text, encoding="utf-8")
        told = first.read_text(encoding="utf-8").split("---\n", 2)
        paragraphs = [part for part in told[-1].split("\n\n") if part and part[0] not in "#>|-*!:[`<1" and "[^" not in part]
        told[-1] = f"{paragraphs[-1]}\n\n{told[-1]}"
        first.write_text("---\n".join(told), encoding="utf-8")
        _, lost, early = judge(pdf, copies)
        assert early and not lost, "a paragraph that stands too early is found"
    print("ok   judge_text.py finds what is lost and what is out of order")
    return 0


if __name__ == "__main__":
    sys.exit(main())
