"""Loads forms from `ui/` at run time and checks that they hold what a class declares."""

from __future__ import annotations

from typing import get_type_hints

from PySide6.QtCore import QFile, QIODevice, QObject
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QWidget

from fieldkit.assets import asset
from fieldkit.gui.widgets import promoted


class FormError(TypeError):
    """A form and the class that uses it do not agree: a bug, never the officer's doing."""


class _Loader(QUiLoader):
    """Builds the form into a widget that exists, and promoted widgets from the list of `promoted`."""

    def __init__(self, into: QWidget) -> None:
        super().__init__()
        self._into = into
        self._promoted = promoted.classes()

    def createWidget(self, class_name: str, parent: QWidget | None = None, name: str = "") -> QWidget:
        """Qt asks for each widget of the form, the outermost first."""
        if parent is None:
            return self._into
        if class_name in self._promoted:
            made = self._promoted[class_name](parent=parent)
            made.setObjectName(name)
            return made
        if class_name not in self.availableWidgets():
            raise FormError(f"{class_name} ({name}) is not in gui/widgets/promoted.py")
        return super().createWidget(class_name, parent, name)


def load(form_file: str, into: QWidget) -> None:
    """Fill `into` with the form `ui/<form_file>`. Raises `FormError` when the form cannot be read."""
    file = QFile(str(asset("ui", form_file)))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FormError(f"{form_file} cannot be opened")
    loader = _Loader(into)
    made = loader.load(file)
    file.close()
    if made is None:
        raise FormError(f"{form_file}: {loader.errorString()}")
    for child in into.findChildren(QWidget):
        name = child.objectName()
        if name and not name.startswith("qt_") and not child.accessibleIdentifier():
            child.setAccessibleIdentifier(name)


def declared(owner: type[QWidget]) -> dict[str, type[QObject]]:
    """The children that a class declares: annotations without a value that name a Qt class."""
    found: dict[str, type[QObject]] = {}
    for base in reversed(owner.__mro__):
        if not issubclass(base, QWidget) or base.__module__.startswith("PySide6"):
            continue
        hints = get_type_hints(base)
        for name in vars(base).get("__annotations__", {}):
            kind = hints[name]
            if isinstance(kind, type) and issubclass(kind, QObject) and name not in vars(base):
                found[name] = kind
    return found


def take(owner: QWidget, form: QWidget) -> None:
    """Set each declared child of `owner` from `form`; raises `FormError` for a missing or wrong one."""
    for name, kind in declared(type(owner)).items():
        child = form.findChild(QObject, name)
        if child is None:
            raise FormError(f"{type(owner).__name__} declares {name}, the form has none")
        if not isinstance(child, kind):
            raise FormError(
                f"{type(owner).__name__}.{name} is a {type(child).__name__}, not a {kind.__name__}"
            )
        setattr(owner, name, child)
