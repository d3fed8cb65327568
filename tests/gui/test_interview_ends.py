"""How an interview breaks off, is put right, signed or refused, and who decides that it may be held."""

from __future__ import annotations

from collections.abc import Iterator

import interviews
import pytest
import sample
from interview_room import Room, open_room
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fieldkit.errors import Trouble
from fieldkit.gui import shortcuts
from fieldkit.gui.bases.page import Place
from fieldkit.gui.interview.frame import STEP, STOPPED
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.line_box import LineBox
from fieldkit.gui.widgets.sign_box import SignBox


@pytest.fixture
def room(qtbot) -> Iterator[Room]:
    with open_room(qtbot) as made:
        yield made


def test_a_break_is_offered_at_105_minutes_and_again_at_120(room: Room) -> None:
    page = room.enter(interviews.asking(room.at.load))
    said = []
    for time in ("15:32", "15:33", "15:47", "15:48"):
        room.at.load.clock.set(f"2026-11-19 {time}")
        page.tick()
        said.append(room.trouble())
    assert said[0] == ""
    assert "1:45 without a break" in said[1]
    assert "2:00 without a break" in said[3]


def test_a_line_is_put_right_in_plain_sight(room: Room) -> None:
    page = room.enter(interviews.concluded(room.at.load))
    page.transcript.setFocus()
    room.key(Qt.Key.Key_Return, page.transcript)
    box = page.findChild(LineBox)
    assert box is not None
    box.block("answer").set_value("He gets himself ready. I am at work by six.")
    box.save_button.click()
    room.wait()
    assert box.why.property("problem") == "Say why the words are put right"
    box.why.set_value("She gave the time")
    box.save_button.click()
    room.wait()
    struck = room.seen.lines[0].struck
    assert [(old.field, old.old, old.initials) for old in struck] == [
        ("answer", "He gets himself ready. I am at work.", "DF")
    ]
    assert "struck out" in page.transcript.rows_model().row(0).spoken()


def test_a_refusal_to_sign_keeps_their_words(room: Room) -> None:
    page = room.enter(interviews.to_sign(room.at.load))
    box = next(each for each in page.findChildren(SignBox) if each.role == "suspect")
    box.refuse_button.click()
    box.refuse_button.click()
    assert box.said.property("problem") == "Write down what they said"
    box.said.set_value("I sign nothing.")
    box.refuse_button.click()
    room.wait()
    assert room.seen.held.state == "refused"
    assert room.seen.signatures[0].said == "I sign nothing."
    with pytest.raises(Trouble):
        room.at.load.book.signing.seal(room.interview)


def test_the_keys_of_the_window_come_back_when_the_page_is_left(room: Room) -> None:
    room.enter(interviews.asking(room.at.load))
    room.key(Qt.Key.Key_F9)
    assert room.seen.suspended == "leave"
    room.shell.go(Place("interviews"))
    room.wait()
    assert shortcuts.KEYS["status"].keys == "F9"
    QTest.keyClick(room.page, Qt.Key.Key_F9)
    room.wait()
    assert room.shell.place() == Place("queue")


def test_before_the_panel_decides_nothing_is_offered(room: Room) -> None:
    page = room.enter(interviews.requested(room.at.load))
    assert not page.go_button.isVisible()
    assert not page.skip_button.isVisible()
    assert all(key.unavailable() for key in (page.context.keys.key("break"), page.context.keys.key("leave")))
    room.key(Qt.Key.Key_F8, page)
    assert room.seen.held.state == "panel_requested"
    assert page.mode not in (STEP, STOPPED)


def test_a_record_is_signed_on_paper_by_keys_alone(room: Room) -> None:
    page = room.enter(interviews.to_sign(room.at.load))
    for role in ("suspect", "interviewer"):
        if role == "interviewer":
            page.findChild(Button, "signer_interviewer").click()
        box = next(each for each in page.findChildren(SignBox) if each.role == role and each.isVisible())
        box.paper_button.setFocus()
        room.key(Qt.Key.Key_Return)
    assert [(one.role, one.ink) for one in room.seen.signatures] == [("suspect", ()), ("interviewer", ())]
    assert not page.go_button.unavailable()


def test_the_panel_decides_on_the_sign_off_page(room: Room) -> None:
    load = room.at.load
    made = interviews.requested(load)
    room.at.kit.book = load.petra
    room.interview = made
    page = room.enter(made)
    offered = page.findChild(QWidget, "offer_sign_off")
    assert offered is not None
    offered.click()
    room.wait()
    page = room.page
    page.card.refused.emit()
    assert page.why.property("problem")
    page.conditions.set_value("With an interpreter")
    page.card.approve_button.click()
    room.wait()
    sample.exchange(load.petra, load.book)
    room.at.kit.book = load.book
    assert room.seen.held.state == "panel_approved"
    assert room.seen.approval.conditions == "With an interpreter"


def test_nobody_decides_on_their_own_interview(room: Room) -> None:
    page = room.enter(interviews.requested(room.at.load))
    assert page.findChild(QWidget, "offer_sign_off") is None
    room.shell.go(Place("sign_off", room.interview))
    room.wait()
    assert room.page.card.approve_button.unavailable() or not room.page.card.approve_button.isVisible()
