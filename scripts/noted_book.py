#!/usr/bin/env python3
"""Makes a book with everything that pages break over: many notes, some of them long, in paragraphs, lists, quotations, tables, and beside
headings; code, tables, verse, formulas.

In: the folder that the book shall be, and how many chapters. Out: an mdBook project in it, in Chinese or (`--english`) in English. The same
arguments give the same book. A chapter fills about ten pages.

    noted_book.py DIR --chapters 40 --theme technical [--english] [--vertical]
"""

import argparse
import random
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "fonts"

CHINESE = (
    "版心是一页里排字的地方|铅字时代的工人把字一个一个拣进手盘|行距太小，眼睛容易串行|标点占半个字还是一个字，各家有各家的规矩|"
    "书籍的天头比地脚宽|脚注排在页末，读者不必翻到书后|图和表应当跟着正文走|目录里的页码要等全书排完才知道|校样改过三遍，错字仍然会有|"
    "数字与汉字之间留四分之一字|一段的末行只剩一个字，叫做孤字|章首另起一页，节首不必|纸张有厚有薄，书脊也就有宽有窄|"
    "用 Unicode 写成的文稿到处都能打开|1950 年以后横排渐渐多了起来|好的版面让人忘记版面|引文低两格，前后各空一行"
).split("|")
ENGLISH = (
    "The type area is the part of a page that holds the text|A compositor picked each letter from its case and set it in a stick|"
    "Lines that stand too close lead the eye astray|Marks take half a square or a whole one, as each house has its rule|"
    "The head of a page is wider than its foot|A note at the foot spares the reader a walk to the end of the book|"
    "Pictures and tables follow the words that speak of them|No page number of the contents is known before the last page is set|"
    "After three rounds of proofs some errors are still there|A paragraph ends in a line of two words at least|"
    "Chapters begin on a page of their own, sections need not|Paper may be thick or thin, and so the spine is wide or narrow|"
    "Good pages are forgotten while they are read|Between 1450 and 1500 some twelve million books were printed in Europe"
).split("|")


