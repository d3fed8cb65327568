"""Classing for disclosure by keys alone: one letter an item, a reason where one is asked, then the paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sitting import Sitting, sitting

from fieldkit.gui import case_file
from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    jobs = Jobs()
    with sitting(Kit(jobs)) as sat:
        yield sat
    jobs.close()


def test_a_letter_classes_an_item_and_goes_on_to_the_next(qtbot, at: Sitting) -> None:
    book, case = at.load.book, at.load.case
    book.visits.lock(at.written())
    book.statements.draft(at.load.visit)
    page = at.open("disclosure", case)
    qtbot.addWidget(page)
    first, second = (item.item for item in book.disclosure.open(case).items[:2])
    assert page.paper is None
    assert page.items.current_key() == first
    QTest.keyClick(page.items, Qt.Key.Key_U)
    at.wait()
    assert page.items.current_key() == second
    QTest.keyClick(page.items, Qt.Key.Key_S)
    at.wait()
    assert page.summary.links()[0].words() == "Say why it is sensitive"
    assert page.items.current_key() == second
    page.reason.set_value("Names who told us")
    QTest.keyClick(page.items, Qt.Key.Key_S)
    at.wait()
    assert [item.disclosure for item in book.disclosure.open(case).items[:2]] == ["used", "unused-sensitive"]
    assert page.reason.value() == ""


def test_the_schedules_are_shown_once_all_is_classed(qtbot, at: Sitting) -> None:
    book, case = at.load.book, at.load.case
    page = at.open("disclosure", case)
    qtbot.addWidget(page)
    for _ in range(20):
        if page.paper is not None:
            break
        QTest.keyClick(page.items, Qt.Key.Key_N)
        at.wait()
    assert page.paper.name == "Schedule of non-sensitive unused material"
    page.other_button.click()
    at.wait()
    assert page.paper.name == "Sensitive schedule, for the prosecutor only"
    page.other_button.click()
    at.wait()
    assert page.paper.name == "Disclosure officer’s report"
    page.items.opened.emit(page.items.current_key())
    assert at.went[-1] == Place("visit", at.load.visit) or at.went[-1].page == "record"
    assert book.disclosure.open(case).complete


def test_a_case_under_law_enforcement_says_what_each_person_is_to_it(at: Sitting) -> None:
    book, case = at.load.book, at.load.case
    assert not any("Data subject" in row.second for row in case_file.people(case_file.read(book, case)))
    book.regimes.to_enforcement(case, "Panel accepted the referral")
    child, father = case_file.people(case_file.read(book, case))
    assert child.second == "Child. Data subject: witness or other"
    assert father.second.endswith("Data subject: to be categorised")
