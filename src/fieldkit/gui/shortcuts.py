"""The one table of keys: bindings, the help sheet, the documents and the tests are made from it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Key:
    """A key: what it does in words, and where it works."""

    keys: str
    does: str
    where: str = "Everywhere"
    #: The key of the window that gives way to it while the page is in front.
    instead: str = ""


KEYS: dict[str, Key] = {
    "help": Key("F1", "Help and these keys"),
    "lock": Key("F12", "Lock now: hides the screen at once"),
    "find": Key("Ctrl+K", "Find a child or case"),
    "plan": Key("Ctrl+N", "Plan a home visit"),
    "note": Key("Ctrl+M", "Write a note"),
    "back": Key("Alt+Left", "Back to where you came from"),
    "close": Key("Esc", "Close the drawer or menu, or go back"),
    "main": Key("Ctrl+Return", "Press the page's main button"),
    "facts": Key("F4", "Open or close the case facts"),
    "status": Key("F9", "Open the queue"),
    "all_clear": Key("F7", "Safety timer: all clear, or more time"),
    "print": Key("Ctrl+P", "Print what is open"),
    "undo": Key("Ctrl+Shift+Z", "Undo what was just moved to the bin"),
    "tab_next": Key("Ctrl+PgDown", "Next tab", "Pages with tabs"),
    "tab_before": Key("Ctrl+PgUp", "Tab before", "Pages with tabs"),
    "today": Key("Alt+T", "Today's date", "Date fields"),
    "now": Key("Alt+N", "The time now", "Time fields"),
    "grounds": Key("F6", "Grounds to suspect: stop asking, and read the caution out", "A visit"),
    "new_stop": Key("N", "New stop", "A sweep that is live"),
    "their_words": Key("F2", "Their words, word for word", "A stop"),
    "worried": Key("F3", "Worried about the child: what to say, and to whom", "A stop"),
    "skip": Key("F5", "Go on without an answer", "A stop"),
    "step_before": Key("F6", "Back to the question before", "A stop"),
    "no_comment": Key("F6", "No comment", "An interview"),
    "exhibit": Key("F7", "Show an exhibit", "An interview", instead="all_clear"),
    "interview_solicitor": Key("F8", "Wants a solicitor: the clock stops", "An interview"),
    "interview_leave": Key("F9", "Wants to leave: the clock stops", "An interview", instead="status"),
    "interview_break": Key("F10", "Take a break: the clock stops", "An interview"),
    "recorder": Key("F11", "The recorder: a fault stops the clock", "An interview"),
    "class_used": Key("U", "Used", "Classing for disclosure"),
    "class_unused": Key("N", "Unused, not sensitive", "Classing for disclosure"),
    "class_sensitive": Key("S", "Unused, sensitive", "Classing for disclosure"),
    "class_not_relevant": Key("R", "Clearly not relevant", "Classing for disclosure"),
    "larger": Key("Ctrl++", "Larger words"),
    "smaller": Key("Ctrl+-", "Smaller words"),
}

#: What the keys of a stop are lettered with, where their list gives them no letter of its own.
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

#: The places of the rail by number, top to bottom.
PLACE_KEYS = tuple(f"Alt+{number}" for number in range(1, 10))


def bind(widget: QWidget, name: str, slot: Callable[[], object]) -> QShortcut:
    """Have the key `name` call a slot while `widget`'s window is in front."""
    key = QShortcut(QKeySequence(KEYS[name].keys), widget, slot, context=Qt.ShortcutContext.WindowShortcut)
    key.setObjectName(f"key_{name}")
    return key


def give_way(window: QWidget, names: Collection[str]) -> None:
    """Have a window let go of these keys of its own, for a page that has another use for them."""
    for key in window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
        key.setEnabled(key.objectName().removeprefix("key_") not in names)


def bind_place(widget: QWidget, number: int, slot: Callable[[], object]) -> QShortcut:
    """Have Alt and a figure open the place with that number, counted from 0."""
    return QShortcut(QKeySequence(PLACE_KEYS[number]), widget, slot)


def pressed(event: QKeyEvent, name: str) -> bool:
    """Whether a key event is the key `name`, for keys that work inside a field."""
    return QKeySequence(event.keyCombination()) == QKeySequence(KEYS[name].keys)


def shown(name: str) -> str:
    """The key as it stands on a key cap."""
    return KEYS[name].keys.replace("Return", "Enter")


def sheet() -> list[tuple[str, list[tuple[str, str]]]]:
    """The help sheet: where, then (keys, what they do)."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for name, key in KEYS.items():
        sections.setdefault(key.where, []).append((shown(name), key.does))
    sections["Presenting in court"] = [
        ("A to W", "The answer with that letter, wherever the keyboard is"),
        ("0 to 9", "A page of the bundle: type its number, then Enter"),
    ]
    sections["A stop"].append(("A to Z", "The key with that letter; Enter goes on or saves"))
    sections["Everywhere"].append(("Alt+1 to Alt+9", "The places at the left, top to bottom"))
    return list(sections.items())
