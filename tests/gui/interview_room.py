"""The interview page in front of an officer, on the sample caseload."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sitting import Sitting, sitting

from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.shell import Shell


@dataclass
class Room:
    """An officer with the interview in front."""

    at: Sitting
    shell: Shell
    interview: str = ""

    @property
    def page(self) -> Any:
        return self.shell.page()

    @property
    def seen(self) -> Any:
        """The interview as the notebook holds it."""
        return self.at.load.book.interviews.page(self.interview)

    def enter(self, interview: str) -> Any:
        """Open it, as a press in the list does."""
        self.interview = interview
        self.shell.go(Place("interview", interview))
        self.wait()
        return self.page

    def wait(self) -> None:
        """Every job has come back, those that a job began too."""
        for _ in range(4):
            self.at.wait()

    def key(self, key: Qt.Key, to: QWidget | None = None) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(to or QApplication.focusWidget() or self.page, key)
        self.wait()

    def main(self) -> None:
        """Ctrl and Enter: the main act of the page."""
        QTest.keyClick(
            QApplication.focusWidget() or self.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
        self.wait()

    def type(self, words: str) -> None:
        """Type into the field that has the keyboard."""
        QTest.keyClicks(QApplication.focusWidget(), words)

    def say(self, name: str, value: Any) -> None:
        """Answer a question of the step, by its own field."""
        self.page.form.block(name).set_value(value)
        self.page.form.block(name).changed.emit()

    def trouble(self) -> str:
        """What the page says is wrong."""
        banners = [each.notice().say for each in self.page.banners._banners.values()]
        return " ".join(
            [*banners, self.page.summary.accessibleName() if self.page.summary.isVisible() else ""]
        )


@contextmanager
def open_room(qtbot: Any) -> Iterator[Room]:
    """A window of a council laptop on the sample caseload."""
    kit = Kit(Jobs())
    with sitting(kit) as at:
        shell = Shell(kit)
        kit.jobs.broken.connect(at.told.append)
        qtbot.addWidget(shell)
        shell.resize(1280, 800)
        shell.show()
        shell.activateWindow()
        yield Room(at, shell)
        at.wait()
        shell.forget_pages()
    kit.jobs.close()


def draw(pad: QWidget) -> None:
    """A stroke with the mouse."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 80))
    for x in range(70, 200, 10):
        QTest.mouseMove(pad, QPoint(x, 60 + x % 40))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 90))
