"""The table of keys: no key twice in one place, and every key on the help sheet."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QKeySequence

from fieldkit.gui import shortcuts


def test_no_key_is_bound_twice() -> None:
    keys = [key.keys for key in shortcuts.KEYS.values()] + list(shortcuts.PLACE_KEYS)
    assert len(set(keys)) == len(keys)


def test_every_key_is_one_that_qt_knows() -> None:
    for key in shortcuts.KEYS.values():
        assert not QKeySequence(key.keys).isEmpty(), key.keys
        assert QKeySequence(key.keys).toString() == key.keys


def test_the_help_sheet_has_every_key() -> None:
    listed = [keys for _where, rows in shortcuts.sheet() for keys, _does in rows]
    for name in shortcuts.KEYS:
        assert shortcuts.shown(name) in listed


def test_every_key_of_the_sheet_is_bound_somewhere() -> None:
    folder = Path(shortcuts.__file__).parent
    said = "\n".join(file.read_text() for file in folder.rglob("*.py") if file.name != "shortcuts.py")
    for name in shortcuts.KEYS:
        bound = (
            rf'(shortcuts\.)?(bind|pressed)\([^)]*"{name}"|\("{name}", self\.|for name, page in .*"{name}"'
        )
        assert re.search(bound, said), f"{name} is on the help sheet and does nothing"
