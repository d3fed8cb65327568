"""Joins application, theme, window and lanes; opens the notebook at the unlock and hides all at the lock."""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete, isValid

from fieldkit.errors import Trouble
from fieldkit.gui import clock, remembered, shortcuts, style
from fieldkit.gui.application import application
from fieldkit.gui.bases.page import Place
from fieldkit.gui.doorstep import Doorstep, Parting, warm_up
from fieldkit.gui.jobs import Job, Jobs, Lane, Progress
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import exists
from fieldkit.gui.shell import Shell, Whereabouts
from fieldkit.gui.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from fieldkit.casebook.desk import Clock
    from fieldkit.keys.keyrings import Keyring

_WIDTH, _HEIGHT = 1280, 800


@dataclass(frozen=True)
class Welcome:
    """What is read once, right after the unlock: whose notebook it is and how it is set."""

    settings: dict[str, str]
    officer: str
    role: str
    council: str


class Desktop(QObject):
    """The window with what goes on behind it; a notebook is open or it is not."""

    def __init__(self, app: QApplication, doorstep: Doorstep) -> None:
        super().__init__()
        self.app, self.doorstep = app, doorstep
        self.kit = Kit(Jobs(self), extra={"doorstep": doorstep, "wear": self.wear})
        self.shell = Shell(self.kit)
        self.watch = Watch(self.kit, self.shell)
        self.kit.extra["watch"] = self.watch
        self._where: Whereabouts | None = None
        self._field = ""
        self._welcome: Welcome | None = None
        self.shell.lock_asked.connect(self._lock_by_hand)
        self.shell.timer_asked.connect(self._timer_asked)
        self.shell.closing.connect(self.close)
        self.watch.idle.connect(self.lock)
        self.kit.jobs.broken.connect(self.show_bug)
        self.kit.jobs.troubled.connect(self._troubled)
        for name, page in (("find", "find"), ("plan", "plan_visit"), ("note", "note")):
            if exists(page):
                key = shortcuts.bind(self.shell, name, self._key_of_a_page)
                key.setProperty("page", page)
        shortcuts.bind(self.shell, "larger", self._larger)
        shortcuts.bind(self.shell, "smaller", self._smaller)
        if exists("safety"):
            shortcuts.bind(self.shell, "all_clear", self._timer_asked)

    def start(self) -> None:
        """Show the first page; what unlocking needs is loaded while the officer types."""
        self.shell.resize(_WIDTH, _HEIGHT)
        self._show_door()
        self.shell.installEventFilter(self)
        self.shell.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window's first paint: whatever is imported before it delays it."""
        if event.type() == QEvent.Type.Paint:
            self.shell.removeEventFilter(self)
            QTimer.singleShot(0, self._warm_up)
        return super().eventFilter(watched, event)

    @Slot()
    def _warm_up(self) -> None:
        # What was made until now stays as long as the program: the collector need never look at it.
        gc.freeze()
        self.kit.jobs.start(_warm)
        self._listen()

    def _listen(self) -> None:
        # Late, because the buses of the system are no part of the first paint.
        from fieldkit.gui.session import session_here

        self.session = session_here(self.shell, self)
        self.session.leaving.connect(self._leave)

    @Slot(str)
    def _leave(self, why: str) -> None:
        """The system locks or sleeps: as F12, and a sleep that waits for us goes on afterwards."""
        closing = self.lock(f"Locked at {clock.now():%H:%M} because {why}.")
        if closing is None:
            self.session.left()
        else:
            closing.ended.connect(self.session.left)

    def _show_door(self) -> None:
        name = "unlock" if self.doorstep.there_is_one() else "first_run"
        self.shell.header.set_status_visible(False)
        self.shell.show_page(self._door(name), name)
        page = self.shell.page()
        if page is not None:
            page.open("")

    def _door(self, name: str) -> Any:
        from fieldkit.gui.places import page_class

        page: Any = page_class(name)(self.kit)
        page.opened.connect(self.opened)
        return page

    @Slot(object)
    def opened(self, book: Any) -> None:
        """A notebook is open: read how it is set, then show where the officer was."""
        self.kit.book = book
        self.kit.jobs.start(lambda _progress: _welcome(book), self._greet, owner=self)

    @Slot(object)
    def _greet(self, welcome: Welcome) -> None:
        self._welcome = welcome
        self.wear(welcome.settings["look"], welcome.settings["text_size"])
        self.shell.rail.show_who(welcome.council, welcome.officer, welcome.role)
        self.shell.header.set_status_visible(True)
        where, self._where = self._where, None
        self.shell.forget_pages()
        if where is None:
            self.shell.go(Place("today"))
        else:
            self._field = where.field
            self.shell.return_to(where)
            page = self.shell.page()
            if page is not None:
                page.head_changed.connect(self._find_field)
        self.watch.begin(welcome.settings)

    @Slot()
    def _find_field(self) -> None:
        """A page that fills itself from a job has its fields only now."""
        page = self.shell.page()
        field = page.findChild(QWidget, self._field) if page is not None and self._field else None
        if field is not None and field.isVisible():
            self._field = ""
            field.setFocus()

    def wear(self, look: str, text_size: str) -> None:
        """Dress the window, and remember it for the page before the unlock."""
        style.wear(self.app, remembered.worn(look, text_size))
        if self.doorstep.there_is_one():
            remembered.keep(self.doorstep.folder, look, text_size)

    @Slot()
    def _larger(self) -> None:
        self._resize_words(1)

    @Slot()
    def _smaller(self) -> None:
        self._resize_words(-1)

    def _resize_words(self, step: int) -> None:
        """The next text size, worn at once and remembered."""
        look, now = remembered.read(self.doorstep.folder)
        place = min(max(remembered.SIZES.index(now) + step, 0), len(remembered.SIZES) - 1)
        size, book = remembered.SIZES[place], self.kit.book
        self.wear(look, size)
        if book is not None:
            change = self.kit.told.changed.emit
            self.kit.jobs.start(lambda _progress: book.settings.change("text_size", size), change, owner=self)

    @Slot()
    def _lock_by_hand(self) -> None:
        self.lock(f"You locked it at {clock.now():%H:%M}.")

    @Slot(str)
    def lock(self, why: str) -> Job | None:
        """Keep what is typed, hide everything at once, let go of the keys; unlocking returns to the field.

        Answers the job that closes the notebook; None when none was open.
        """
        book, welcome = self.kit.book, self._welcome
        page = self.shell.page()
        if book is None or welcome is None or page is None:
            return None
        page.settle()
        self._where = self.shell.whereabouts()
        moment = clock.now()
        self.kit.extra["parting"] = Parting(
            officer=welcome.officer,
            role=welcome.role,
            council=welcome.council,
            why=why,
            at=f"{moment:%H:%M}",
            writing=page.reference if page.reference else "",
            kept_until=f"{moment:%H:%M:%S}",
        )
        self.watch.end()
        self.kit.book = None
        self.shell.forget_pages()
        self._show_door()
        # Blocks at most for the last save of a draft: the notebook is not closed before it is on disk.
        self.kit.jobs.wait(Lane.DRAFTS)
        return self.kit.jobs.start(lambda _progress: _close(self.kit.jobs, book), owner=self)

    @Slot()
    def close(self) -> None:
        """The window was closed: keep, close, end the lanes."""
        book, self.kit.book = self.kit.book, None
        if book is not None:
            self.watch.end()
            self.kit.jobs.wait(Lane.DRAFTS)
            self.kit.jobs.start(lambda _progress: _close(self.kit.jobs, book))
            self.kit.jobs.wait(Lane.BOOK)
        self.kit.jobs.close()

    def end(self) -> None:
        """Delete the window before the application: left to Python, Qt's order of deletion is not kept."""
        if isValid(self.shell):
            delete(self.shell)

    @Slot()
    def _key_of_a_page(self) -> None:
        key = self.sender()
        if key is not None and self.kit.book is not None:
            self.shell.go(Place(str(key.property("page"))))

    @Slot()
    def _timer_asked(self) -> None:
        if self.kit.book is not None and exists("safety"):
            self.shell.go(Place("safety"))

    @Slot(object)
    def _troubled(self, trouble: Trouble) -> None:
        page = self.shell.page()
        if page is not None:
            page.show_trouble(trouble)

    @Slot(object)
    def show_bug(self, bug: BaseException) -> None:
        """The crash page: the work is kept, here is the report."""
        from fieldkit.gui.pages.crash import CrashPage

        page = CrashPage(self.kit)
        where = self.shell.place()
        if where is not None and where.page != "crash":
            page.set_head(page.heading, back=("Where you were", where))
        page.show_bug(bug)
        self.shell.show_page(page, "crash")
        shown = self.shell.page()
        if isinstance(shown, CrashPage):
            shown.show_bug(bug)

    def hook(self, _kind: type[BaseException], bug: BaseException, _trace: Any) -> None:
        """What Python calls for an error in a slot."""
        if isinstance(bug, Trouble):
            self._troubled(bug)
        else:
            self.show_bug(bug)


def _warm(_progress: Progress) -> None:
    warm_up()


def _welcome(book: Any) -> Welcome:
    me = book.me
    roles = [book.reference().label("role", role) for role in me.roles]
    return Welcome(dict(book.settings.read()), me.name, ", ".join(roles), me.council_name)


def _close(jobs: Jobs, book: Any) -> None:
    jobs.wait(Lane.NET)
    jobs.wait(Lane.PAPERS)
    book.notebooks.close()


def run(
    folder: Path,
    keyring: Callable[[], Keyring],
    *,
    council_values: Path | None = None,
    now: Clock | None = None,
    arguments: list[str] | None = None,
) -> int:
    """Open the desktop on the notebook in `folder`; returns when the window is closed."""
    if now is not None:
        clock.set_source(lambda: datetime.fromtimestamp(now().wall_ms / 1000, UTC))
    app = application(arguments or sys.argv[:1])
    doorstep = Doorstep(folder, keyring, council_values, now)
    style.begin(app, remembered.worn(*remembered.read(folder)))
    desktop = Desktop(app, doorstep)
    sys.excepthook = desktop.hook
    desktop.start()
    code = app.exec()
    desktop.end()
    return code