class Writer:
    """Writes chapters; knows the language, and the notes of the chapter at hand."""

    def __init__(self, seed: int, english: bool):
        self.chance = random.Random(seed)
        self.english = english
        self.sentences = ENGLISH if english else CHINESE
        self.notes: list[str] = []

    def either(self, chinese: str, english: str) -> str:
        return english if self.english else chinese

    def sentence(self) -> str:
        return self.chance.choice(self.sentences) + self.either("。", ".")

    def join(self, parts) -> str:
        return self.either("", " ").join(parts)

    def text(self, count: int) -> str:
        return self.join(self.sentence() for _ in range(count))

    def note(self) -> str:
        """A new note, and its mark."""
        name = f"n{len(self.notes) + 1}"
        kind = self.chance.randrange(12)
        body = self.text(self.chance.choice((1, 1, 1, 2, 3)))
        if kind == 0:
            body = self.text(14)
        elif kind == 1:
            body = "\n\n    ".join((body, self.text(2), "- " + self.sentence() + "\n    - " + self.sentence()))
        elif kind == 2:
            body = "\n\n    ".join((body, "> " + self.text(2), "```\n    a = set(1)\n    ```"))
        self.notes.append(f"[^{name}]: {body}")
        return f"[^{name}]"

    def noted(self, count: int, notes: int) -> str:
        """Sentences, some with a note at their end."""
        marked = set(self.chance.sample(range(count), min(notes, count)))
        return self.join(self.sentence() + (self.note() if at in marked else "") for at in range(count))

    def paragraph(self) -> str:
        return self.noted(self.chance.randrange(2, 11), self.chance.choice((0, 0, 1, 1, 2, 3)))

    def items(self) -> str:
        mark = self.chance.choice(("- ", "1. "))
        return "\n".join(mark + self.noted(self.chance.randrange(1, 4), self.chance.randrange(2)) for _ in range(self.chance.randrange(2, 7)))

    def quotation(self) -> str:
        return "> " + self.noted(self.chance.randrange(2, 6), 1)

    def verse(self) -> str:
        lines = [self.chance.choice(self.sentences)[:20] for _ in range(self.chance.choice((4, 8)))]
        lines[-1] += self.note()
        return "\n".join("> " + line + "\\" for line in lines[:-1]) + "\n> " + lines[-1]

    def table(self) -> str:
        rows = self.chance.choice((3, 6, 12, 40))
        name = self.either("名", "name")
        head = f"| {name} | {self.either('数', 'count')} | {self.either('说明', 'what it is')} |\n|---|--:|---|\n"
        body = "".join(
            f"| `key-{row}` | {self.chance.randrange(2000)} | {self.sentence()}{self.note() if self.chance.randrange(9) == 0 else ''} |\n"
            for row in range(rows)
        )
        return self.either("表：", "Table: ") + self.chance.choice(self.sentences) + "\n\n" + head + body

    def code(self) -> str:
        lines = [f"let value_{at} = compose(page, {at} * 10); // {'x' * self.chance.randrange(60)}" for at in range(self.chance.choice((2, 5, 12, 45)))]
        return "```rust\n" + "\n".join(lines) + "\n```"

    def formula(self) -> str:
        return self.sentence() + "\n\n$$\nx^2 + y^2 = \\frac{a^{10}}{\\sqrt{2}}\n$$\n\n" + self.text(2)

    def powers(self) -> str:
        return self.either("面积是 10 m<sup>2</sup>，约有 2<sup>10</sup> 个字，见 $a^2$。", "The area is 10 m<sup>2</sup>, some 2<sup>10</sup> letters, see $a^2$.")

    def heading(self, level: int) -> str:
        return "#" * level + " " + self.chance.choice(self.sentences)[:24]

    def chapter(self) -> str:
        self.notes = []
        parts = [self.heading(1), self.paragraph()]
        makers = [self.items, self.quotation, self.verse, self.table, self.code, self.formula, self.powers]
        for _ in range(self.chance.randrange(5, 9)):
            parts.append(self.heading(2))
            if self.chance.randrange(3) == 0:
                parts.append(self.heading(3))
            parts.append(self.noted(2, 1))
            for _ in range(self.chance.randrange(2, 6)):
                parts += [self.paragraph() for _ in range(self.chance.randrange(1, 4))]
                parts.append(self.chance.choice(makers)())
            parts.append(self.noted(3, 1))
        return "\n\n".join(parts + self.notes) + "\n"


def write(folder: Path, chapters: int, theme: str, english: bool, vertical: bool) -> None:
    """Writes the project."""
    source = folder / "src"
    source.mkdir(parents=True, exist_ok=True)
    writer = Writer(chapters, english)
    summary = ["# Summary", ""]
    for number in range(1, chapters + 1):
        text = writer.chapter()
        (source / f"{number:03}.md").write_text(text, encoding="utf-8")
        summary.append(f"- [{text.splitlines()[0][2:]}]({number:03}.md)")
    (source / "SUMMARY.md").write_text("\n".join(summary) + "\n", encoding="utf-8")
    language = "en" if english else "zh-Hans"
    manifest = f'[book]\ntitle = "{writer.either("注", "Notes")}"\nlanguage = "{language}"\nslug = "noted"\n\n[fonts]\ndir = "{FONTS}"\n\n[theme]\nname = "{theme}"\n'
    (folder / "book.toml").write_text(manifest + ('\n[page]\nwriting = "vertical"\n' if vertical else ""), encoding="utf-8")


def main() -> None:
    """Reads the arguments."""
    parser = argparse.ArgumentParser(description="make a book of many notes")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chapters", type=int, default=6)
    parser.add_argument("--theme", default="technical")
    parser.add_argument("--english", action="store_true")
    parser.add_argument("--vertical", action="store_true")
    given = parser.parse_args()
    write(given.folder, given.chapters, given.theme, given.english, given.vertical)


if __name__ == "__main__":
    main()
