"""Rights by one key over whatever is open, and nothing written or drawn at an interview lost by a lock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import interviews
import pytest
from interview_room import Room, draw, open_room
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.unit.casebook.recording import sound

from fieldkit.gui.bases.page import Place
from fieldkit.gui.interview.box import QuestionBox
from fieldkit.gui.interview.frame import ASKING, BACK, SEALED, STOPPED
from fieldkit.gui.interview.statement import StatementBox
from fieldkit.gui.jobs import Lane
from fieldkit.gui.widgets.line_box import LineBox
from fieldkit.gui.widgets.sign_box import SignBox
from fieldkit.gui.widgets.sign_pad import SignPad


@pytest.fixture
def room(qtbot) -> Iterator[Room]:
    with open_room(qtbot) as made:
        yield made


def lock_and_unlock(room: Room) -> Any:
    """As the window does it: what is typed is kept, every page deleted, then back to the same place."""
    room.page.settle()
    where = room.shell.whereabouts()
    assert where is not None
    room.shell.forget_pages()
    room.wait()
    room.shell.return_to(where)
    room.wait()
    return room.page


def answer(room: Room, box: QuestionBox | Any, **said: str) -> None:
    """Answer the questions of a box."""
    for name, value in said.items():
        box.form.block(name).set_value(value)
        box.form.block(name).changed.emit()


def test_rights_over_a_list_a_box_and_a_break(room: Room) -> None:
    page = room.enter(interviews.asking(room.at.load, 1))
    room.type("Do you have the messages?")
    for opens in (Qt.Key.Key_F7, None):
        room.key(opens) if opens else page.choose_point()
        room.wait()
        assert page.listing
        room.key(Qt.Key.Key_Escape)
        assert not page.listing, "Esc closes the list"
        assert QApplication.focusWidget() is page.asking.field
    room.key(Qt.Key.Key_Escape)
    assert room.shell.place() == Place("interview", room.interview), "and leaves a running interview in front"
    room.key(Qt.Key.Key_F7)
    room.key(Qt.Key.Key_F6)
    assert room.seen.lines[-1].answer == "No comment"
    assert not page.listing
    page.choose_point()
    room.key(Qt.Key.Key_F10)
    assert (page.mode, room.seen.suspended) == (STOPPED, "rest")
    room.key(Qt.Key.Key_Escape)
    assert room.shell.place() == Place("interview", room.interview), "nor while it stands still"
    room.key(Qt.Key.Key_B)
    assert room.seen.suspended == "meal"
    people = page.findChild(QuestionBox)
    assert people is None
    page.open_box("person")
    answer(room, page.findChild(QuestionBox), name="Iris Tallow")
    room.key(Qt.Key.Key_F8)
    assert room.seen.suspended == "solicitor", "asked for in the meal break"
    assert [one.reason for one in room.seen.breaks] == ["meal", "solicitor"]
    room.key(Qt.Key.Key_F6)
    assert page.form.block("words").value() == "No comment"
    room.main()
    assert page.mode == BACK
    page = lock_and_unlock(room)
    assert page.mode == BACK, "the caution is still to be given again"
    room.say("back_words", "I will go on.")
    room.main()
    assert page.mode == ASKING


def test_a_person_is_written_down_while_the_clock_runs(room: Room) -> None:
    page = room.enter(interviews.up_to(room.at.load, "interpreter"))
    page.open_box("person")
    box = page.findChild(QuestionBox)
    answer(room, box, room_role="solicitor")
    box.given.emit("save", box.kept())
    room.wait()
    assert box.form.block("name").property("problem")
    answer(room, box, name="Iris Tallow")
    page = lock_and_unlock(room)
    box = page.findChild(QuestionBox)
    assert box.kept()["name"] == "Iris Tallow"
    box.given.emit("save", {name: said for name, said in box.kept().items() if said})
    room.wait()
    assert [one.name for one in room.seen.people][-1] == "Iris Tallow"
    assert page.findChild(QuestionBox) is None or page.findChild(QuestionBox).isHidden()


def test_a_lock_keeps_the_question_with_what_goes_with_it(room: Room) -> None:
    load = room.at.load
    page = room.enter(interviews.asking(load, 1))
    room.type("What is this")
    page._name_exhibit(("e-1", "DF/1", "I am showing you exhibit DF/1."))
    page._point_chosen("d1")
    words = page.asking.words()
    page = lock_and_unlock(room)
    assert (page.asking.words(), page.exhibits, page.point) == (words, {"e-1": "DF/1"}, "d1")
    assert QApplication.focusWidget() is page.asking.field


def test_a_lock_keeps_a_correction_and_a_signature_half_drawn(room: Room) -> None:
    page = room.enter(interviews.to_sign(room.at.load))
    assert page.go_button.unavailable()
    assert QApplication.focusWidget() is page.findChild(SignBox).pad, "never at what cannot be pressed"
    page._correct(room.seen.lines[0].line)
    box = page.findChild(LineBox)
    box.block("answer").set_value("He gets himself ready. I am at work by")
    box.block("answer").changed.emit()
    page = lock_and_unlock(room)
    box = page.findChild(LineBox)
    assert box.block("answer").value() == "He gets himself ready. I am at work by"
    box.close_button.click()
    pad = page.findChild(SignBox).pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 80))
    QTest.mouseMove(pad, QPoint(90, 60))
    drawn = pad.strokes()
    page = lock_and_unlock(room)
    assert page.findChild(LineBox) is None
    box = page.findChild(SignBox)
    assert box.pad.strokes() == drawn
    box.refuse_button.click()
    box.said.set_value("I sign")
    box.said.changed.emit()
    page = lock_and_unlock(room)
    box = page.findChild(SignBox)
    assert (box.said.isVisible(), box.said.value()) == (True, "I sign")
    room.key(Qt.Key.Key_Escape)
    assert box.pad.isVisible()
    assert room.shell.place() == Place("interview", room.interview)


def test_an_interview_in_sound_from_a_fault_to_its_custody(room: Room, tmp_path: Path) -> None:
    load = room.at.load
    page = room.enter(interviews.asking(load, 1, mode=interviews.AUDIO))
    room.key(Qt.Key.Key_F11)
    room.key(Qt.Key.Key_Return)
    assert room.seen.suspended == "fault"
    assert [one.what for one in room.seen.recorder] == ["fault"]
    load.book.questioning.resume(room.interview, reminded=True)
    for code, typed in (("questions", {}), ("breaks", {}), ("anything-to-add", {"answer": "no"})):
        load.book.interviews.step(room.interview, code, typed)
    load.book.interviews.conclude(room.interview)
    load.book.signing.read_over(room.interview, "read-to-person")
    for role, name in (("suspect", "Agnieszka Ebbage"), ("interviewer", "Dilys Farthing")):
        load.book.signing.sign(room.interview, role, name, interviews.INK)
    load.book.signing.finish(room.interview)
    load.book.signing.comment(room.interview, "")
    page.open(room.interview)
    room.wait()
    assert "Attach the recording" in page.go_button.unavailable()
    gate = threading.Event()
    room.at.kit.jobs.start(lambda _progress: gate.wait(20), lane=Lane.PAPERS)
    page.take_in(sound(tmp_path), {"copy_kind": "master"})
    assert page.under_way.isVisible()
    page.under_way.stop_button.click()
    gate.set()
    room.wait()
    assert room.seen.recordings == ()
    assert not page.under_way.isVisible()
    page.open_box("recording")
    page.take_in(sound(tmp_path), {"copy_kind": "master"})
    room.wait()
    (recording,) = room.seen.recordings
    page.open_box("seal", recording.recording)
    box = page.findChild(QuestionBox)
    answer(room, box, seal_no="S 41", label_signed="no")
    box.given.emit("save", box.kept())
    room.wait()
    assert box.form.block("label_words").property("problem")
    answer(room, box, label_words="I sign nothing.")
    box.given.emit("save", box.kept())
    room.wait()
    assert (room.seen.recordings[0].seal_no, room.seen.recordings[0].label) == ("S 41", "refused")
    room.main()
    assert page.mode == SEALED
    page.open_box("custody", recording.recording)
    box = page.findChild(QuestionBox)
    said = {"custody_act": "stored", "from_whom": "D. Farthing", "to_whom": "Safe 2", "purpose": "Kept"}
    answer(room, box, **said)
    box.given.emit("save", {name: one for name, one in box.kept().items() if one})
    room.wait()
    assert [one.to_whom for one in room.seen.recordings[0].custody] == ["Safe 2"]


def test_a_caution_not_understood_is_explained_and_a_statement_is_taken(room: Room) -> None:
    load = room.at.load
    page = room.enter(interviews.up_to(load, "caution"))
    room.say("understood", "no")
    room.wait()
    assert page.spoken.isVisible()
    assert "in your own words" in page.also_spoken.words()
    assert page.form.names() == ["explained", "said_silence", "said_harm", "said_evidence", "understood"]
    room.main()
    assert "understood" in room.trouble()
    said = {"explained": "I put each part plainly.", "said_silence": "I can be quiet.",
            "said_harm": "Later is too late.", "said_evidence": "The court may hear it."}  # fmt: skip
    for name, words in {**said, "understood": "yes"}.items():
        room.say(name, words)
    room.main()
    caution = room.seen.step_of("caution")
    assert (caution.explained, [words for _part, words in caution.parts]) == (
        said["explained"], [said["said_silence"], said["said_harm"], said["said_evidence"]],
    )  # fmt: skip
    load.book.interviews.step(room.interview, "significant", {"note": "None"})
    load.book.interviews.step(room.interview, "agreement", {"answer": "agreed"})
    interviews.put(load, room.interview, "Who gets Lorcan ready?", "He does.")
    load.book.interviews.step(room.interview, "questions")
    load.book.interviews.not_applicable(room.interview, "breaks", "No break was taken")
    page.open(room.interview)
    room.wait()
    page.open_box("statement")
    box = page.findChild(QuestionBox)
    box.given.emit("begin", {})
    room.wait()
    assert box.form.block("hand").property("problem")
    box.given.emit("begin", {"hand": "by-officer"})
    room.wait()
    written = page.findChild(StatementBox)
    written.words.set_value("I told him to go every day.")
    written.words.changed.emit()
    page = lock_and_unlock(room)
    written = page.findChild(StatementBox)
    assert written.words.value() == "I told him to go every day."
    draw(written.sign.pad)
    written.sign.sign_button.click()
    room.wait()
    (statement,) = room.seen.statements
    assert (statement.words, statement.needs) == ("I told him to go every day.", "")
    assert statement.ink


def test_a_finger_and_a_pen_sign_as_a_mouse_does(qtbot) -> None:
    pad = SignPad()
    qtbot.addWidget(pad)
    pad.resize(500, 150)
    pad.show()
    touch = QTest.createTouchDevice()
    QTest.touchEvent(pad, touch).press(0, QPoint(50, 100), pad).commit()
    QTest.touchEvent(pad, touch).move(0, QPoint(100, 50), pad).commit()
    QTest.touchEvent(pad, touch).stationary(0).press(1, QPoint(400, 20), pad).commit()
    QTest.touchEvent(pad, touch).release(0, QPoint(100, 50), pad).release(1, QPoint(400, 20), pad).commit()
    assert pad.strokes() == [[100, 200, 200, 100]], "a second finger is no part of a signature"
    pen = QPointingDevice("pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
                          QInputDevice.Capability.Position, 1, 3)  # fmt: skip
    down, move, up = QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease
    held, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, x in ((down, 200), (move, 250), (move, 300), (up, 300)):
        at = QPointF(x, 75)
        event = QTabletEvent(kind, pen, at, at, 0.5, 0, 0, 0, 0, 0, keys, held, held)
        QApplication.sendEvent(pad, event)
        assert event.isAccepted(), "an event that is taken is not sent again as a mouse"
    assert pad.strokes()[1:] == [[400, 150, 500, 150, 600, 150]]
