"""Takes pictures of pages without a screen: for the demonstration, and for whoever judges the look."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from fieldkit.gui import clock, style
from fieldkit.gui.application import application
from fieldkit.gui.bases.page import Place
from fieldkit.gui.doorstep import Doorstep
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import exists
from fieldkit.gui.shell import Shell
from fieldkit.gui.theme import Look, Theme
from fieldkit.gui.watch import Watch

_PATIENCE_MS = 20_000
_TICK_MS = 5
#: What the offscreen platform says of every window that has a least size.
_IDLE_TALK = "This plugin does not support propagateSizeHints()"
#: What is added to a picture's name, and how the window is dressed for it.
DRESSES: tuple[tuple[str, Look, float], ...] = (
    ("", Look.LIGHT, 1.0),
    ("-dark", Look.DARK, 1.0),
    ("-contrast", Look.CONTRAST, 1.0),
    ("-200", Look.LIGHT, 2.0),
)


class Camera:
    """A window that nobody sees, on an open casebook. Close it when the pictures are taken."""

    def __init__(self, book: Any, doorstep: Doorstep) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self._listener = qInstallMessageHandler(_pass_on)
        self._app = application(["fieldkit"])
        style.begin(self._app, Theme(Look.LIGHT, 1.0))
        self._bugs: list[BaseException] = []
        self._sit(book, doorstep)

    def turn_to(self, book: Any, doorstep: Doorstep) -> None:
        """Take the next pictures on another officer's casebook."""
        self._leave()
        self._sit(book, doorstep)

    def _sit(self, book: Any, doorstep: Doorstep) -> None:
        clock.set_source(lambda: datetime.fromtimestamp(book.now().wall_ms / 1000, UTC))
        self._kit = Kit(Jobs(), book, extra={"doorstep": doorstep, "wear": lambda _look, _size: None})
        self._kit.jobs.broken.connect(self._bugs.append)
        self._shell = Shell(self._kit)
        self._shell.resize(1280, 800)
        me = book.me
        self._shell.rail.show_who(me.council_name, me.name, book.reference().label("role", me.roles[0]))
        watch = Watch(self._kit, self._shell)
        self._kit.extra["watch"] = watch
        self._shell.header.set_status_visible(True)
        self._shell.show()
        watch.look()

    def take(
        self, shots: Sequence[tuple[str, Place]], folder: Path, say: Callable[[str], None]
    ) -> list[Path]:
        """Save a picture of each place in every dress; pages that do not exist are left out.

        Raises `Trouble`.
        """
        folder.mkdir(parents=True, exist_ok=True)
        taken = []
        for suffix, look, scale in DRESSES:
            # Dressing every page of the last look anew takes longer than making those of this one.
            self._shell.forget_pages()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            style.wear(self._app, Theme(look, scale))
            for name, place in shots:
                if exists(place.page):
                    self._shell.go(place)
                    self._settle()
                    path = folder / f"{name}{suffix}.png"
                    self._shell.grab().save(str(path))
                    taken.append(path)
        say(f"  {len(taken)} pictures")
        return taken

    def close(self) -> None:
        """End the window, its lanes and Qt itself, while Python is still whole."""
        self._leave()
        clock.set_source(None)
        self._app.shutdown()

    def _leave(self) -> None:
        self._shell.forget_pages()
        self._shell.close()
        self._kit.jobs.close()
        self._shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _settle(self) -> None:
        """Wait until every job has come back and the page is laid out."""
        until, tick = QDeadlineTimer(_PATIENCE_MS), QTimer()
        # Sleeps between events: a loop that spins takes the interpreter from the job that it waits for.
        tick.start(_TICK_MS)
        while self._kit.jobs.busy() and not until.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        tick.stop()
        for _ in range(4):
            QApplication.processEvents()
        if self._bugs:
            raise self._bugs[0]


def _pass_on(_sort: QtMsgType, _place: QMessageLogContext, words: str) -> None:
    if words != _IDLE_TALK:
        print(words, file=sys.stderr)
