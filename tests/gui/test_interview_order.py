"""Nothing that the window offers leaves the order of an interview, at any step or after its seal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import interviews
import pytest
import sample
from interview_room import Room, open_room
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldkit.gui.bases.page import Place
from fieldkit.gui.interview.frame import ASKING, SEALED

#: What an officer might try by typing a place, one after another at the steps.
FORMS = ("interview-line", "interview-step", "interview-break", "interview-signature", "interview-recording",
         "caution-statement", "recording-event")  # fmt: skip


@pytest.fixture
def room(qtbot) -> Iterator[Room]:
    with open_room(qtbot) as made:
        yield made


def ways_on(load: sample.Caseload, made: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each place where an interview stands, from its approval to its seal, and the act that takes it on."""
    book = load.book
    for code in ("approval", "plan"):
        yield code, lambda code=code: book.interviews.step(made, code)
    yield "invitation", lambda: book.interviews.invite(made, {"invited_how": "letter"})
    yield "invitation", lambda: book.interviews.reply(made, "confirmed", "I will come.")
    for code in interviews.PREPARED[2:]:
        yield code, lambda code=code: book.interviews.step(made, code)
    load.clock.set("2026-11-19 13:48")
    yield "start", lambda: book.interviews.begin(made, interviews.WRITTEN)
    for code, typed in interviews.TO_QUESTIONS:
        load.clock.set("2026-11-19 13:52")
        yield code, lambda code=code, typed=typed: book.interviews.step(made, code, typed)
    interviews.put(load, made, "Who gets Lorcan ready?", "He does.")
    yield "questions", lambda: book.interviews.step(made, "questions")
    yield "breaks", lambda: book.interviews.not_applicable(made, "breaks", "No break was taken")
    yield "anything-to-add", lambda: book.interviews.step(made, "anything-to-add", {"answer": "no"})
    yield "close", lambda: book.interviews.conclude(made)
    yield "read-over", lambda: book.signing.read_over(made, "read-to-person")
    for role, name in (("suspect", "Agnieszka Ebbage"), ("interviewer", "Dilys Farthing")):
        yield "read-over", lambda role=role, name=name: book.signing.sign(made, role, name, interviews.INK)
    book.signing.finish(made)
    yield "read-over", lambda: book.interviews.step(made, "read-over")
    yield "refusal", lambda: book.interviews.not_applicable(made, "refusal", "Nobody refused")
    yield "comments", lambda: book.signing.comment(made, "")
    yield "seal", lambda: book.signing.seal(made)


def stands(room: Room) -> tuple[Any, ...]:
    """Everything that a way round the order would change."""
    seen = room.seen
    recorded = tuple(row.code for row in seen.steps if row.status in ("done", "not-applicable"))
    return seen.step, recorded, seen.held.state, seen.lines, seen.breaks, seen.signatures, seen.statements


def try_everything(room: Room) -> None:
    """Keys, lists, lines, a reason without words: whatever the page itself might take."""
    page = room.page
    for key in (Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F11):
        QTest.keyClick(page, key)
    for act in (page._enter, page.no_comment, page.choose_exhibit, page.choose_point, page.choose_event):
        act()
    for line in ("", *(row.line for row in room.seen.lines[:1] if page.mode == ASKING)):
        page._correct(line)
    if page.skip_button.isVisible():
        page.skip_button.click()
        page.skip_button.click()
    room.wait()


def try_a_form(room: Room, form: str) -> None:
    """A form for a part of it by its place, Esc, the way back, and in again."""
    room.shell.go(Place("record_form", f"new/{form}/{room.interview}"))
    room.wait()
    assert room.shell.place() == Place("interview", room.interview), f"a form for {form}"
    QTest.keyClick(room.page, Qt.Key.Key_Escape)
    room.shell.back()
    room.enter(room.interview)


def test_at_each_of_the_22_steps_only_that_step_can_be_recorded(room: Room) -> None:
    load = room.at.load
    made = interviews.approved(load)
    room.enter(made)
    met = []
    for number, (code, go_on) in enumerate(ways_on(load, made)):
        room.page.open(made)
        room.wait()
        before = stands(room)
        assert before[0] == code
        try_everything(room)
        if number % 4 == 0:
            try_a_form(room, FORMS[number // 4])
        assert stands(room) == before, code
        met.append(code)
        go_on()
    assert list(dict.fromkeys(met)) == [row.code for row in room.seen.steps]
    assert len(dict.fromkeys(met)) == 22
    room.page.open(made)
    room.wait()
    after_the_seal(room)


def after_the_seal(room: Room) -> None:
    """Neither its page nor the forms of any record change a sealed interview or what it is made of."""
    load, made = room.at.load, room.interview
    before = stands(room)
    assert room.page.mode == SEALED
    try_everything(room)
    line, step = room.seen.lines[0].line, room.seen.steps[11].record
    for place in (Place("record", line), Place("record_form", f"{step}/words")):
        room.shell.go(place)
        room.wait()
        assert room.shell.place() == Place("interview", made)
    for field, value in (("venue", "Elsewhere"), ("reply", "I never came")):
        room.shell.go(Place("record_form", f"{made}/{field}"))
        room.wait()
        form = room.page
        form.form.block(field).set_value(value)
        form.why.set_value("A slip")
        form.save_button.click()
        room.wait()
        assert room.trouble(), f"{field} was taken"
    assert stands(room) == before
    assert load.book.held(made).text("venue") == "Mereham library, room 2"
    room.enter(made)
    room.page.lock.addendum_button.click()
    room.wait()
    room.page.why.set_value("The room was room 3.")
    room.page.act_button.click()
    room.wait()
    assert room.shell.place() == Place("interview", made)
    assert "room 3" in room.seen.addenda[0]
    assert stands(room) == before
