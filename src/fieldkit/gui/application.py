"""Makes the one application object of Qt."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def application(arguments: list[str]) -> QApplication:
    """The application object, with the names that the platform shows."""
    app = QApplication(arguments)
    app.setApplicationName("FieldKit")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("fieldkit")
    return app
