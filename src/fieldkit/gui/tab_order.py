"""Where Tab leads: on in the order in which things stand on the screen, whenever they were built.

Qt's own order is the order of building, in which the foot of a page comes before the questions put in later.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fieldkit.gui.bases.page import Page


def following(window: QWidget, forward: bool) -> QWidget | None:
    """The widget that takes the keyboard next; None where nothing can. After the last comes the first.

    What was hidden under the keyboard leaves it to its page, not to the rail before it.
    """
    here = window.focusWidget()
    stops = [widget for widget in _standing(window) if widget is here or _takes_tab(widget)]
    if here not in stops:
        if window.isWindow() and (page := _page_of(here)) is not None:
            return page
        return stops[0 if forward else -1] if stops else None
    return stops[(stops.index(here) + (1 if forward else -1)) % len(stops)]


def _page_of(widget: QWidget | None) -> Page | None:
    while widget is not None and not isinstance(widget, Page):
        widget = widget.parentWidget()
    return widget if widget is not None and widget.isVisible() else None


def _takes_tab(widget: QWidget) -> bool:
    # A page has the keyboard only to have its heading read out.
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, Page)
    )


def _standing(parent: QWidget) -> Iterator[QWidget]:
    """Everything to be seen in a widget, as it is read: down the screen, and in a row from the left."""
    inside = [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    for child in sorted(inside, key=cmp_to_key(_as_read)):
        yield child
        yield from _standing(child)


def _as_read(one: QWidget, other: QWidget) -> int:
    mine, its = one.geometry(), other.geometry()
    if mine.bottom() < its.top():
        return -1
    if its.bottom() < mine.top():
        return 1
    return mine.left() - its.left()
