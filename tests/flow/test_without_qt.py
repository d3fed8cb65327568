"""Everything but the window works on a machine where PySide6 was never installed."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import fieldkit

PASSPHRASE = "granite teacup lantern willow biscuit"
#: Put first, it makes every import of Qt fail as on a machine without it.
NO_QT = """
import sys
from importlib.abc import MetaPathFinder
class NoQt(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, NoQt())
"""
IMPORT_ALL = """
import importlib
for name in sys.stdin.read().split():
    importlib.import_module(name)
"""
SHELL = "from fieldkit.app import main; raise SystemExit(main(sys.argv[1:]))"


def run(program: str, *words: str, typed: str = "", folder: Path | None = None) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", NO_QT + program, *words],
        input=typed, capture_output=True, encoding="utf-8", timeout=120, cwd=folder,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def modules() -> list[str]:
    """Every module outside the window and the benches."""
    root = Path(fieldkit.__file__).parent
    found = []
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[0] != "gui" and parts[-1] != "__main__":
            found.append(".".join(("fieldkit", *(part for part in parts if part != "__init__"))))
    return found


def test_every_module_outside_the_window_is_imported() -> None:
    named = modules()
    assert {"fieldkit.casebook.casebook", "fieldkit.cli.shell", "fieldkit.council.cli"} <= set(named)
    assert run(IMPORT_ALL, typed="\n".join(named)) == (0, "", "")


def test_the_hook_does_keep_qt_away() -> None:
    assert importlib.util.find_spec("PySide6") is not None
    code, _, said = run("import PySide6")
    assert code == 1
    assert "No module named 'PySide6'" in said


def test_a_notebook_is_made_and_read_and_the_desktop_says_why_it_cannot_open(tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    given = ["--notebook", str(tmp_path / "book"), "--passphrase-file", str(tmp_path / "passphrase")]
    words = ["notebook", "create", "--passphrase-only", "--name", "Dilys Farthing"]
    code, _, said = run(SHELL, *words, *given, folder=tmp_path)
    assert (code, said) == (0, "")
    code, told, said = run(SHELL, "record", "list", "--json", *given, folder=tmp_path)
    assert (code, said, json.loads(told)) == (0, "", [])
    code, told, said = run("import os; os.environ['DISPLAY'] = ':0'; " + SHELL, folder=tmp_path)
    assert (code, told, said.count("\n")) == (1, "", 1)
    assert "PySide6 or a library it needs is missing" in said
