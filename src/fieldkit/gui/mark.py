"""Marks a widget with properties that the style sheet reads, and with its names for screen readers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def mark(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and have the style sheet applied again: Qt does not do that by itself."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()
    widget.update()


def named(widget: QWidget, identifier: str, name: str = "", description: str = "") -> None:
    """Give a widget its object name, its accessible identifier and, where said, name and description."""
    if identifier:
        widget.setObjectName(identifier)
        widget.setAccessibleIdentifier(identifier)
    if name:
        widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)


def plain(words: str) -> str:
    """Words for a button: an ampersand in them is no key."""
    return words.replace("&", "&&")
