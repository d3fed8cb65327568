"""One parent's way and the courtroom view by keys alone; a notice issued by its form."""

from __future__ import annotations

from collections.abc import Iterator

import legals
import pytest
import ways
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from sitting import Sitting, sitting

from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    kit = Kit(Jobs())
    with sitting(kit) as sat:
        yield sat
    kit.jobs.close()


def test_each_letter_shows_its_answer_wherever_the_keyboard_is(at: Sitting, qtbot) -> None:
    page = at.open("presenter", ways.in_court(at.load).action)
    qtbot.addWidget(page)
    page.show()
    assert page.title_words.text() == "Points to prove: s.444(1A)"
    for answer in page.presenter.answers:
        QTest.keyClicks(page, answer.letter.lower())
        assert page.title_words.text() == answer.title
        assert page.asked.current_key() == answer.name
    page.foot.field.setFocus()
    QTest.keyClicks(page.foot.field, "t")
    assert page.name == "totals"
    assert page.foot.field.text() == "1"


def test_a_number_typed_anywhere_turns_the_page(at: Sitting, qtbot) -> None:
    page = at.open("presenter", ways.in_court(at.load).action)
    qtbot.addWidget(page)
    page.show()
    at.wait()
    assert page.chip_words == "Bundle, version 1: checked 09:12"
    QTest.keyClicks(page, "4")
    at.wait()
    assert page.page_number == 4
    assert page.sheet.accessibleName() == "Page 4 of 5"
    QTest.keyClicks(page.foot.field, "9")
    assert page.page_number == 4
    QTest.keyClick(page.foot.field, Qt.Key.Key_Return)
    QTest.keyClicks(page.foot.field, "2")
    at.wait()
    assert page.page_number == 2
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert page.page_number == 3


def test_a_way_says_what_bars_it_and_where_each_line_leads(at: Sitting) -> None:
    way = ways.considered(at.load, support_from="12 10 2026")
    page = at.open("pathway", way.action)
    assert page.barred.words.text().startswith("REF-05")
    assert page.act_button.text() == "Notice to Improve"
    page.act_button.click()
    assert at.went[-1] == Place("record_form", f"new/notice/{way.action}/notice-to-improve")
    next(button for button in page.others if button.property("act") == "regime").click()
    assert at.went[-1] == Place("reason", f"enforcement/{way.case}")
    penalty = next(button for button in page.others if button.property("act") == "penalty-notice")
    assert penalty.unavailable().startswith("REF-05")
    page.points.opened.emit("parent")
    assert at.went[-1] == Place("prove", f"{way.action}/parent")


def test_a_point_is_proved_by_a_paragraph_that_is_found_by_its_words(qtbot, at: Sitting) -> None:
    way, book = ways.considered(at.load), at.load.book
    statement, _ = book.statements.gather(way.case, [])
    book.statements.edit(statement, {"paragraphs": "I am an officer.\n\nI saw Lorcan at home on nine days."})
    page = at.open("prove", f"{way.action}/not-regular")
    qtbot.addWidget(page)
    page.words.set_value("at home")
    page.words.changed.emit()
    (row,) = [page.places.rows_model().row(n) for n in range(page.places.rows_model().rowCount())]
    assert (row.title, row.second) == ("Statement of Dilys Farthing, Paragraph 2",
                                       "I saw Lorcan at home on nine days.")  # fmt: skip
    page.places.set_current(row.key)
    QTest.keyClick(page.places, Qt.Key.Key_Return)
    at.wait()
    assert at.went[-1] == Place("pathway", way.action)
    point = next(one for one in book.pathway.points(way.action) if one.code == "not-regular")
    assert (point.proved_by, point.where) == ("Statement of Dilys Farthing", "Paragraph 2")


