"""Tab goes through a window as it is read, not as it was built."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fieldkit.gui.tab_order import following


def named(widget: QWidget, name: str) -> QWidget:
    widget.setObjectName(name)
    return widget


def test_what_was_built_last_is_met_where_it_stands(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(named(QPushButton("Save"), "save"))
    row = QHBoxLayout()
    column.insertLayout(0, row)
    row.addWidget(QLabel("Name"))
    row.addWidget(named(QPushButton("Now"), "now"))
    row.insertWidget(1, named(QLineEdit(), "name"))
    hidden = named(QLineEdit(), "hidden")
    column.addWidget(hidden)
    window.show()
    hidden.hide()
    window.findChild(QWidget, "name").setFocus()
    met = []
    for forward in (True, True, True, False):
        found = following(window, forward)
        assert found is not None
        found.setFocus()
        met.append(found.objectName())
    assert met == ["now", "save", "name", "save"]


def test_a_window_with_nothing_to_press_keeps_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert following(window, True) is None
