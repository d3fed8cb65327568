"""How a run of the shell ends when something unforeseen happens, and what loading it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.cli.conftest import DILYS, RootHouse, Shell

from fieldkit.casebook.casebook import Casebook
from fieldkit.cli.house import GivePassphrase
from fieldkit.cli.shell import run
from fieldkit.errors import Trouble

HEAVY = {
    "PySide6",
    "pydantic",
    "sqlalchemy",
    "sqlmodel",
    "sqlcipher3",
    "cryptography",
    "reportlab",
    "pikepdf",
}


class FaultyHouse(RootHouse):
    """A house with a bug whose message and frames hold a child's name."""

    def open(self, folder: Path, passphrase: GivePassphrase, *, doubtful: bool = False) -> Casebook:
        child = "Corin Halloway"
        raise LookupError(f"{child} of 14 Sluice Lane")


def test_a_fault_writes_no_word_of_a_record(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status"], FaultyHouse(tmp_path / "book", DILYS, clock)) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    path = Path(told.err.rpartition(": ")[2].strip())
    assert path.parent == platformdirs.user_log_path("fieldkit", appauthor=False)
    report = path.read_text(encoding="utf-8")
    assert "LookupError" in report
    assert "test_shell.py" in report
    for words in (told.err, report):
        for secret in ("Corin", "Halloway", "Sluice", "Traceback"):
            assert secret not in words


def test_without_a_command_it_opens_the_desktop(shell: Shell) -> None:
    assert shell().err == "There is no screen to open the desktop on.\n"


def test_the_shell_loads_nothing_heavy_before_it_is_asked_to() -> None:
    code = (
        "import sys, fieldkit.app, fieldkit.cli.shell; print(*{name.split('.')[0] for name in sys.modules})"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(found.stdout.split())


def test_a_trouble_is_one_line_also_when_its_words_are_not(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    class Troubled(RootHouse):
        def desktop(self, folder: Path) -> int:
            raise Trouble("Two\nlines.", "Do this.")

    assert run([], Troubled(tmp_path / "book", DILYS, clock)) == 1
    assert capsys.readouterr().err == "Two lines. Do this.\n"