def test_a_way_is_begun_and_found_again_from_its_case(at: Sitting) -> None:
    case = legals.registered(at.load)
    assert at.open("case", case).findChild(QPushButton, "begin_0_button") is None
    at.load.book.legal_referrals.take_in(case, legals.FORM)
    page = at.open("case", case)
    begin = page.findChild(QPushButton, "begin_0_button")
    assert begin.accessibleName() == "Begin this parent’s way: Agnieszka Ebbage"
    begin.click()
    at.wait()
    (row,) = at.load.book.pathway.list(case)
    assert at.went[-1] == Place("pathway", row.action)
    page = at.open("case", case)
    assert page.findChild(QPushButton, "begin_0_button") is None
    for name, place in (
        ("way_0_link", Place("pathway", row.action)),
        ("court_0_link", Place("presenter", row.action)),
        ("hearings_link", Place("hearings")),
        ("case_law_link", Place("case_law")),
    ):
        page.findChild(QPushButton, name).click()
        assert at.went[-1] == place


def test_a_notice_to_improve_is_issued_by_its_form(at: Sitting) -> None:
    way = ways.considered(at.load)
    form = at.open("record_form", f"new/notice/{way.action}/notice-to-improve")
    said = {"improve_from": "17 11 2026", "improve_to": "14 12 2026", "sufficient": "None missed",
            "support_tried": "A family worker"}  # fmt: skip
    before = len(at.went)
    for _ in range(12):
        here = {name: said[name] for name in form.form.names() if name in said}
        form.form.set_answers(form.answers() | here)
        for name in here:
            form._typed(name)
        form.save_button.click()
        at.wait()
        if len(at.went) > before:
            break
    assert at.went[-1] == Place("pathway", way.action)
    (row,) = at.load.book.pathway.page(way.action).notices
    assert (row.kind, row.state) == ("notice-to-improve", "improving")


def test_a_line_of_the_defences_sheet_by_its_form(at: Sitting) -> None:
    way = ways.considered(at.load)
    form = at.open("record_form", f"new/defence/{way.action}/D1")
    assert form.heading == "Sickness or unavoidable cause"
    form.form.set_answers({"raised": "yes"})
    form._typed("raised")
    form.save_button.click()
    at.wait()
    assert at.load.book.pathway.defences(way.action)[0].raised == "yes"


def test_case_law_is_found_as_it_is_typed(at: Sitting) -> None:
    page = at.open("case_law")
    QTest.keyClicks(page.wanted, "burden")
    assert page.number.text() == "1 case"
    assert page.findChild(object, "case_6").accessibleName().count("Superseded")


def test_a_letter_is_in_the_format_of_the_record_and_says_what_keeps_it_from_the_post(at: Sitting) -> None:
    notice = ways.noticed(at.load)
    page = at.open("print", notice)
    assert page.form.value() == "translated"
    assert page.why_form.text() == "Proposed from the parent’s record: Polish."
    assert "letter" in set(page.banners.keys())
    page.form.set_value("large")
    page.form.changed.emit()
    at.wait()
    assert page.paper.name.endswith("large")
    person = at.load.book.held(notice).text("person")
    at.load.book.records.correct(person, {"confidential_contact": "yes"})
    page.open(f"letter/{notice}/standard")
    at.wait()
    page.print_paper()
    assert page.reason.property("problem") == "Say why it is let out"
    assert not page.form.isHidden()


def test_the_return_of_legal_activity_opens_what_is_behind_a_figure(at: Sitting) -> None:
    notice = ways.noticed(at.load)
    page = at.open("legal_return", "legal:2026-11-01..2026-11-30")
    page._open_figure("notices")
    assert at.went[-1] == Place("legal_figure", "legal:2026-11-01..2026-11-30#notices")
    behind = at.open("legal_figure", at.went[-1].key)
    behind.rows.opened.emit(notice)
    assert at.went[-1] == Place("record", notice)
    record = at.open("record", notice)
    assert record.findChild(QPushButton, "print_button") is not None
    assert record.findChild(QPushButton, "withdraw_button") is None
