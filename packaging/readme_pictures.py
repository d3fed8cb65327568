"""Takes the pictures of README.md: an officer's morning, played in the real window that nobody sees."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import fieldkit.gui  # noqa: F401  before Qt: it keeps Python whole under PySide6

# isort: split
from PIL import Image
from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from fieldkit.demo import caseload, corin
from fieldkit.demo.people import DILYS
from fieldkit.demo.play import PASSPHRASE, Demonstration
from fieldkit.demo.teller import Teller
from fieldkit.errors import Trouble
from fieldkit.gui import clock, style
from fieldkit.gui.application import application
from fieldkit.gui.bases.page import Place
from fieldkit.gui.doorstep import Doorstep
from fieldkit.gui.theme import Look, Theme
from fieldkit.gui.window import Desktop
from fieldkit.reference.book import sample_council

_PATIENCE_MS = 60_000
#: Enough for words with soft edges on a few flat grounds; photographs are not among these pictures.
_COLOURS = 128


class Morning:
    """The window on the notebook of Dilys Farthing; its buttons are pressed, and pictures taken."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.desktop, self.folder = desktop, folder
        self.bugs: list[BaseException] = []
        desktop.kit.jobs.broken.connect(self.bugs.append)

    @property
    def page(self) -> Any:
        """The page in front."""
        return self.desktop.shell.page()

    def go(self, page: str, key: str = "") -> None:
        """Go to a place and wait for it."""
        self.desktop.shell.go(Place(page, key))
        self.settle()

    def press(self, name: str) -> None:
        """Press the button of that name on the page in front, which must be there and enabled."""
        found = [one for one in self.page.findChildren(QWidget, name) if one.isVisible()]
        if len(found) != 1 or not isinstance(found[0], QPushButton) or not found[0].isEnabled():
            raise RuntimeError(f"there is no button {name} to press on {self.page.heading}")
        found[0].click()
        self.settle()

    def type(self, name: str, words: str) -> None:
        """Type words into the field of that name on the page in front."""
        found = next(one for one in self.page.findChildren(QWidget, name) if one.isVisible())
        QTest.keyClicks(found if isinstance(found, QLineEdit) else found.findChild(QLineEdit), words)

    def settle(self) -> None:
        """Wait until every job has come back and the page is laid out."""
        until = QDeadlineTimer(_PATIENCE_MS)
        while self.desktop.kit.jobs.busy() and not until.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        for _ in range(4):
            QApplication.processEvents()
        if self.bugs:
            raise self.bugs[0]

    def picture(self, name: str) -> None:
        """Keep what the window shows, in few colours."""
        self.desktop.watch.look()
        self.settle()
        path = self.folder / f"{name}.png"
        self.desktop.shell.grab().save(str(path))
        lighten(path)


def main(folder: Path) -> None:
    """Take every picture anew into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="fieldkit-pictures-") as place,
        Demonstration(Path(place) / "demo", print) as demo,
    ):
        story = demo.prepare()
        caseload.tell(story)
        with _window(demo.hand_over(DILYS), story) as desktop:
            _play(Morning(desktop, folder), story)


def _play(day: Morning, story: Teller) -> None:
    visit = story.id("visit")
    day.picture("unlock")
    day.type("passphrase_field", PASSPHRASE)
    day.press("unlock_button")
    dilys = Teller({DILYS.short: day.desktop.kit.book}, story.clock, lambda: None, story.ids)
    day.picture("today")
    day.go("visit", visit)
    day.press("continue_button")
    day.picture("risk-flag")
    story.at("2026-11-20 09:05")
    day.press("read_button")
    for when, button in (("10:02", "continue_button"), ("10:34", "stage_act"), ("11:21", "stage_act")):
        story.at(f"2026-11-20 {when}")
        day.press(button)
        if when == "10:02":
            day.picture("on-the-way")
    story.at("2026-11-20 11:24")
    day.go("safety")
    day.picture("safety-timer")
    day.press("told_button")
    day.type("safe", "safe")
    day.press("all_clear_button")
    _write_up(day, dilys)
    story.at("2026-11-20 12:40")
    day.press("lock_button")
    day.picture("locked")
    day.go("queue")
    day.picture("queue")
    day.press("send_button")
    day.go("conflict", f"{story.id('isolde')}/phone")
    day.picture("conflict")
    day.type("conflict_why", "She answered on 101 today and gave it as her own")
    day.press("conflict_keep_1")
    day.go("record", visit)
    day.press("statement_button")
    day.press("sign_button")
    day.go("bundle", story.id("corin_case"))
    day.press("build_button")
    day.picture("bundle")


def _write_up(day: Morning, story: Teller) -> None:
    """Every section is answered on its page; what is written beside it goes through the same desks."""
    story.at("2026-11-20 12:20")
    corin.people(story)
    corin.papers(story)
    corin.tell_mash(story)
    task = {"action": "Update Quayside High", "owner": story.named(DILYS), "due_on": "24 11 2026"}
    story.new(DILYS, "follow-up", task, parent="visit")
    answers = corin.WRITTEN | {"made_up_at": "12:35"}
    day.go("visit", story.id("visit"))
    while day.page.property("objectName") == "visit_page":
        form = day.page.form
        given = {name: answers[name] for name in form.names() if name in answers}
        form.set_answers(form.answers() | given)
        if "child_words" in given:
            day.picture("write-up")
        day.press("continue_button")
    day.picture("check-and-lock")


@contextmanager
def _window(notebook: Path, story: Teller) -> Iterator[Desktop]:
    """The window as the demonstration opens it, on the clock of the story."""
    app = application(["fieldkit"])
    clock.set_source(lambda: datetime.fromtimestamp(story.clock.wall_ms() / 1000, UTC))
    style.begin(app, Theme(Look.LIGHT, 1.0))
    desktop = Desktop(app, Doorstep(notebook, _no_keyring, sample_council(), story.clock))
    desktop.start()
    try:
        yield desktop
    finally:
        desktop.shell.close()
        clock.set_source(None)


def lighten(path: Path) -> None:
    """Give a picture a palette: a third of its size, and still crisp."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def _no_keyring() -> Any:
    raise Trouble("The demonstration's notebooks open by their passphrase alone.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
