"""The page of an interview, driven as an officer drives it: by keys, on a real notebook, in a window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import interviews
import pytest
from interview_room import Room, draw, open_room
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fieldkit.gui.bases.page import Place
from fieldkit.gui.interview.frame import ASKING, BACK, SEALED, STOPPED
from fieldkit.gui.widgets.asking import ANSWER, QUESTION
from fieldkit.gui.widgets.sign_box import SignBox
from fieldkit.gui.widgets.transcript import _LineDelegate


@pytest.fixture
def room(qtbot) -> Iterator[Room]:
    with open_room(qtbot) as made:
        yield made


def test_all_22_steps_by_keys(room: Room) -> None:
    page = room.enter(interviews.approved(room.at.load))
    room.main()  # 1 approval
    room.main()  # 2 plan
    assert page.plan.verb == "invite"
    room.say("invited_how", "letter")
    room.main()
    assert page.plan.verb == "confirmed"
    room.say("reply", "I will come.")
    room.main()
    room.main()  # 3 invitation
    room.at.load.clock.set("2026-11-19 13:40")
    room.say("answer", "no")
    room.main()  # 4 vulnerability
    room.main()  # 5 place
    assert page.reference == "Step 6 of 22: start"
    room.at.load.clock.set("2026-11-19 13:48")
    for name, value in interviews.WRITTEN.items():
        room.say(name, value)
    room.main()  # 6 start
    said = {"legal-advice": "declined", "interpreter": "no", "significant": "no", "agreement": "agreed"}
    for code in ("free-to-leave", "legal-advice", "interpreter", "recording", "offence", "caution",
                 "significant", "agreement"):  # fmt: skip
        assert room.seen.step == code, room.trouble()
        if code in said:
            room.say("answer", said[code])
        if code in ("free-to-leave", "recording", "caution"):
            assert page.spoken.isVisible()
            assert page.spoken.words()
            room.say("understood", "yes")
        room.main()
    assert page.mode == ASKING
    room.type("Who gets Lorcan ready?")
    room.key(Qt.Key.Key_Return)
    assert page.asking.part == ANSWER
    room.type("He does.")
    room.key(Qt.Key.Key_Return)
    room.type("Every day?")
    room.key(Qt.Key.Key_F6)
    assert [line.answer for line in room.seen.lines] == ["He does.", "No comment"]
    page.close_button.click()
    room.wait()
    room.main()  # 16 breaks
    room.say("answer", "no")
    room.main()  # 17 anything to add
    room.main()  # 18 close
    assert room.seen.held.state == "concluded"
    room.say("read_over", "read-to-person")
    room.main()
    assert page.go_button.unavailable()
    for role in ("suspect", "interviewer"):
        box = next(each for each in page.findChildren(SignBox) if each.role == role and each.isVisible())
        draw(box.pad)
        box.sign_button.click()
        room.wait()
    room.main()  # 19 read over and signed
    room.main()  # 20 nobody refused
    room.main()  # 21 no comments
    assert page.reference == "Step 22 of 22: seal"
    room.main()  # 22 seal
    assert page.mode == SEALED
    assert room.seen.held.locked
    assert {row.status for row in room.seen.steps} <= {"done", "not-applicable"}


def test_a_step_that_always_applies_offers_no_way_round(room: Room) -> None:
    page = room.enter(interviews.up_to(room.at.load, "caution"))
    assert not page.skip_button.isVisible()
    room.main()  # nothing answered: the caution was not understood
    assert room.seen.step == "caution"
    assert "Explain the caution" in room.trouble()


def test_a_step_is_left_out_only_with_a_reason(room: Room) -> None:
    page = room.enter(interviews.up_to(room.at.load, "significant"))
    page.skip_button.click()
    room.wait()
    assert page.why.isVisible()
    page.skip_button.click()
    room.wait()
    assert room.seen.step == "significant"
    page.why.set_value("Nothing was said before")
    page.skip_button.click()
    room.wait()
    assert room.seen.step_of("significant").why_not == "Nothing was said before"


@pytest.mark.parametrize(
    ("key", "reason"), [(Qt.Key.Key_F8, "solicitor"), (Qt.Key.Key_F9, "leave"), (Qt.Key.Key_F10, "rest")]
)
def test_a_right_is_one_key_from_a_text_field(room: Room, key: Qt.Key, reason: str) -> None:
    page = room.enter(interviews.asking(room.at.load, 1))
    room.type("Do you")
    room.key(key)
    assert page.mode == STOPPED
    assert room.seen.suspended == reason
    assert not room.seen.clock.running
    assert page.spoken.words() == room.seen.suspended_words
    assert not page.asking.isVisible()
    assert room.shell.place() == Place("interview", room.interview)


def test_going_on_needs_the_caution_and_their_words(room: Room) -> None:
    page = room.enter(interviews.asking(room.at.load, 1))
    room.type("Do you have")
    room.key(Qt.Key.Key_F8)
    room.type("I want a solicitor now.")
    room.main()
    assert page.mode == BACK
    assert "still under caution" in page.spoken.words()
    room.main()
    assert room.seen.suspended, "it went on without their own words"
    room.say("back_words", "I have spoken to her. I will go on.")
    room.main()
    assert page.mode == ASKING
    stop = room.seen.breaks[-1]
    assert (stop.said, stop.said_back) == ("I want a solicitor now.", "I have spoken to her. I will go on.")
    assert stop.reminded_at
    assert page.asking.words() == "Do you have", "what was being typed is there again"


def test_typing_touches_nothing_but_the_field(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """With 300 questions a character measures, lays out and draws no line of the list (look 6, issue 4)."""
    page = room.enter(interviews.asking(room.at.load, more=300))
    assert page.transcript.rows_model().rowCount() == 300
    touched: list[str] = []
    resets: list[int] = []
    page.transcript.rows_model().modelReset.connect(lambda: resets.append(1))
    for name in ("height", "draw_row"):
        whole = getattr(_LineDelegate, name)

        def counted(self: Any, *given: Any, name: str = name, whole: Any = whole) -> Any:
            touched.append(name)
            return whole(self, *given)

        monkeypatch.setattr(_LineDelegate, name, counted)
    QApplication.processEvents()
    touched.clear()
    for letter in "Do you have the messages?":
        QTest.keyClicks(page.asking.field, letter)
        QApplication.processEvents()
    assert touched == []
    room.key(Qt.Key.Key_Return)
    assert touched.count("height") <= 2, "asking measures the new line, not the 300 before it"
    assert resets == []
    assert page.transcript.rows_model().rowCount() == 301


def test_typing_is_on_disk_within_the_second_and_found_again(room: Room, qtbot) -> None:
    page = room.enter(interviews.asking(room.at.load, 1))
    room.type("Do you have the mess")
    assert page.unsaved
    qtbot.waitUntil(lambda: not page.unsaved, timeout=1_000)
    room.wait()
    kept = room.seen.typing
    assert (kept.part, kept.words, kept.number) == (QUESTION, "Do you have the mess", 2)
    room.shell.forget_pages()
    page = room.enter(room.interview)
    assert page.asking.words() == "Do you have the mess"
    assert page.asking.begun_ms == kept.begun_ms


def test_an_answer_half_typed_is_found_again(room: Room) -> None:
    page = room.enter(interviews.asking(room.at.load, 1))
    room.type("Do you have the messages?")
    room.key(Qt.Key.Key_Return)
    room.type("Yes, on my")
    page.settle()
    room.wait()
    room.shell.forget_pages()
    page = room.enter(room.interview)
    assert (page.asking.part, page.asking.words()) == (ANSWER, "Yes, on my")
