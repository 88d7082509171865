#!/usr/bin/env python3
"""Judges how long the EPUB of a long book takes, and how large its files are.

    scripts/judge_speed.py --program target/release/banxin

In: the banxin program, optimised. It builds 500 chapters of some 1,600 characters, made of the sentences of examples/specimen in other orders. Out: what was
measured; status 1 if a build takes a second of CPU time, two where the pages of the PDF are set for its
list of pages (the best of three: other programs may be in the way), a file of text passes 300 KB or the fonts 3 MB.
"""

import argparse
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHAPTERS = 500
CHARACTERS = 1_600


def chapter(at, sentences):
    """A chapter of its own: every so many sentences, from another place."""
    out, length, place = [f"# 第{at}章\n"], 0, at * 7
    while length < CHARACTERS:
        paragraph = "".join(sentences[(place + step * (at % 5 + 1)) % len(sentences)] for step in range(4))
        out.append(paragraph + "\n")
        length += len(paragraph)
        place += 11
    return "\n".join(out)


def spent(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    options = parser.parse_args()
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples/specimen/articles").glob("*.md")))
    sentences = re.findall(r"[\u4e00-\u9fff][\u4e00-\u9fff，、；：]{6,60}[。？！]", text)
    good = True
    # The pages of the PDF are marked in the EPUB of a book that has one: then its pages are set first.
    for editions, limit in (('"epub"', 1.0), ('"epub", "pdf"', 2.0)):
        with tempfile.TemporaryDirectory(prefix="banxin-speed-") as folder:
            good &= judged(pathlib.Path(folder), options.program.resolve(), sentences, editions, limit)
    return int(not good)


def judged(book, program, sentences, editions, limit):
    (book / "articles").mkdir()
    manifest = f'[book]\ntitle = "五百章"\nslug = "long"\n[fonts]\ndir = "{ROOT / "fonts"}"\n[build]\neditions = [{editions}]\n'
    (book / "book.toml").write_text(manifest, encoding="utf-8")
    for at in range(1, CHAPTERS + 1):
        (book / "articles" / f"{at:03}.md").write_text(chapter(at, sentences), encoding="utf-8")
    seconds = min(spent([program, "build", book, "-e", "epub", "-o", book / "dist", "-q"]) for _ in range(3))
    with zipfile.ZipFile(book / "dist" / "long.epub") as made:
        files = made.infolist()
    texts = max((entry.file_size, entry.filename) for entry in files if entry.filename.endswith((".xhtml", ".opf", ".ncx")))
    fonts = sum(entry.file_size for entry in files if "/fonts/" in entry.filename)
    chapters = sum("article-" in entry.filename for entry in files)
    print(f"{editions}: {chapters} chapters in {seconds:.2f} CPU seconds, largest file of text {texts}, fonts {fonts} bytes")
    return chapters >= CHAPTERS and seconds < limit and texts[0] <= 300_000 and fonts <= 3_000_000


if __name__ == "__main__":
    sys.exit(main())
