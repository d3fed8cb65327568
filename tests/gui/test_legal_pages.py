"""The pages of a register, a referral for legal action and the panel, with real notebooks behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import legals
import pytest
import sample
from PySide6.QtCore import Qt
from sitting import sitting

from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.year_cells import CLOSED, PRESENT, UNAUTHORISED, Cell, StripWeek
from fieldkit.gui.widgets.year_strip import YearStrip


@pytest.fixture
def kit(qapp) -> Iterator[Kit]:
    """What pages are handed."""
    jobs = Jobs()
    yield Kit(jobs)
    jobs.close()


def year() -> list[StripWeek]:
    """Forty weeks: 400 sessions, and a week without any."""
    weeks = []
    for number in range(41):
        monday = date(2026, 9, 7) + timedelta(weeks=number)
        look = CLOSED if number == 7 else UNAUTHORISED if number % 3 else PRESENT
        days = tuple(
            (Cell(look, f"{number}.{day} am", f"day {number}.{day}"),
             Cell(look, f"{number}.{day} pm", f"day {number}.{day}"))
            for day in range(5)
        )  # fmt: skip
        weeks.append(StripWeek(monday, days, (monday,), f"ten to {number}", number == 3))
    return weeks


def test_a_year_is_read_by_arrow_keys(qtbot) -> None:
    strip = YearStrip()
    qtbot.addWidget(strip)
    strip.show_year(year(), "The year in words")
    assert strip.read_out.text() == "40.4 pm"
    qtbot.keyClick(strip.strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip.strip, Qt.Key.Key_Up)
    assert strip.read_out.text() == "39.4 am"
    qtbot.keyClick(strip.strip, Qt.Key.Key_Home)
    assert strip.strip.accessibleDescription() == "0.4 am"
    assert "The year in words" in strip.strip.accessibleName()


def test_a_year_is_gone_through_day_by_day_over_the_weekends(qtbot) -> None:
    strip = YearStrip()
    qtbot.addWidget(strip)
    strip.show_year(year(), "")
    qtbot.keyClick(strip.strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip.strip, Qt.Key.Key_Down)
    assert (strip.read_out.text(), strip.ten.text()) == ("1.0 am", "ten to 1")
    qtbot.keyClick(strip.strip, Qt.Key.Key_PageUp)
    assert strip.strip.accessibleDescription() == "day 0.4"
    qtbot.keyClick(strip.strip, Qt.Key.Key_PageDown)
    assert strip.read_out.text() == "day 1.0"
    qtbot.keyClick(strip.strip, Qt.Key.Key_Up)
    assert strip.read_out.text() == "0.4 pm"


def test_a_cell_that_is_pressed_is_read_out(qtbot) -> None:
    strip = YearStrip()
    qtbot.addWidget(strip)
    strip.show_year(year(), "")
    qtbot.mouseClick(strip.strip, Qt.MouseButton.LeftButton, pos=strip.strip.rect_of(3, 2).center())
    assert strip.read_out.text() == "3.1 am"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "register.csv"
    made.write_text(legals.marks())
    return made


def test_a_register_is_chosen_looked_at_and_taken_in(kit: Kit, file: Path) -> None:
    with sitting(kit) as at:
        case = legals.case(at.load)
        page = at.open("register", case)
        page.take_in(file)
        at.wait()
        assert not at.load.book.registers.reading(case).extract
        page.findChild(Button, "take_button").click()
        at.wait()
        at.wait()
        assert at.load.book.registers.reading(case).totals.unauthorised == 41
        assert "39 unauthorised" in page.year.legend.text()


def test_reading_a_file_can_be_stopped_and_leaves_nothing(kit: Kit, file: Path) -> None:
    file.write_text(legals.marks() + legals.marks().partition("\n")[2].replace("M999", "Z999") * 60)
    with sitting(kit) as at:
        page = at.open("register", legals.case(at.load))
        page.take_in(file)
        assert page.importing.isVisibleTo(page)
        page.findChild(Button, "stop_button").click()
        at.wait()
        assert not page.importing.isVisibleTo(page)
        assert page.nothing.isVisibleTo(page)


def test_a_deletion_is_begun_from_the_register_and_its_findings_stand_there(kit: Kit) -> None:
    with sitting(kit) as at:
        case = legals.case(at.load)
        page = at.open("register", case)
        page.findChild(Button, "add_deletion_button").click()
        assert (at.went[-1].page, at.went[-1].key) == ("record_form", f"new/roll-deletion/{case}")
        typed = {"school": legals.SCHOOL, "ground": "F", "notice_written": "no", "evidence_held": "no"}
        made, _ = at.load.book.records.new("roll-deletion", typed, parent=case)
        assert [row.record for row in at.open("register", case).shown.roll] == [made]
        record = at.open("record", made)
        assert "oral word is not enough" in record.read.findings[0].says


def test_a_failed_check_is_returned_from_its_page(kit: Kit) -> None:
    with sitting(kit) as at:
        referral = legals.referred(at.load)
        page = at.open("legal_referral", referral)
        assert page.act_button.accessibleName() == "Return to school"
        page.act_button.click()
        assert (at.went[-1].page, at.went[-1].key) == ("reason", f"return-referral/{referral}")
        reason = at.open("reason", f"return-referral/{referral}")
        reason.why.set_value("Two sessions still have code N.")
        reason.act_button.click()
        at.wait()
        assert at.load.book.held(referral).state == "returned_to_school"


def test_whoever_wrote_the_referral_does_not_decide_it(kit: Kit) -> None:
    with sitting(kit) as at:
        page = at.open("panel", legals.accepted(at.load))
        assert not page.why.isVisibleTo(page)
        page.approve_button.click()
        at.wait()
        assert page.seen.queue.items[0].waits_for == "decision"


def test_today_tells_a_member_of_the_panel_what_waits_and_nobody_else(kit: Kit) -> None:
    with sitting(kit) as at:
        legals.accepted(at.load)
        sample.exchange(at.load.book, at.load.petra)
        assert "panel" not in [row.key for row in at.open("today").needs._rows]
        at.kit.book = at.load.petra
        page = at.open("today")
        (row,) = [row for row in page.needs._rows if row.key == "panel"]
        assert row.title == "Legal Panel: 1 to decide"
        assert row.second.startswith("Meets on Monday 16 November 2026")
        page.needs.acted.emit("panel")
        assert at.went[-1] == Place("panel")
