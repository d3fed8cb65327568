"""Statements by keys alone: what one is made from, its exhibits, its redrafts, and who signs it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from papers import locked_pdf
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from sitting import Sitting, sitting

from fieldkit.gui import case_file
from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.words import Words


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    jobs = Jobs()
    with sitting(Kit(jobs)) as sat:
        yield sat
    jobs.close()


def test_a_statement_is_made_from_what_is_ticked_and_redrafted(qtbot, at: Sitting, tmp_path) -> None:
    book, case = at.load.book, at.load.case
    called = {"note_kind": "phone-call", "happened_at": "19 11 2026 14:00", "subject": "attendance",
              "with_whom": "Ms Ferrow", "words": "He is not here"}  # fmt: skip
    book.records.new("note", called, parent=case)
    found = book.exhibits.examine_file(locked_pdf(tmp_path / "letter.pdf", "fen"), "fen")
    exhibit, _ = book.exhibits.attach(
        case, found, {"exhibit_kind": "paper", "description": "Letter", "reason": "premises-exterior"}
    )
    page = at.open("new_statement", case)
    qtbot.addWidget(page)
    blocked = next(one for one in page.read.mine if one.kind == "visit")
    page.choose(blocked.record)
    assert (blocked.why_not, page.chosen) == ("Sign and lock the visit first.", set())
    note = next(one for one in page.read.mine if one.kind == "note")
    page.sources.set_current(note.record)
    QTest.keyClick(page.sources, Qt.Key.Key_Space)
    assert page.chosen == {note.record}
    page.draft_button.click()
    at.wait()
    place = at.went[-1]
    assert place.page == "statement"
    assert case_file.read(book, case).entries[0].kind == "statement"
    page = at.open(*(place.page, place.key))
    qtbot.addWidget(page)
    editor = page.paragraphs.editor()
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, " I saw DF/9.")
    rows = [page.exhibits.rows.rows_model().row(n) for n in range(page.exhibits.rows.rows_model().rowCount())]
    assert [(row.key, row.second, row.warn is None) for row in rows] == [
        ("DF/1", "Not named yet", True), ("DF/9", "Named in paragraph 3", False),
    ]  # fmt: skip
    page.exhibits.rows.set_current("DF/1")
    QTest.keyClick(page.exhibits.rows, Qt.Key.Key_Return)
    assert str(page.paragraphs.value()).endswith("I saw DF/9. DF/1")
    assert book.held(exhibit).text("mark") == "DF/1"
    page.settle()
    at.wait()
    again = at.open("statement", place.key)
    qtbot.addWidget(again)
    assert str(again.paragraphs.value()).endswith("I saw DF/9. DF/1")
    assert book.statements.redrafts(place.key) == []
    page.save_button.click()
    at.wait()
    page.redrafts.opened.emit("1")
    assert at.went[-1] == Place("redraft", f"{place.key}/1")
    page = at.open("redraft", f"{place.key}/1")
    qtbot.addWidget(page)
    said = [words.accessibleName() or words.text() for words in page.changes.findChildren(Words)]
    assert any("added: I saw DF/9. DF/1" in words for words in said)


def test_a_head_teacher_signs_on_the_pad(qtbot, at: Sitting) -> None:
    book, case = at.load.book, at.load.case
    page = at.open("new_statement", case)
    qtbot.addWidget(page)
    page.whose.editor().target("other").click()
    page.draft_button.click()
    assert [link.words() for link in page.summary.links()] == [
        "Enter the name of the witness", "Enter their occupation",
    ]  # fmt: skip
    page.maker.set_value("Jo Ferrow")
    page.occupation.set_value("Head teacher, Quayside High")
    page.draft_button.click()
    at.wait()
    statement = at.went[-1].key
    page = at.open("statement", statement)
    qtbot.addWidget(page)
    assert page.sign_button.text() == "Have Jo Ferrow sign"
    page.sign_button.click()
    at.wait()
    assert at.went[-1] == Place("sign_statement", statement)
    page = at.open("sign_statement", statement)
    qtbot.addWidget(page)
    page.sign_button.click()
    at.wait()
    assert page.summary.links()[0].words().startswith("Have the witness sign in the box")
    pad = page.ink.editor().pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(pad, QPoint(90, 60))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 30))
    page.sign_button.click()
    at.wait()
    held = book.held(statement)
    assert (held.locked, held.text("signed_as"), bool(held.value("ink"))) == (True, "J Ferrow", True)


def test_the_keyboard_starts_where_there_is_something_to_do(qtbot, at: Sitting) -> None:
    made, _ = at.load.book.statements.gather(at.load.case, [])
    page = at.open("statement", made)
    qtbot.addWidget(page)
    page.show()
    for stuck in (page, page.context.back_button):
        stuck.setFocus()
        page.open(made)
        at.wait()
        assert page.window().focusWidget() is page.paragraphs.editor()
    assert page.facts.isHidden()
