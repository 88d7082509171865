#!/usr/bin/env python3
"""The recipes for CI against the published schemas of GitHub's workflows and actions and of GitLab's CI, and their promises.

In: the recipes of this repository. Every recipe must keep the schema that check-jsonschema carries, name only commands of the program, have scripts that
bash can read, and hold no address or name that stands for another. Their steps that fetch the program are run against an archive on disk: the right sum
brings the program, another one or none stops, and says what to set. Out: a line for each; status 1 if one fails.

    scripts/judge_ci.py
"""

import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
RECIPES = {
    "examples/ci/github.yml": ["vendor.github-workflows"],
    "examples/ci/gitlab.yml": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
    "action.yml": ["vendor.github-actions"],
}
COMMANDS = {"build", "check", "release", "verify", "cover", "facts", "fonts", "shelf"}


def texts(node: object) -> list[str]:
    """Every string in a tree."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        node = list(node.values())
    return [text for child in node for text in texts(child)] if isinstance(node, list) else []


def scripts(tree: dict) -> list[str]:
    """What a shell runs: GitHub's `run`, GitLab's lines."""
    found = []
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "run":
                found.append(value)
            elif key in ("script", "before_script"):
                found.append("\n".join(value))
            else:
                found += scripts(value)
    elif isinstance(tree, list):
        for child in tree:
            found += scripts(child)
    return found


def faults(name: str, schema: list[str]) -> list[str]:
    path = ROOT / name
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = []
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema, str(path)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        found.append(run.stdout + run.stderr)
    shell = scripts(tree)
    for script in shell:
        plain = re.sub(r"\$\{\{.*?\}\}", "x", script)
        read = subprocess.run(["bash", "-n"], input=plain, capture_output=True, text=True)
        if read.returncode != 0:
            found.append(f"bash: {read.stderr}")
        words = re.findall(r"(?:^|[\s(])banxin ([a-z]+)", plain)
        found += [f"banxin has no command {word}" for word in words if word not in COMMANDS]
    whole = "\n".join(shell)
    if "curl" in whole and "sha256sum --check" not in whole:
        found.append("what is fetched is not checked")
    for stand_in in ("OWNER", "example.", "0000000000"):
        if any(stand_in in text for text in texts(tree)):
            found.append(f"{stand_in} stands for something else")
    return found + fetching(name, tree)


# --- The steps that fetch the program ---------------------------------------------------------------------------------


def archive(folder: pathlib.Path) -> tuple[pathlib.Path, str]:
    """An archive as scripts/dist.sh makes it, whose program only says its name; and its sum."""
    inner = folder / "banxin-9.9.9-x86_64-linux"
    inner.mkdir()
    (inner / "banxin").write_text("#!/bin/sh\necho banxin 9.9.9\n")
    (inner / "banxin").chmod(0o755)
    path = folder / "v9.9.9" / f"{inner.name}.tar.gz"
    path.parent.mkdir()
    with tarfile.open(path, "w:gz") as tar:
        tar.add(inner, inner.name)
    sum_ = hashlib.sha256(path.read_bytes()).hexdigest()
    (path.parent / "SHA256SUMS").write_text(f"{sum_}  {path.name}\n")
    return path, sum_


def step(name: str, tree: dict, folder: pathlib.Path) -> str:
    """What the recipe runs to fetch the program, within `folder`."""
    if name == "examples/ci/gitlab.yml":
        lines = [line for line in tree["default"]["before_script"] if not line.startswith("apt-get")]
        return "set -e\n" + "\n".join(lines).replace("/tmp/", f"{folder}/").replace("/opt/", f"{folder}/")
    steps = tree["runs"]["steps"] if name == "action.yml" else tree["jobs"]["book"]["steps"]
    return "set -eo pipefail\n" + next(step for step in steps if step.get("name") == "Fetch banxin")["run"]


def fetching(name: str, tree: dict) -> list[str]:
    """Every way in which the program may be named, and what must come of it: nothing, or a word that the message has."""
    found = []
    prefix = "BANXIN_" if name.endswith("gitlab.yml") else ""
    with tempfile.TemporaryDirectory() as temporary:
        path, good = archive(pathlib.Path(temporary))
        cases = [(path.as_uri(), good, None), (path.as_uri(), "0" * 63 + "1", ""), ("", good, "BANXIN_ARCHIVE"), (path.as_uri(), "", "BANXIN_SHA256")]
        tags = [""]
        if name == "action.yml":
            cases = [(path.as_uri(), good, None), ("", "", None), ("", good, None), (path.as_uri(), "", "sha256"), ("", "0" * 63 + "1", "another SHA-256")]
            tags = ["v9.9.9"]
        for number, (address, sum_, expected) in enumerate(cases):
            got = fetched(step(name, tree, pathlib.Path(temporary) / str(number)), pathlib.Path(temporary), number, prefix, (address, sum_, tags[0]))
            if not matches(got, expected):
                found.append(f"fetched by {address or 'no address'}, {sum_ or 'no sum'}: {got}")
        if name == "action.yml":
            got = fetched(step(name, tree, pathlib.Path(temporary) / "main"), pathlib.Path(temporary), 99, prefix, ("", "", "main"))
            if not matches(got, "tag like"):
                found.append(f"used by a branch: {got}")
    return found


def matches(got: tuple[int, str], expected: str | None) -> bool:
    status, text = got
    return (status == 0 and "banxin 9.9.9" in text) if expected is None else (status != 0 and expected in text)


def fetched(script: str, folder: pathlib.Path, number: int, prefix: str, named: tuple[str, str, str]) -> tuple[int, str]:
    """Runs a step as a runner does; its status, and what it and the program that it brought say."""
    own = folder / str(number)
    own.mkdir()
    path, environment = own / "path", own / "environment"
    path.touch()
    given = dict(zip((f"{prefix}ARCHIVE", f"{prefix}SHA256", "TAG"), named))
    given = {key: value for key, value in given.items() if value or not prefix}
    runner = {"RUNNER_TEMP": str(own), "GITHUB_PATH": str(path), "GITHUB_ENV": str(environment), "RELEASES": folder.as_uri()}
    script += '\nPATH=$(cat "$GITHUB_PATH"):$PATH; banxin --version'
    run = subprocess.run(["bash", "-c", script], env=os.environ | runner | given, cwd=ROOT, capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def main() -> int:
    good = True
    for name, schema in RECIPES.items():
        found = faults(name, schema)
        good &= not found
        print(f"{'ok' if not found else 'FAIL'}  {name}")
        for fault in found:
            print(f"    {fault}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
