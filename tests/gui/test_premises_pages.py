"""The pages of premises visits: entered, hours checked as they are typed, saved, compared, advised on."""

from __future__ import annotations

from collections.abc import Iterator

import premises
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
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


def type_in(page, name: str, words: str) -> None:
    field = page.blocks[name].findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, words)


def heading(page) -> str:
    return page.findings._heading.text()


def test_hours_are_checked_while_they_are_typed_and_saved(at: Sitting) -> None:
    visit, child = premises.entered(at.load)
    page = at.open("hours", child)
    assert page.ruler.text_alternative().startswith("Cannot tell: enter the hours worked")
    type_in(page, "started_at", "16:00")
    type_in(page, "finished_at", "19:00")
    type_in(page, "rests", "None")
    assert page.unsaved
    page.settle()
    at.wait()
    assert heading(page).startswith("Findings: 5 fail")
    type_in(page, "finished_at", "19:01")
    page.settle()
    at.wait()
    assert heading(page).startswith("Findings: 6 fail")
    assert "1 h 01 over" in page.ruler.text_alternative()
    assert at.open("hours", child).blocks["finished_at"].value() == "19:01"
    QTest.keyClick(page.save_button, Qt.Key.Key_Space)
    at.wait()
    assert at.went[-1] == Place("premises_visit", f"{visit}/Children")
    (row,) = at.load.book.workplaces.page(visit).children
    assert row.words == "6 fail, 1 cannot tell"


def test_a_time_that_cannot_be_read_is_said_at_its_field_when_saving(at: Sitting) -> None:
    _visit, child = premises.entered(at.load)
    page = at.open("hours", child)
    type_in(page, "started_at", "sixteen")
    page.settle()
    at.wait()
    assert not page.summary.isVisibleTo(page)
    page.save_button.click()
    at.wait()
    assert page.summary.isVisibleTo(page)
    assert page.blocks["started_at"].property("problem") == "Enter a time on the 24-hour clock, such as 10:51"
    assert at.went == []


def test_somebody_over_school_age_is_asked_nothing_more(at: Sitting) -> None:
    _visit, child = premises.worked(at.load)
    at.load.book.workplaces.correct_child(child, {"dob": "3 3 2010"}, "Passport")
    page = at.open("hours", child)
    assert page.no_child.isVisibleTo(page)
    assert not any(block.isVisibleTo(page) for block in page.blocks.values())
    assert not page.save_button.isVisibleTo(page)
    page.take_out_button.click()
    at.wait()
    assert at.load.book.held(child).value("task") is None
    assert not page.take_out_button.isVisibleTo(page)


def test_the_officer_arrives_only_with_a_basis_of_entry(at: Sitting) -> None:
    visit = premises.planned(at.load)
    page = at.open("premises_visit", visit)
    page.stage.act_button.click()
    at.wait()
    assert page.summary.isVisibleTo(page)
    assert at.load.book.held(visit).state == "planned"
    at.load.book.records.correct(visit, premises.BY_CONSENT)
    page = at.open("premises_visit", visit)
    page.stage.act_button.click()
    at.wait()
    assert at.load.book.held(visit).state == "on_site"
    assert page.section == "Children"


def test_the_two_laws_stand_side_by_side_with_differences_in_words(at: Sitting) -> None:
    _visit, child = premises.worked(at.load)
    page = at.open("compare_hours", child)
    names = [
        part.accessibleName() for part in page.rows.children() if part.objectName().startswith("compared")
    ]
    assert names[0] == "EMP-04. Fail now, pass then"


def test_the_letter_of_advice_is_made_on_the_page_that_prints(at: Sitting) -> None:
    visit, _child = premises.worked(at.load)
    page = at.open("premises_visit", visit)
    page.letter_button.click()
    assert at.went[-1] == Place("print", f"advice/{visit}")
    page = at.open("print", f"advice/{visit}")
    assert page.paper.name.startswith("Advice letter EMP-2026-")


def test_the_visit_is_checked_before_its_lock_with_children_and_hours(at: Sitting) -> None:
    visit, child = premises.worked(at.load)
    at.load.book.workplaces.leave(visit)
    at.open("premises_visit", visit).stage.act_button.click()
    assert at.went[-1] == Place("check_answers", f"{visit}/premises")
    page = at.open("check_answers", at.went[-1].key)
    page.lock_button.click()
    at.wait()
    assert not at.load.book.held(visit).locked
    page.summary.links()[0].click()
    assert at.went[-1] == Place("premises_visit", f"{visit}/papers_shown")
    for key, place in (
        (f"hours-{child}", Place("hours", child)),
        (f"child-{child}", Place("record", child)),
        ("beside-Papers", Place("premises_visit", f"{visit}/Papers")),
    ):
        page.answers.link(key).click()
        assert at.went[-1] == place


def test_the_lock_of_a_premises_visit_takes_two_presses_for_one(at: Sitting) -> None:
    visit, _child = premises.worked(at.load)
    premises.write_up(at.load, visit)
    page = at.open("check_answers", f"{visit}/premises")
    page.go.connect(page.hide)  # as the window does
    page.lock_button.click()
    page.lock_button.click()
    at.wait()
    lines = at.load.book.pages.show(visit).lines
    assert [line.act for line in lines].count("Signed and locked") == 1
    assert at.went == [Place("locked", f"{visit}/premises")]


def test_a_worry_about_a_child_at_work_is_written_at_once_and_the_hours_wait(at: Sitting) -> None:
    visit, child = premises.entered(at.load)
    page = at.open("hours", child)
    type_in(page, "started_at", "16:00")
    page.worried_button.click()
    assert at.went[-1] == Place("worried", f"{child}/premises")
    note = at.open("worried", at.went[-1].key)
    note.form.set_answers({"level": "E2", "facts": "Burns on both hands"})
    while note._next() is not None:
        note.save_button.click()
    note.save_button.click()
    at.wait()
    assert at.went[-1] == Place("hours", child)
    assert at.load.book.workplaces.page(visit).children[0].worried
    assert at.open("hours", child).blocks["started_at"].value() == "16:00"


def test_a_case_is_opened_of_a_child_at_work_and_opened_again_from_there(at: Sitting) -> None:
    _visit, child = premises.worked(at.load)
    page = at.open("hours", child)
    page.case_button.click()
    at.wait()
    case = at.load.book.held(child).text("case_made")
    assert at.went[-1] == Place("case", case)
    page = at.open("hours", child)
    assert page.case_button.text() == "Open the case"


def test_a_visit_that_was_broken_off_is_led_back_to_and_may_be_locked(at: Sitting) -> None:
    visit, _child = premises.worked(at.load)
    page = at.open("premises_visit", visit)
    page.off_button.click()
    page = at.open("reason", at.went[-1].key)
    page.why.set_value("He told us to go")
    page.act_button.click()
    at.wait()
    assert at.went[-1] == Place("premises_visit", visit)
    page = at.open("premises_visit", visit)
    assert page.stage._words.words.text().startswith("Broken off")
    page.stage.act_button.click()
    assert at.went[-1] == Place("check_answers", f"{visit}/premises")
