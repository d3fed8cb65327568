"""The duress PIN at the screen, and the alarm on the laptop of whoever waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sample
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sitting import Sitting, sitting

from fieldkit.gui import announce
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.shell import Shell
from fieldkit.gui.watch import Standing, Watch

CLEAR, DURESS = "2468", "1357"


@pytest.fixture
def at(qtbot: Any) -> Iterator[Sitting]:
    jobs = Jobs()
    with sitting(Kit(jobs)) as made:
        yield made
    jobs.close()


def _end(at: Sitting, typed: str) -> tuple[Any, list[Any]]:
    """The page after the timer was ended so, and what it told the other pages."""
    told: list[Any] = []
    at.kit.told.changed.connect(told.append)
    page = at.open("safety")
    page.safe.set_value(typed)
    page.clear_button.click()
    at.wait()
    at.kit.told.changed.disconnect(told.append)
    return page, told


def _words(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def _shown(typed: str, qtbot: Any, heard: list[str]) -> tuple[Any, ...]:
    """What everybody in the room sees and hears when the timer is ended so."""
    jobs = Jobs()
    with sitting(Kit(jobs)) as at:
        at.load.book.safety.choose_pins(CLEAR, DURESS)
        at.at_the_door()
        page, told = _end(at, typed)
        pages = [_words(at.open(name)) for name in ("safety", "today", "queue")]
        went = [place.page for place in at.went]
        kinds = [sorted(changes.kinds) for changes in told]
        found = _words(page), pages, went, kinds, tuple(heard)
    jobs.close()
    return found


def test_a_duress_pin_shows_and_says_what_an_all_clear_does(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def event(widget: QWidget, words: str) -> QAccessibleAnnouncementEvent:
        heard.append(words)
        return QAccessibleAnnouncementEvent(widget, words)

    monkeypatch.setattr(announce, "QAccessibleAnnouncementEvent", event)
    told = []
    for typed in (CLEAR, DURESS):
        heard.clear()
        told.append(_shown(typed, qtbot, heard))
    assert told[0] == told[1]
    assert "uress" not in str(told[1])


def test_a_wrong_pin_is_said_at_the_field_and_the_timer_runs_on(at: Sitting) -> None:
    at.load.book.safety.choose_pins(CLEAR, DURESS)
    at.at_the_door()
    page = at.open("safety")
    assert page.safe.property("label") == "Enter your PIN"
    assert page.word.echoMode() == page.word.EchoMode.Password
    for _ in range(6):
        page.safe.set_value("0000")
        page.clear_button.click()
        at.wait()
        assert page.summary.links()[0].words() == "That is not your PIN. The timer still runs"
        assert page.safe.value() == ""
    assert at.load.book.safety.running()
    page.safe.set_value(CLEAR)
    page.clear_button.click()
    at.wait()
    assert not at.load.book.safety.running()


def test_the_buddys_laptop_cannot_miss_a_duress_code(at: Sitting) -> None:
    load = at.load
    load.book.safety.choose_pins(CLEAR, DURESS)
    at.at_the_door()
    plan = load.book.safety.running()[0].plan
    load.book.safety.all_clear(plan, DURESS)
    sample.exchange(load.book, load.petra)
    at.kit.book = load.petra
    shell = Shell(at.kit)
    watch = Watch(at.kit, shell)
    rung: list[None] = []
    watch.ring = lambda: rung.append(None)  # type: ignore[method-assign]
    petra = load.petra

    def look() -> None:
        watch._show(Standing(petra.day.counts(), petra.queue.status(), (), tuple(petra.colleagues.out())))
        at.wait()

    look()
    place = shell.place()
    assert place is not None
    assert (place.page, place.key) == ("colleague", plan)
    notice = shell._notices[f"out-{plan}"]
    assert (notice.tone, notice.closes) == ("red", False)
    assert "Dilys Farthing gave the duress code at 10:58" in notice.say
    assert "14 Sluice Lane" in notice.say
    assert notice.do.startswith("Ring 999 now")
    look()
    assert len(rung) == 2
    page = shell.page()
    assert page is not None
    page.main.click()
    assert page.summary.links()[0].words() == "Write what you do or know"
    page.note.set_value("Rang 999")
    page.main.click()
    at.wait()
    look()
    assert f"out-{plan}" not in shell._notices
    assert len(rung) == 2
    assert page.main.text().strip() == "Found safe"
    at.kit.book = load.book
    QApplication.processEvents()
    shell.deleteLater()


def test_settings_keep_two_pins_after_the_passphrase(qtbot: Any) -> None:
    jobs = Jobs()
    with sample.caseload() as load:
        kit = Kit(jobs, extra={"doorstep": load.doorstep})
        kit.book = book = load.doorstep.create(
            "four plain words and more", None, "Dilys Farthing", "DF", "CME"
        )
        at = Sitting(load, kit, [], [])
        page = at.open("settings", "safety")
        page.clear_pin.set_value("2468")
        page.duress_pin.set_value("2468")
        page.pin_button.click()
        assert [link.words() for link in page.summary.links()] == [
            "Enter a duress PIN that differs from the all-clear PIN", "Enter your passphrase",
        ]  # fmt: skip
        page.duress_pin.set_value("1357")
        page.pin_passphrase.set_value("something else entirely")
        page.pin_button.click()
        at.wait()
        assert not book.safety.has_pins()
        page.pin_passphrase.set_value("four plain words and more")
        page.pin_button.click()
        at.wait()
        assert book.safety.has_pins()
        assert page.clear_pin.value() == page.duress_pin.value() == page.pin_passphrase.value() == ""
        book.notebooks.close()
        kit.book = None
    jobs.close()
