"""Fails when a tracked Python file is longer than the house allows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

LONGEST = 400
"""Lines, from the style's first rule: a newcomer can read any file in one sitting."""


def too_long(files: Iterable[Path]) -> list[tuple[Path, int]]:
    """The files with more than `LONGEST` lines, and how many each has."""
    lengths = ((file, len(file.read_bytes().splitlines())) for file in files)
    return [(file, lines) for file, lines in lengths if lines > LONGEST]


def tracked(root: Path) -> list[Path]:
    """The Python files that git tracks under the root; without git, every one outside hidden folders."""
    try:
        command = ["git", "-C", str(root), "ls-files", "-z", "--", "*.py"]
        names = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
        files = [root / name for name in names if name]
    except (OSError, subprocess.CalledProcessError):
        files = [
            file
            for file in root.rglob("*.py")
            if not any(p.startswith(".") for p in file.relative_to(root).parts)
        ]
    return [file for file in files if file.exists()]


def main() -> int:
    """Prints each file that is too long; returns 1 when there is one."""
    root = Path(__file__).resolve().parents[1]
    files = tracked(root)
    long = too_long(files)
    for file, lines in long:
        print(f"{file.relative_to(root)}: {lines} lines, over {LONGEST}. Split it where its subject splits.")
    print(f"{len(files)} files, {len(long)} too long")
    return 1 if long else 0


if __name__ == "__main__":
    sys.exit(main())
