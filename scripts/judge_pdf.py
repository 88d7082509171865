#!/usr/bin/env python3
"""Judges a PDF edition against its articles, from outside: what a reader's program extracts must be what was written.

In: the PDF and the folder of its articles. Out: one line a check, and status 1 when one failed.
Running heads and folios are artifacts of the page, so they are taken out first; everything else is content and must be there:
every sentence of the articles, every claim, and every keyword with page numbers that are true.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
import yaml

# A reference mark that the edition may put between two characters of a sentence: 1, [12], 〔3〕, ③.
MARK = r"(?:[\[〔［(（]?(?:[0-9]{1,3}|[①-⑳])[\]〕］)）]?)?"
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": None})


def without_artifacts(source: Path, target: Path) -> list[str]:
    """Copies the PDF without its artifacts; returns the page labels."""
    with pikepdf.open(source) as pdf:
        labels = [page.label for page in pdf.pages]
        for page in pdf.pages:
            kept, open_marks, hidden = [], [], 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator in ("BDC", "BMC"):
                    artifact = str(instruction.operands[0]) == "/Artifact"
                    open_marks.append(artifact)
                    hidden += artifact
                    if artifact:
                        continue
                elif operator == "EMC":
                    artifact = open_marks.pop() if open_marks else False
                    hidden -= artifact
                    if artifact:
                        continue
                # What sets the state must stay: later content relies on it. Only what shows text goes.
                if not (hidden and operator in ("Tj", "TJ", "'", '"')):
                    kept.append(instruction)
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(target)
    return labels


def page_texts(pdf: Path, *order: str) -> list[str]:
    """The text of each page as pdftotext extracts it: as it sees the page, or with `-raw` in the order of the content."""
    command = ["pdftotext", "-enc", "UTF-8", *order, pdf, "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]


def bare(text: str) -> str:
    """Without what a line break may change: white space and soft hyphens."""
    return re.sub(r"\s+", "", text.translate(LIGATURES))


def read_article(path: Path) -> tuple[dict, str]:
    """Front matter and body."""
    text = path.read_text(encoding="utf-8")
    match = re.match(r"---\n(.*?)\n---\n(.*)", text, re.DOTALL)
    return (yaml.safe_load(match[1]) or {}, match[2]) if match else ({}, text)


def sentences(body: str) -> list[str]:
    """The sentences of Markdown as they are read: without its marks, each with its closing punctuation."""
    body = re.sub(r"```.*?```|<!--.*?-->", "\n", body, flags=re.DOTALL)
    found = []
    for line in body.splitlines():
        if re.match(r"\s*(\[\^|\[[^\]]+\]:|:::|\||---+\s*$|!\[)", line):
            continue
        line = re.sub(r"^\s*(#{1,6}|>|[-*+]|\d+[.)])\s+", "", line)
        line = re.sub(r"\s*\{#[^}]*\}\s*$", "", line)
        line = re.sub(r"!\[[^\]]*\]\([^)]*\)|\[\^[^\]]+\]|<[^>]+>", "", line)
        line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
        line = re.sub(r"\{([^|{}]*)\|[^{}]*\}", r"\1", line)
        line = re.sub(r"(\*\*|__|\*|`)", "", line)
        found += [part for part in re.findall(r"[^。！？]+[。！？]*[”’」』）]*", line) if bare(part)]
    return found


def pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(MARK.join(re.escape(character) for character in bare(sentence)))


class Reading:
    """The book as one way of extracting it reads it."""

    def __init__(self, pages: list[str]):
        self.lines = [page.translate(LIGATURES) for page in pages]
        self.pages = [bare(page) for page in pages]
        self.book = "".join(self.pages)

    def has(self, sentence: str) -> bool:
        """Whether it is on a page, or runs on from one to the next, perhaps around what stands at the foot."""
        text = bare(sentence)
        if text in self.book or pattern(sentence).search(self.book):
            return True
        for first, second in zip(self.pages, self.pages[1:]):
            for cut in range(len(text) - 1, 0, -1):
                if pattern(text[cut:]).match(second) and pattern(text[:cut]).search(first):
                    return True
        return False


def turned(name: str) -> list[str]:
    """A name with its family name first."""
    *given, family = name.split(" ")
    return [f"{family},", *given] if given else [family]


def pages_of(written: str) -> list[str]:
    """The page numbers of an entry: 12–15 is four of them."""
    found = []
    for first, last in re.findall(r"([0-9]+)(?:\s*[–—-]\s*([0-9]+))?", written):
        found += map(str, range(int(first), int(last or first) + 1))
    return found


def claim_error(fact: dict, reading: Reading, labels: list[str]) -> str | None:
    """What is wrong with a claim in the notes: no page, or one on which its words don't begin."""
    text, quoted = bare(str(fact["claim"])), bare(str(fact.get("at", "")))
    if not quoted:
        return None
    for page in reversed(reading.pages):
        stands = page.rfind(text)
        number = re.search(r"第([0-9]+)页", page[stands + len(text) :]) if stands >= 0 else None
        if number and number[1] in labels:
            at = labels.index(number[1])
            here = reading.pages[at]
            # Its words may run on to the next page, perhaps around marks.
            runs_on = here + "".join(reading.pages[at + 1 : at + 2])
            is_there = pattern(quoted).search(runs_on) or pattern(quoted[: len(quoted) // 2]).search(here)
            return None if is_there else f"`{fact['id']}` is not on page {number[1]}"
    return f"`{fact['id']}` has no page"


def words_of(keyword: object) -> tuple[str, list[str]]:
    """The index's entry, and the words under which the text may have it."""
    if isinstance(keyword, dict):
        term = str(keyword["term"])
        entry = str(keyword["sub"]) if "sub" in keyword else " ".join(turned(term)) if keyword.get("turn") else term
        return entry, [str(keyword["term"]), *map(str, keyword.get("aliases", []))]
    return str(keyword), [str(keyword)]


def index_error(keyword: object, reading: Reading, labels: list[str]) -> str | None:
    """What is wrong with a keyword in the index: nothing, no entry, or a page number that isn't true."""
    entry, words = words_of(keyword)
    spelled = r"\s*".join(map(re.escape, bare(entry)))
    line = re.compile(rf"^[^\S\n]*{spelled}[^0-9]{{0,40}}?([0-9]+(?:\s*[,，、;；–—-]\s*[0-9]+)*)", re.MULTILINE)
    folded = [page.casefold() for page in reading.pages]
    # The index is at the end of the book, and its entries open their lines.
    for page in reversed(reading.lines):
        for match in line.finditer(page):
            numbers = pages_of(match[1])
            if all(number in labels for number in numbers):
                wrong = [n for n in numbers if not any(bare(w).casefold() in folded[labels.index(n)] for w in words)]
                return f"`{entry}` is not on page {', '.join(wrong)}" if wrong else None
    return f"`{entry}` has no entry with page numbers"


def report(name: str, total: int, wrong: list[str]) -> bool:
    print(f"{'FAIL' if wrong else 'ok  '} {name}: {total - len(wrong)} of {total}")
    for line in wrong[:10]:
        print(f"       {line}")
    return not wrong


def main() -> int:
    pdf, articles = Path(sys.argv[1]), sorted(Path(sys.argv[2]).glob("*.md"))
    if not articles:
        print(f"FAIL no articles in {sys.argv[2]}")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        stripped = Path(folder) / "content.pdf"
        labels = without_artifacts(pdf, stripped)
        readings = [Reading(page_texts(stripped, *order)) for order in (["-raw"], [])]
    read = [read_article(path) for path in articles if path.name != "SUMMARY.md"]
    lines = [line for _, body in read for line in sentences(body)]
    claims = [str(fact["claim"]) for front, _ in read for fact in front.get("facts", [])]
    facts = [fact for front, _ in read for fact in front.get("facts", [])]
    keywords = [keyword for front, _ in read for keyword in front.get("keywords", [])]
    if not lines:
        print("FAIL the articles have no sentences")
        return 1

    def lost(wanted: list[str]) -> list[str]:
        return [text for text in wanted if not any(reading.has(text) for reading in readings)]

    def index_errors(reading: Reading) -> list[str]:
        return [error for error in (index_error(keyword, reading, labels) for keyword in keywords) if error]

    def claim_errors(reading: Reading) -> list[str]:
        return [error for error in (claim_error(fact, reading, labels) for fact in facts) if error]

    results = [
        report("sentences", len(lines), lost(lines)),
        report("claims", len(claims), lost(claims)),
        report("pages of claims", len(facts), min(map(claim_errors, readings), key=len)),
        report("keywords", len(keywords), min(map(index_errors, readings), key=len)),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
