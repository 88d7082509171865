#!/usr/bin/env python3
"""A shelf of many titles, run by real engines that are killed, against the same titles built without one.

In: the banxin program, the fonts, and how many titles. It makes the titles, starts `banxin shelf`, ninja and Snakemake, kills a worker and the whole run at moments
that a fixed seed chooses, starts again, and compares: nothing lost, nothing built twice once it is whole, the same bytes. Out: a line for each promise; status 1
if one is broken.

    scripts/judge_shelf.py --program target/release/banxin --titles 1000
"""

import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

STAMP = ".banxin-stamp.json"


def make(root: pathlib.Path, fonts: pathlib.Path, number: int) -> None:
    for at in range(number):
        book = root / "books" / f"t{at:04}"
        (book / "articles").mkdir(parents=True)
        (book / "book.toml").write_text(
            f'[book]\ntitle = "第{at}本"\nslug = "t{at:04}"\n[fonts]\ndir = "{fonts}"\n[epub]\nfonts = false\n', encoding="utf-8"
        )
        (book / "articles" / "a.md").write_text(f"# 第一章\n\n这是第{at}本，天地玄黄，宇宙洪荒。\n", encoding="utf-8")


def editions(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.epub"))}


def stamps(folder: pathlib.Path) -> dict[str, int]:
    return {path.parent.name: path.stat().st_mtime_ns for path in folder.rglob(STAMP)}


def descendants(pid: int) -> list[int]:
    """The processes that a process started, as /proc tells, the youngest last."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(folder.name))
            found += descendants(int(folder.name))
    return found


def end(process: subprocess.Popen) -> None:
    """Ends a run whole: its session is our own making."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def killed_run(command: list[str], root: pathlib.Path, output: str, chance: random.Random, times: int, longest: float) -> list[dict[str, int]]:
    """Starts a command again and again; kills a worker of it, then all of it. What was whole each time."""
    seen = []
    for _ in range(times):
        run = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.2, longest))
        workers = descendants(run.pid)
        if workers:
            try:
                os.kill(chance.choice(workers), signal.SIGKILL)
            except ProcessLookupError:
                pass
            time.sleep(chance.uniform(0.1, 0.5))
        end(run)
        seen.append(stamps(root / output))
    return seen


def judge(name: str, command: list[str], output: str, root: pathlib.Path, expected: dict[str, bytes], options: argparse.Namespace) -> bool:
    chance = random.Random(f"{name} {options.seed}")
    began = time.monotonic()
    seen = killed_run(command, root, output, chance, options.kills, options.longest)
    kept = seen[-1] if seen else {}
    last = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=options.seconds)
    now = stamps(root / output)
    good = True

    def promise(what: str, is_kept: bool, more: str = "") -> None:
        nonlocal good
        good &= is_kept
        print(f"  {'ok' if is_kept else 'BROKEN'}  {name}: {what}{more}")

    promise("the last run ends well", last.returncode == 0, "" if last.returncode == 0 else f"\n{last.stdout[-800:]}{last.stderr[-800:]}")
    promise("nothing is lost", len(now) == len(expected), f" ({len(now)} of {len(expected)}; {[len(s) for s in seen]} whole after each kill)")
    promise("nothing is built twice", all(now.get(title) == at for title, at in kept.items()))
    promise("the same bytes", editions(root / output) == expected)
    again = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=options.seconds)
    promise("then there is nothing to do", again.returncode == 0 and stamps(root / output) == now)
    print(f"      {time.monotonic() - began:.0f} s")
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--fonts", default=pathlib.Path(__file__).resolve().parent.parent / "fonts", type=pathlib.Path)
    parser.add_argument("--tools", type=pathlib.Path, help="the folder with ninja and snakemake")
    parser.add_argument("--titles", default=1000, type=int)
    parser.add_argument("--kills", default=4, type=int)
    parser.add_argument("--longest", default=6.0, type=float, help="seconds before a kill, at most")
    parser.add_argument("--seconds", default=900, type=int, help="how long one run may take")
    parser.add_argument("--seed", default=1, type=int)
    parser.add_argument("--engines", default="shelf,ninja,snakemake")
    options = parser.parse_args()
    program = options.program.resolve()
    root = pathlib.Path(tempfile.mkdtemp(prefix="banxin-shelf-"))
    tool = lambda name: str(options.tools.resolve() / name) if options.tools else name
    try:
        make(root, options.fonts.resolve(), options.titles)
        subprocess.run([program, "shelf", "books", "-e", "epub", "-q", "-o", "straight"], cwd=root, check=True, stdout=subprocess.DEVNULL)
        expected = editions(root / "straight")
        print(f"{len(expected)} titles")
        commands = {"shelf": [str(program), "shelf", "books", "-e", "epub", "-q", "-o", "shelf"]}
        for engine, file in (("ninja", "build.ninja"), ("snakemake", "Snakefile")):
            line = [program, "shelf", "books", "-e", "epub", "-o", engine, f"--{engine}"]
            (root / file).write_bytes(subprocess.run(line, cwd=root, check=True, capture_output=True).stdout)
        commands["ninja"] = [tool("ninja"), "-k", "0"]
        commands["snakemake"] = [tool("snakemake"), "--cores", "2", "--rerun-incomplete", "--nolock", "--keep-going"]
        chosen = options.engines.split(",")
        results = [judge(name, commands[name], name, root, expected, options) for name in chosen]
        return 0 if all(results) else 1
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
