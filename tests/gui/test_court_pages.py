"""Packs for a court on the screen: chosen, checked, served, their forms attached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import ways
from papers import plain_pdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sitting import Sitting, sitting

from fieldkit.gui import style
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.spans import NARROW, USUAL
from fieldkit.gui.theme import Look, Theme


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    jobs = Jobs()
    with sitting(Kit(jobs)) as made:
        yield made
    jobs.close()


def test_packs_are_chosen_and_their_gaps_close_from_the_page(at: Sitting) -> None:
    way = ways.charged(at.load)
    page = at.open("bundle", way.case)
    assert (page.packs.tabText(1), page.plan.pack) == ("Open court", "case")
    page.packs.setCurrentIndex(2)
    at.wait()
    assert (page.plan.pack, page.heading) == ("sjp", "SJP pack: Agnieszka Ebbage")
    assert "Help lines is not attached" in page.settle_words.text()
    assert "(SJP-02)" in page.settle_words.text()
    assert page.build_button.unavailable()
    rows = [page.outline.rows_model().row(n) for n in range(page.outline.rows_model().rowCount())]
    assert [row.title for row in rows if row.state is not None and row.state.words == "Missing"][:2] == [
        "Letter", "Single justice procedure notice"
    ]  # fmt: skip
    page.service_button.click()
    page.forms_button.click()
    assert [(one.page, one.key) for one in at.went] == [
        ("record_form", f"new/service/{way.action}"), ("court_forms", f"{way.action}/sjp")
    ]  # fmt: skip
    forms = at.open("court_forms", at.went[-1].key)
    assert forms.chosen.text() == "To attach: Help lines"
    path = plain_pdf(at.load.folder / "form.pdf")
    forms.attach(path)
    at.wait()
    assert forms.edition.property("problem")
    forms.edition.set_value("10.25")
    forms.taken_on.set_value("2 11 2026")
    forms.attach(path)
    at.wait()
    assert [row.edition for row in forms.rows] == ["10.25", "", "", ""]
    assert forms.chosen.text() == "To attach: The single justice procedure explained"
    service = at.open("record_form", f"new/service/{way.action}")
    assert service.typed["person"] == way.person


def test_every_key_is_in_sight_above_the_answer_in_large_text(qtbot, at: Sitting) -> None:
    style.wear(QApplication.instance(), Theme(Look.LIGHT, 2.0))
    page = at.open("presenter", ways.charged(at.load).action)
    qtbot.addWidget(page)
    page.resize(1280, 590)
    page.set_span(NARROW)
    page.show()
    QApplication.processEvents()
    keys = page.asked
    shown = [keys.visualRect(keys.model().index(row)) for row in range(keys.model().rowCount())]
    assert len(shown) == 13
    assert all(keys.viewport().rect().contains(each) for each in shown)
    first = page.lines.mapTo(page, page.lines.rect().topLeft()).y()
    assert page.lines.y() < page.figures.y()
    assert first < page.foot.y() - 80
    keys.setFocus()
    QTest.keyClick(keys, Qt.Key.Key_Right)
    QTest.keyClick(keys, Qt.Key.Key_Return)
    assert page.name == page.presenter.answers[4].name
    page.set_span(USUAL)
    assert page.body.layout().indexOf(page.figures) == 0


def test_a_hearing_that_was_heard_says_so_and_leads_to_no_court(at: Sitting) -> None:
    way = ways.charged(at.load)
    at.load.book.records.correct(way.hearing, {"outcome": "Adjourned for a report"}, "Heard")
    page = at.open("hearings")
    (row,) = page.rows._rows
    assert (row.done, row.act) == ("Heard: Adjourned for a report", "Enter result")
