#!/usr/bin/env python3
"""Whether a book's PDF says what its articles say, in their order: the round trip of the text of a whole volume.

    judge_text.py FILE.pdf ARTICLES

The articles are read by markdown-it-py, the PDF by poppler without its artifacts; white space doesn't count. Every paragraph, heading,
cell and block of code must be found after the one before it. Exits with 1 when one is lost, or stands before its place.
"""

import re
import sys
import tempfile
from pathlib import Path

from judge_pdf import LIGATURES, bare, page_texts, read_article, without_artifacts
from markdown_it import MarkdownIt

# A reference to a note.
NOTE = re.compile(r"\[\^[^\]]+\]")
# The mark that stands for it on the page.
MARK = re.compile(r"[①-⑳㉑-㉟㊱-㊿]")
# Lines with letters from right to left: readers give what is around them in an order of their own.
BACKWARD = re.compile(r"^.*[\u0590-\u08ff].*$", re.MULTILINE)
# A line that Rust's documentation tools compile and don't show.
HIDDEN = re.compile(r"^\s*#(?: .*)?$\n?", re.MULTILINE)


def words(token) -> str:
    """The text of a block as a reader has it."""
    if token.type != "inline":
        return HIDDEN.sub("", token.content) if token.info.startswith("rust") else token.content
    kept = [child.content for child in token.children if child.type in ("text", "code_inline", "text_special")]
    return "".join(kept)


def blocks(articles: Path) -> list[str]:
    """The text of every block of the articles, in order."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for path in sorted(articles.glob("*.md")):
        for token in parser.parse(read_article(path)[1]):
            if token.type in ("inline", "fence", "code_block"):
                text = NOTE.sub("", words(token)) if token.type == "inline" else words(token)
                found += map(compared, BACKWARD.split(text))
    return [text for text in found if text]


def compared(text: str) -> str:
    return MARK.sub("", bare(text))


def judge(pdf: Path, articles: Path) -> tuple[int, list[str], list[str]]:
    """How many blocks there are, those that are nowhere, and those that stand before their place."""
    with tempfile.TemporaryDirectory() as folder:
        stripped = Path(folder) / "content.pdf"
        without_artifacts(pdf, stripped)
        text = "".join(map(compared, page_texts(stripped, "-raw")))
    lost, early, at = [], [], 0
    wanted = blocks(articles)
    for block in wanted:
        stands = text.find(block, at)
        if stands >= 0:
            at = stands + len(block)
        elif block in text:
            early.append(block)
        else:
            lost.append(block)
    return len(wanted), lost, early


def main() -> int:
    count, lost, early = judge(Path(sys.argv[1]), Path(sys.argv[2]))
    if not count:
        print(f"FAIL no text in {sys.argv[2]}")
        return 1
    for name, wrong in (("found", lost), ("in order", early)):
        print(f"{'FAIL' if wrong else 'ok  '} blocks {name}: {count - len(wrong)} of {count}")
        for block in wrong[:20]:
            print(f"       {block[:70]}")
    return 1 if lost or early else 0


if __name__ == "__main__":
    sys.exit(main())
