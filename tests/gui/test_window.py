"""The desktop joined: unlock, a lock that hides all and returns to the field, what may be imported before."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
import sample
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from fieldkit.gui import remembered
from fieldkit.gui.bases.page import Place
from fieldkit.gui.window import Desktop

_WORDS = "four plain words and more"
_START = """
import sys, tempfile
from pathlib import Path
from fieldkit.gui import remembered, style
from fieldkit.gui.doorstep import Doorstep
from fieldkit.gui.application import application
from fieldkit.gui.window import Desktop
app = application(["fieldkit"])
folder = Path(tempfile.mkdtemp())
style.begin(app, remembered.worn(*remembered.read(folder)))
desktop = Desktop(app, Doorstep(folder / "book", lambda: None))
desktop.shell.resize(1280, 800)
desktop._show_door()
desktop.shell.show()
app.processEvents()
heavy = ("pydantic", "sqlmodel", "sqlalchemy", "sqlcipher3", "pyhanko", "reportlab", "httpx2")
print(desktop.shell.page().objectName(), [name for name in heavy if name in sys.modules])
desktop.close()
desktop.end()
"""


@pytest.fixture
def desktop(qtbot) -> Iterator[Desktop]:
    """A desktop before the notebook of Dilys Farthing, which holds one case."""
    with sample.caseload() as load:
        book = load.doorstep.create(_WORDS, None, "Dilys Farthing", "DF", "CME")
        sample.tamsin(book, load.clock)
        book.notebooks.close()
        made = Desktop(QApplication.instance(), load.doorstep)
        qtbot.addWidget(made.shell)
        made.start()
        made.shell.activateWindow()
        yield made
        made.close()


def _unlock(qtbot, desktop: Desktop) -> None:
    page = desktop.shell.page()
    page.field.field.setText(_WORDS)
    with qtbot.waitSignal(page.opened, timeout=20_000):
        page.unlock_button.click()
    qtbot.waitUntil(lambda: desktop.kit.book is not None and _shows(desktop) != "unlock_page", timeout=20_000)
    qtbot.waitUntil(lambda: not desktop.kit.jobs.busy(), timeout=20_000)


def _shows(desktop: Desktop) -> str:
    page = desktop.shell.page()
    return page.objectName() if page is not None else ""


def test_nothing_heavy_is_imported_before_the_first_page_is_painted() -> None:
    told = subprocess.run([sys.executable, "-c", _START], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "first_run_page []"


def test_a_wrong_passphrase_keeps_the_focus_and_says_what_to_do(qtbot, desktop: Desktop) -> None:
    page = desktop.shell.page()
    qtbot.keyClicks(page.field.field, "not this one at all")
    qtbot.keyClick(page.field.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.passphrase.property("problem")), timeout=20_000)
    assert page.passphrase.property("problem").startswith("Enter your passphrase again")
    assert page.field.field.hasSelectedText()
    assert desktop.shell.windowTitle().startswith("Error: ")
    qtbot.keyClicks(page.field.field, "f")
    assert not desktop.shell.windowTitle().startswith("Error: ")


def test_unlocking_opens_today_with_counts_and_the_status(qtbot, desktop: Desktop) -> None:
    _unlock(qtbot, desktop)
    assert _shows(desktop) == "today_page"
    qtbot.waitUntil(lambda: desktop.shell.rail.item("cases").accessibleName() == "Cases, 1", timeout=20_000)
    assert desktop.shell.header.status_chip.words() == "Not joined to a council"


def test_the_lock_leaves_no_name_in_the_tree_and_returns_to_the_field(qtbot, desktop: Desktop) -> None:
    _unlock(qtbot, desktop)
    desktop.shell.go(Place("cases"))
    qtbot.waitUntil(lambda: not desktop.kit.jobs.busy(), timeout=20_000)
    desktop.shell.page().typed.setFocus()
    desktop.shell.lock()
    assert _shows(desktop) == "unlock_page"
    assert desktop.kit.book is None
    QApplication.processEvents()
    said = [label.text() for label in desktop.shell.findChildren(QLabel)]
    assert not any("Quillfeather" in words for words in said)
    _unlock(qtbot, desktop)
    assert desktop.shell.place() == Place("cases")
    assert desktop.shell.focusWidget().objectName() == "typed"


def test_a_note_begun_by_a_key_is_gone_on_with_after_the_lock(qtbot, desktop: Desktop) -> None:
    def still() -> None:
        qtbot.waitUntil(lambda: not desktop.kit.jobs.busy(), timeout=20_000)

    _unlock(qtbot, desktop)
    desktop.shell.go(Place("note"))
    still()
    (case,) = desktop.kit.book.cases.list()
    desktop.shell.page().open(case.case)
    still()
    note = desktop.shell.page().shown.draft.record
    desktop.shell.page().focus_field("subject")
    field = desktop.shell.focusWidget().objectName()
    qtbot.keyClicks(desktop.shell.focusWidget(), "Aunt rang about Tam")
    desktop.shell.lock()
    _unlock(qtbot, desktop)
    page = desktop.shell.page()
    assert page.shown.draft.record == note
    assert page.form.block("subject").value() == "Aunt rang about Tam"
    assert page.focusWidget().objectName() == field


def test_an_idle_laptop_is_locked_and_says_why(qtbot, desktop: Desktop) -> None:
    _unlock(qtbot, desktop)
    desktop.watch._gone_quiet()
    assert _shows(desktop) == "unlock_page"
    assert "because the laptop was idle" in desktop.shell.page().who_words.text()


def test_a_bug_shows_a_report_and_the_work_is_not_lost(qtbot, desktop: Desktop) -> None:
    _unlock(qtbot, desktop)
    desktop.show_bug(ValueError("Quillfeather"))
    assert _shows(desktop) == "crash_page"
    report = desktop.shell.page().report_text.toPlainText()
    assert "ValueError" in report
    assert "Quillfeather" not in report
    desktop.shell.page().carry_on_button.click()
    assert _shows(desktop) == "today_page"


def test_the_look_is_remembered_for_the_page_before_the_unlock(qtbot, desktop: Desktop) -> None:
    _unlock(qtbot, desktop)
    desktop.wear("dark", "150")
    assert remembered.read(desktop.doorstep.folder) == ("dark", "150")
    assert remembered.worn("dark", "150").scale == 1.5


def test_the_keys_for_larger_and_smaller_words_are_remembered(qtbot, desktop: Desktop) -> None:
    _unlock(qtbot, desktop)
    desktop._larger()
    desktop._larger()
    desktop._smaller()
    qtbot.waitUntil(lambda: not desktop.kit.jobs.busy(), timeout=20_000)
    assert remembered.read(desktop.doorstep.folder)[1] == "125"
    assert desktop.kit.book.settings.read()["text_size"] == "125"


def test_closing_the_window_closes_the_notebook(qtbot, desktop: Desktop) -> None:
    _unlock(qtbot, desktop)
    desktop.shell.close()
    assert desktop.kit.book is None
    book = desktop.doorstep.open(_WORDS)
    assert book.day.counts().cases == 1
    book.notebooks.close()
