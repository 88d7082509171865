#!/usr/bin/env python3
"""ONIX messages against EDItEUR's own schema for ONIX 3.0, as the package onixcheck carries it; the schema may not be copied into a project.

In: the banxin program and the fonts. It releases two books, one that says all that a manifest can say and one that says nothing but its title, and validates the
catalogue's message. Out: a line for each; status 1 if the schema is against one. A message with a fault planted must be refused, or the judge is asleep.

    scripts/judge_onix.py --program target/release/banxin
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

from onixcheck import validate

RICH = """[book]
title = "天地：一部小史"
subtitle = "从玄到黄"
authors = ["张三", "版心项目"]
description = "甲<乙&丙"
slug = "rich"
publisher = "版心社"
date = "2026-05-01"
language = "zh-Hant-TW"
rights = "© 2026 张三"
isbn = { epub = "978-7-02-000220-7", pdf = "978-7-02-000221-4" }
translators = ["王五"]
editors = ["赵六"]
"""
BARE = '[book]\ntitle = "天地"\nslug = "bare"\n'
TEXT = "---\nkeywords: [天地, 玄黄]\n---\n# 第一章\n\n天地玄黄，宇宙洪荒。\n"


def message(name: str, manifest: str, options: argparse.Namespace, root: pathlib.Path) -> pathlib.Path:
    book = root / name
    (book / "articles").mkdir(parents=True)
    editions = '[build]\neditions = ["epub", "epub:kindle", "pdf"]\n'
    fonts = f'[fonts]\ndir = "{options.fonts.resolve()}"\n'
    (book / "book.toml").write_text(manifest + fonts + editions, encoding="utf-8")
    (book / "articles" / "a.md").write_text(TEXT, encoding="utf-8")
    site = root / f"{name}-site"
    command = [options.program.resolve(), "release", book, "--as", "1.0.0", "--site", "-o", site, "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return site / "onix.xml"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--fonts", default=pathlib.Path(__file__).resolve().parent.parent / "fonts", type=pathlib.Path)
    options = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory(prefix="banxin-onix-") as folder:
        root = pathlib.Path(folder)
        for name, manifest in (("rich", RICH), ("bare", BARE)):
            made = message(name, manifest, options, root)
            errors = validate(str(made))
            good &= not errors
            print(f"{'ok' if not errors else 'INVALID'}  {name}: {made.read_text(encoding='utf-8').count('<Product>')} products")
            for error in errors:
                print(f"    {error.short}")
        planted = root / "planted.xml"
        text = (root / "rich-site" / "onix.xml").read_text(encoding="utf-8")
        planted.write_text(text.replace("<NotificationType>03</NotificationType>", ""), encoding="utf-8")
        caught = bool(validate(str(planted)))
        good &= caught
        print(f"{'ok' if caught else 'ASLEEP'}  a planted fault is found")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
