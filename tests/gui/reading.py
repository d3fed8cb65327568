"""What a screen reader would find in a window, and what it would miss."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLineEdit, QTabBar, QWidget

from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.rows import RowsView

_LEAST = 44


def focusable(root: QWidget) -> list[QWidget]:
    """The widgets in `root` that the keyboard reaches, Qt's own inner parts left out."""
    found = []
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QComboBox | QTabBar) or widget.objectName().startswith(
            "qt_"
        )
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner:
            found.append(widget)
    return found


def nameless(root: QWidget) -> list[str]:
    """Focusable widgets without an accessible name or identifier."""
    missing = []
    for widget in focusable(root):
        reader = QAccessible.queryAccessibleInterface(widget)
        name = reader.text(QAccessible.Text.Name) if reader is not None else ""
        if not name or not widget.accessibleIdentifier():
            missing.append(f"{type(widget).__name__} {widget.objectName()!r} name={name!r}")
    return missing


def too_small(root: QWidget) -> list[str]:
    """Targets under 44 pixels; links in a list of problems and in the header are as high as a line."""
    small = []
    for widget in focusable(root):
        low = isinstance(widget, LinkButton) and widget.is_low()
        is_target = isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        if is_target and not low and widget.height() < _LEAST:
            small.append(f"{type(widget).__name__} {widget.objectName()!r} is {widget.height()} high")
    return small


def rows_without_words(root: QWidget) -> list[str]:
    """List rows that say nothing."""
    silent = []
    for view in root.findChildren(RowsView):
        model = view.rows_model()
        for number in range(model.rowCount()):
            if not model.data(model.index(number), Qt.ItemDataRole.AccessibleTextRole):
                silent.append(f"{view.objectName()} row {number}")
    return silent


def clipped(root: QWidget) -> list[str]:
    """Areas that would have to be scrolled sideways."""
    return [
        f"{type(area).__name__} {area.objectName()!r}"
        for area in root.findChildren(QAbstractScrollArea)
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0
    ]
