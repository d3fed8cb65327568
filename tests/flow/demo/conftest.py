"""The demonstration, played once by the command itself in a tree that holds its home and temp folders too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

_LONGEST_S = 600
_LOOK_EVERY_S = 0.05
#: Plain on purpose: what an officer exports, and the pictures of the screens.
MADE_IN_PLAIN = frozenset({"exported", "pictures"})


@dataclass(frozen=True)
class Play:
    """How the demonstration ended, and the tree with all that it touched."""

    tree: Path
    code: int
    out: str
    err: str

    @property
    def folder(self) -> Path:
        return self.tree / "demo"

    @property
    def bundle(self) -> Path:
        return self._exported("Halloway-")

    @property
    def packs(self) -> tuple[Path, Path]:
        """The file for open court, and the pack for the single justice."""
        return self._exported("Ebbage-"), self._exported("Anning-")

    def _exported(self, begins: str) -> Path:
        (found,) = (self.folder / "exported").glob(f"{begins}*.pdf")
        return found

    def files(self) -> Iterator[Path]:
        """Every file that must not hold a word of a record, also what was there for a moment only."""
        seen: set[int] = set()
        for path in sorted(self.tree.rglob("*"), key=lambda path: "kept" in path.parts):
            if path.is_file() and not MADE_IN_PLAIN & set(path.relative_to(self.tree).parts):
                number = path.stat().st_ino
                if number not in seen:
                    yield path
                seen.add(number)

    def run(self, *words: str, council: bool = False) -> subprocess.CompletedProcess[str]:
        """One command of the shell afterwards."""
        program = ["-c", "from fieldkit.council.cli import main; raise SystemExit(main())"]
        return subprocess.run(
            [sys.executable, *(program if council else ["-m", "fieldkit"]), *words],
            capture_output=True, encoding="utf-8", timeout=120, cwd=self.tree / "here",
            env=surroundings(self.tree),
        )  # fmt: skip


def surroundings(tree: Path) -> dict[str, str]:
    """An environment whose every folder lies in the tree."""
    places = {"HOME": "home", "USERPROFILE": "home", "TMPDIR": "temp", "TEMP": "temp", "TMP": "temp"}
    places |= {"APPDATA": "roaming", "LOCALAPPDATA": "local", "XDG_RUNTIME_DIR": "run"}
    places |= {f"XDG_{name}_HOME": name.lower() for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    for name in ("here", "kept", *places.values()):
        (tree / name).mkdir(mode=0o700, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FIELDKIT_")}
    return kept | {name: str(tree / place) for name, place in places.items()}


@pytest.fixture(scope="session")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Played to its end; whatever lay in the tree for a moment is kept under a second name."""
    tree = tmp_path_factory.mktemp("demonstration")
    words = [sys.executable, "-X", "faulthandler", "-m", "fieldkit", "demo", str(tree / "demo"), "--headless"]
    around = surroundings(tree)
    with (tree / "said").open("w+b") as said, (tree / "complained").open("w+b") as complained:
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=said, stderr=complained, cwd=tree / "here",
            env=around,
        )  # fmt: skip
        try:
            _watch(process, tree)
        finally:
            process.kill()
            process.wait()
    out, err = ((tree / name).read_text(encoding="utf-8") for name in ("said", "complained"))
    # What it says to the person who runs it is no file of its own.
    (tree / "said").unlink()
    (tree / "complained").unlink()
    return Play(tree, process.returncode, out, err)


def _watch(process: subprocess.Popen[bytes], tree: Path) -> None:
    seen: set[int] = set()
    for _ in range(int(_LONGEST_S / _LOOK_EVERY_S)):
        for place in ("here", "home", "temp", "run", "cache", "state", "demo"):
            _keep(tree / place, tree / "kept", seen)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK_EVERY_S)
            return


def _keep(folder: Path, kept: Path, seen: set[int]) -> None:
    """A second name for each new file, so that it is still there when its first name is gone."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in MADE_IN_PLAIN]
        for name in names:
            # It may be gone again by now.
            with suppress(OSError):
                number = (Path(place) / name).stat().st_ino
                if number not in seen:
                    (kept / f"{number}-{name}").hardlink_to(Path(place) / name)
                    seen.add(number)
