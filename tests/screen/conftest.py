"""The real desktop on the private screen: started as its officer starts it, driven by keys, and read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

PASSPHRASE = "granite teacup lantern willow biscuit"
CASE = {
    "case_type": "CME", "received_at": "9 11 2026 09:00",
    "child": {"forenames": "Corin", "surname": "Halloway", "dob": "2 May 2011", "upn": "U999400118002"},
}  # fmt: skip
_PATIENCE_S = 30.0
_LOOK_EVERY_S = 0.05
ROWS = ("list item", "page tab", "table cell")
T = TypeVar("T")


@dataclass(frozen=True)
class Node:
    """One node of the accessibility tree."""

    role: str
    name: str
    id: str
    states: tuple[str, ...]
    box: tuple[int, ...]
    text: str
    description: str

    @property
    def to_be_pressed(self) -> bool:
        return "focusable" in self.states and "showing" in self.states


@dataclass
class Desktop:
    """The desktop as a process, the keys that go to it and what a screen reader sees of it."""

    notebook: Path
    reader: subprocess.Popen[str]
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start it and wait for the keyboard to be in the passphrase."""
        around = {**os.environ, "FIELDKIT_NOTEBOOK": str(self.notebook)}
        # The private bus stands in for the system's, so that a test can speak as logind does.
        around["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        words = [sys.executable, "-X", "faulthandler", "-m", "fieldkit"]
        self.process = subprocess.Popen(words, env=around, cwd=self.notebook.parent)
        self.until(lambda: self.focused("passphrase_field_text"))

    def end(self) -> None:
        """Kill it, as a flat battery does."""
        self.process.kill()
        self.process.wait(10)

    def tree(self, *, whole: bool = False) -> list[Node]:
        """What is to be seen, in the order of the tree, and, if `whole`, what is hidden; empty while it
        changes.
        """
        assert self.reader.stdin is not None
        assert self.reader.stdout is not None
        self.reader.stdin.write(f"{self.process.pid} {'whole' if whole else ''}\n")
        self.reader.stdin.flush()
        read = json.loads(self.reader.stdout.readline())
        return [Node(**{**row, "states": tuple(row["states"]), "box": tuple(row["box"])}) for row in read]

    @property
    def title(self) -> str:
        return next((node.name for node in self.tree() if node.role == "frame"), "")

    def focus(self) -> Node | None:
        """What has the keyboard; the innermost, where a part of a field has it."""
        # Qt calls the current row or tab focused also while its list has not the keyboard.
        return next(
            (node for node in reversed(self.tree()) if "focused" in node.states and node.role not in ROWS),
            None,
        )

    def focused(self, ident: str) -> bool:
        found = self.focus()
        return found is not None and found.id == ident

    def until(self, fact: Callable[[], T]) -> T:
        """Wait for a fact."""
        latest = time.monotonic() + _PATIENCE_S
        while not (found := fact()):
            assert self.process.poll() is None, "the desktop ended"
            assert time.monotonic() < latest, f"waited in vain on {self.title!r}, at {self.focus()}"
            time.sleep(_LOOK_EVERY_S)
        return found

    def comes(self, title: str) -> None:
        """Wait for a page by the beginning of its title."""
        self.until(lambda: self.title.startswith(title))

    def press(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True, timeout=60)

    def write(self, words: str) -> None:
        subprocess.run(["xdotool", "type", "--delay", "12", words], check=True, timeout=60)

    def unlock(self) -> None:
        self.write(PASSPHRASE)
        self.press("Return")
        self.until(lambda: "Unlock your notebook" not in self.title)

    def tab_to(self, wanted: Callable[[Node], bool]) -> Node:
        """Press Tab until the keyboard is at what is wanted."""
        for _ in range(60):
            at = self.until(self.focus)
            if wanted(at):
                return at
            self.press("Tab")
            self.until(lambda was=at: self.focus() not in (None, was))  # type: ignore[misc]
        raise AssertionError("Tab never came there")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with one case, made from a shell."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    (folder / "case.json").write_text(json.dumps(CASE), encoding="utf-8")
    words: Sequence[Sequence[str]] = (
        ("notebook", "create", "--passphrase-only", "--name", "Dilys Farthing", "--mark", "L07"),
        ("record", "new", "case", "--from", str(folder / "case.json")),
    )
    given = ("--notebook", str(folder / "notebook"), "--passphrase-file", str(folder / "passphrase"))
    for command in words:
        said = [sys.executable, "-m", "fieldkit", *command, *given]
        subprocess.run(said, check=True, capture_output=True, timeout=120)
    return folder / "notebook"


@pytest.fixture(scope="session")
def reader() -> Iterator[subprocess.Popen[str]]:
    """Debian's own Python beside the tests, which reads the tree."""
    program = [str(Path("/usr/bin/python3")), str(Path(__file__).with_name("tree_reader.py"))]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.fixture
def desktop(prepared: Path, reader: subprocess.Popen[str], tmp_path: Path) -> Iterator[Desktop]:
    """The desktop at its unlock page, on a notebook of its own."""
    shutil.copytree(prepared, tmp_path / "notebook")
    started = Desktop(tmp_path / "notebook", reader)
    yield started
    started.end()
