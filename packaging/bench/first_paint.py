"""Run as a process by `start`: shows a window, says so once it is painted, and ends.

`bare` shows an empty one; `fieldkit FOLDER` the desktop on the notebook there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Ends the application after its first window was painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Waits for a window to be painted."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            QTimer.singleShot(0, self.tell)
        return False

    @Slot()
    def tell(self) -> None:
        """What the window holds is on the screen by now."""
        print("painted", flush=True)
        QApplication.quit()


def main(arguments: Sequence[str]) -> int:
    """Shows what is asked for; the exit code."""
    watch = FirstPaint()
    if arguments[0] == "bare":
        app = QApplication(sys.argv[:1])
        app.installEventFilter(watch)
        window = QWidget()
        window.resize(1280, 800)
        window.show()
        return app.exec()
    return _desktop(Path(arguments[1]), watch)


def _desktop(folder: Path, watch: FirstPaint) -> int:
    from fieldkit.app import Joined

    class Watched(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            self.installEventFilter(watch)

    vars(QtWidgets)["QApplication"] = Watched
    return Joined().desktop(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
