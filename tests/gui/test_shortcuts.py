"""The table of keys: no key twice in one place, and every key on the help sheet."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QKeySequence

from fieldkit.gui import shortcuts
from fieldkit.gui.pages.interview import InterviewPage


def test_no_key_is_bound_twice() -> None:
    everywhere = {name: key for name, key in shortcuts.KEYS.items() if key.where == "Everywhere"}
    for place in {key.where for key in shortcuts.KEYS.values()} - {"Everywhere"}:
        there = {name: key for name, key in shortcuts.KEYS.items() if key.where == place}
        given_up = {key.instead for key in there.values()}
        left = [key.keys for name, key in everywhere.items() if name not in given_up]
        keys = [*left, *(key.keys for key in there.values()), *shortcuts.PLACE_KEYS]
        assert len(set(keys)) == len(keys), place


def test_a_key_of_the_window_gives_way_only_to_a_page_that_says_so() -> None:
    taken = {key.instead for key in shortcuts.KEYS.values() if key.instead}
    assert taken == InterviewPage.takes_keys
    for key in shortcuts.KEYS.values():
        if key.instead:
            assert shortcuts.KEYS[key.instead].keys == key.keys


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
