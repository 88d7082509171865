#!/usr/bin/env python3
"""The licences of everything that the program is linked from.

In: the locked crates for one target. Out: a Markdown text on stdout with each crate, its version and its licence, and below the texts of the
licences that the crates carry, each text once. Packages that are only used while building or testing are left out.

    scripts/licences.py x86_64-unknown-linux-musl
"""

import json
import pathlib
import re
import subprocess
import sys

NAMES = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)


def linked(metadata: dict) -> list[dict]:
    """The packages that the program is linked from, by name and version."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    packages = {package["id"]: package for package in metadata["packages"]}
    is_macro = lambda key: any("proc-macro" in target["kind"] for target in packages[key]["targets"])
    seen, todo = set(), [metadata["resolve"]["root"]]
    while todo:
        key = todo.pop()
        if key in seen or is_macro(key):
            continue
        seen.add(key)
        for dependency in nodes[key]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                todo.append(dependency["pkg"])
    seen.discard(metadata["resolve"]["root"])
    return sorted((packages[key] for key in seen), key=lambda package: (package["name"], package["version"]))


def texts(package: dict) -> list[str]:
    """What the package says of its licence, in files of its own folder."""
    folder = pathlib.Path(package["manifest_path"]).parent
    named = sorted(path for path in folder.iterdir() if NAMES.match(path.name) and path.is_file())
    if package.get("license_file"):
        named.append(folder / package["license_file"])
    read = (path.read_text(encoding="utf-8", errors="replace").strip() for path in dict.fromkeys(named))
    return ["\n".join(line.rstrip() for line in text.splitlines()) for text in read if text]


def main() -> int:
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", sys.argv[1]]
    packages = linked(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    users: dict[str, list[str]] = {}
    print("# What banxin is linked from\n\n| crate | version | licence |\n|-|-|-|")
    for package in packages:
        print(f"| {package['name']} | {package['version']} | {package['license'] or 'see below'} |")
        for text in texts(package):
            users.setdefault(text, []).append(package["name"])
    for text, names in sorted(users.items(), key=lambda item: item[1]):
        print(f"\n## {', '.join(names)}\n\n{text}")
    return 0


sys.exit(main())
