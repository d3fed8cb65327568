"""Emptying a layout, which Qt leaves to its caller."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout, leave: int = 0) -> None:
    """Take out and delete all widgets but the last `leave` items; hidden at once, so nothing flickers."""
    while layout.count() > leave:
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
