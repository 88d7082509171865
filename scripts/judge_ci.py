#!/usr/bin/env python3
"""The recipes for CI against the published schemas of GitHub's workflows and actions and of GitLab's CI, and their promises.

In: the recipes of this repository. Every recipe must keep the schema that check-jsonschema carries, take the program by a version and a checksum that is checked,
name only commands of the program, and have scripts that bash can read. Out: a line for each; status 1 if one fails.

    scripts/judge_ci.py
"""

import pathlib
import re
import subprocess
import sys

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
    if name.startswith("examples"):
        given = "\n".join(texts(tree))
        if not re.search(r"banxin-\d+\.\d+\.\d+-x86_64-linux\.tar\.gz", given):
            found.append("the program has no version")
        if not re.search(r"^[0-9a-f]{64}$", given, re.MULTILINE):
            found.append("the program has no checksum")
    return found


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
