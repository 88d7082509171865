#!/usr/bin/env python3
"""Makes a book of one long Markdown text, so that the editions of a whole volume can be built and judged.

In: a Markdown file, and the folder that the book shall be; `--vertical` turns its lines. Out: `book.toml` (A5, 30 characters by 27 lines of 10.5 on 18 pt), one article
for each `#` heading outside fenced code, and the folder `img/` that lies beside the text. The front matter gives the title; its author
becomes the book's. Characters that no font of `fonts/` has would stop a build: they are replaced by 〓 (the compositor's sign for a sort
that is missing), or left out where they only vary the character before, and listed on stderr by their code points.
"""

import argparse
import os
import re
import shutil
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pymupdf

FONTS = Path(__file__).resolve().parent.parent / "fonts"
MISSING_SORT = "〓"

MANIFEST = """[book]
title = "{title}"
language = "zh-Hans"
slug = "{slug}"

[fonts]
dir = "{fonts}"

[page]
trim = "A5"
type-size = "10.5pt"
characters = 30
lines = 27
line-pitch = "18pt"
indent = "2em"
"""


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The plain `key: value` lines of the front matter, and the text after it."""
    found = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not found:
        return {}, text
    pairs = (line.split(":", 1) for line in found.group(1).splitlines() if ":" in line)
    return {key.strip(): value.strip() for key, value in pairs}, text[found.end():]


def articles(text: str) -> list[str]:
    """The text cut before each first-level heading; a `#` inside fenced code is no heading."""
    cut: list[list[str]] = [[]]
    fence = None
    for line in text.splitlines():
        mark = re.match(r"[ >]*(`{3,}|~{3,})", line)
        if mark and fence is None:
            fence = mark.group(1)
        elif mark and mark.group(1).startswith(fence or "?") and line.strip(" >") == mark.group(1):
            fence = None
        if fence is None and line.startswith("# "):
            cut.append([])
        cut[-1].append(line)
    return [whole for lines in cut if (whole := "\n".join(lines).strip())]


def without_missing(text: str) -> tuple[str, Counter]:
    """The text with only characters that some font has, and what was replaced how often."""
    faces = [pymupdf.Font(fontfile=str(file)) for file in sorted(FONTS.glob("*.[to]tf"))]
    missing = {
        character: "" if unicodedata.category(character) in ("Mn", "Cf") else MISSING_SORT
        for character in set(text)
        if character > " " and not any(face.has_glyph(ord(character)) for face in faces)
    }
    return text.translate(str.maketrans(missing)), Counter(character for character in text if character in missing)


def main() -> int:
    """Writes the book; says what it made and replaced."""
    parser = argparse.ArgumentParser(description="make a book of one long Markdown text")
    parser.add_argument("text", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vertical", action="store_true", help="lines of 40 characters from top to bottom, 17 on a page")
    given = parser.parse_args()
    head, body = front_matter(given.text.read_text(encoding="utf-8"))
    body, replaced = without_missing(body)
    into = given.folder / "articles"
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    parts = articles(body)
    for number, part in enumerate(parts, 1):
        (into / f"{number:03}.md").write_text(part + "\n", encoding="utf-8")
    pictures = given.text.parent / "img"
    if pictures.is_dir():
        # File by file: the originals may be read-only, and the copies must be removable.
        for picture in sorted(file for file in pictures.rglob("*") if file.is_file()):
            target = into / "img" / picture.relative_to(pictures)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(picture.read_bytes())
    manifest = MANIFEST.format(
        title=head.get("title", given.text.stem), slug=given.text.stem, fonts=os.path.relpath(FONTS, given.folder)
    )
    if given.vertical:
        turned = {"[page]\n": '[page]\nwriting = "vertical"\n', "characters = 30": "characters = 40", "lines = 27": "lines = 17"}
        for plain, own in turned.items():
            manifest = manifest.replace(plain, own)
        manifest = manifest.replace(f'slug = "{given.text.stem}"', f'slug = "{given.text.stem}-vertical"')
    (given.folder / "book.toml").write_text(manifest, encoding="utf-8")
    print(f"{given.folder}: {len(parts)} articles, {len(body)} characters")
    if replaced:
        print("no font has", " ".join(f"U+{ord(character):04X}" for character in sorted(replaced)), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
