"""Each desk page on a real notebook: what it shows, what a press does, and what stays after a refresh."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sample
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.shell import Shell
from fieldkit.gui.widgets.agenda import Agenda


class Window:
    """A window on the sample caseload; `show` opens a place and waits until every job is back."""

    def __init__(self, qtbot, load: sample.Caseload) -> None:
        self.qtbot, self.load = qtbot, load
        self.bugs: list[BaseException] = []
        self.worn: list[tuple[str, str]] = []
        extra = {"doorstep": load.doorstep, "wear": lambda look, size: self.worn.append((look, size))}
        self.kit = Kit(Jobs(), load.book, extra=extra)
        self.kit.jobs.broken.connect(self.bugs.append)
        self.shell = Shell(self.kit)
        qtbot.addWidget(self.shell)
        self.shell.resize(1280, 800)
        self.shell.show()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.kit.jobs.busy(), timeout=30_000)
        QApplication.processEvents()
        assert not self.bugs

    def show(self, page: str, key: str = "") -> Page:
        self.shell.go(Place(page, key))
        self.settle()
        return self.shell.page()


@pytest.fixture
def window(qtbot) -> Iterator[Window]:
    with sample.caseload() as load:
        made = Window(qtbot, load)
        yield made
        made.kit.jobs.close()


def _rows(view) -> list[str]:
    model = view.rows_model()
    return [model.row(number).spoken() for number in range(model.rowCount())]


def _titles(agenda: Agenda) -> list[str]:
    return [row.title for row in agenda._rows]


def test_today_shows_the_visit_with_its_risk_the_conflict_and_the_dates(window: Window) -> None:
    page = window.show("today")
    assert page.heading == "Today, Friday 20 November"
    assert _titles(page.visits) == ["Home visit: Corin Halloway"]
    assert page.visits._rows[0].warning == "Two officers: risk flag not read. You cannot set off yet."
    assert page.main_button().text() == "Read risk flag"
    assert _titles(page.needs) == ["Two different answers: Telephone number"]
    assert _rows(page.dates) == [
        "Fri 13 Nov. Tamsin Quillfeather 20th day, three visits. Overdue 7 days",
        "Tue 24 Nov. Corin Halloway update Quayside High. 4 days",
    ]


def test_compare_opens_the_conflict_and_keep_needs_a_reason(window: Window) -> None:
    page = window.show("today")
    page.needs.button(page.needs._rows[0].key).click()
    window.settle()
    page = window.shell.page()
    columns = page.block.columns
    assert [button.text() for button in columns.keep_buttons] == ["Keep 07700 900101", "Keep 07700 900118"]
    assert columns.keep_buttons[0].unavailable() == "Say why first"
    window.qtbot.keyClicks(columns.why, "She answered on 101 today")
    columns.keep_buttons[0].click()
    window.settle()
    assert window.load.book.day.disputes() == []
    assert not page.settled.isHidden()


def test_a_refresh_leaves_the_reason_that_is_being_typed(window: Window) -> None:
    page = window.show("conflict", window.load.dispute())
    window.qtbot.keyClicks(page.block.columns.why, "She ans")
    page._ask()
    window.settle()
    assert page.block.columns.why.value() == "She ans"


def test_cases_are_found_as_they_are_typed_and_open(window: Window) -> None:
    page = window.show("cases")
    assert [words.split(".")[0] for words in _rows(page.cases)] == ["Tamsin Quillfeather", "Corin Halloway"]
    window.qtbot.keyClicks(page.typed, "hallo")
    window.qtbot.waitUntil(lambda: len(_rows(page.cases)) == 1)
    window.settle()
    page.cases.setFocus()
    window.qtbot.keyClick(page.cases, Qt.Key.Key_Return)
    window.settle()
    assert window.shell.place() == Place("case", window.load.case)


def test_no_case_found_says_what_to_try(window: Window) -> None:
    page = window.show("cases")
    window.qtbot.keyClicks(page.typed, "Halow")
    window.qtbot.waitUntil(lambda: not page.no_cases.isHidden())
    assert page.cases.isHidden()


def test_a_search_that_rests_a_second_is_logged_once(window: Window) -> None:
    page = window.show("find")
    before = _looks(window)
    window.qtbot.keyClicks(page.typed, "halloway")
    window.qtbot.waitUntil(lambda: len(_rows(page.found)) == 2)
    window.qtbot.waitUntil(lambda: _looks(window) == before + 1, timeout=10_000)


def _looks(window: Window) -> int:
    from fieldkit.store import journal

    with window.load.book.notebook.reading() as book:
        waiting, _last = journal.waiting(book)
    return sum("search" in str(look) for look in waiting)


def test_a_case_shows_its_corrections_struck_through_and_their_words_apart(window: Window) -> None:
    window.load.make_the_visit()
    page = window.show("case", window.load.case)
    said = next(words for words in _rows(page.chronology) if "Home visit 1" in words)
    assert "(struck out: 11:12)" in said
    assert "Corin’s words, 10:51, alone: “I fell.”" in said
    assert said.endswith("Locked. Waiting to send")
    assert page.context_words == "Case facts: 1 flag"


def test_a_flag_is_read_from_the_case_before_a_visit(window: Window) -> None:
    page = window.show("case", window.load.case)
    assert page.main_button().text() == "I have read this"
    page.main_button().click()
    window.settle()
    window.qtbot.waitUntil(lambda: page.main_button().text() == "Add to chronology")
    assert window.load.book.risk.of_case(window.load.case)[0].read_by_me


def test_a_kind_of_entry_can_be_picked_out(window: Window) -> None:
    page = window.show("case", window.load.case)
    page.kinds.set_value("risk-flag")
    page.kinds.changed.emit()
    assert [words for words in _rows(page.chronology) if "Two officers" in words]
    assert not [words for words in _rows(page.chronology) if "Home visit" in words]


def test_the_queue_has_rows_and_the_conflict_below(window: Window) -> None:
    page = window.show("queue")
    assert _rows(page.waiting)[0].startswith("Waiting to send")
    assert page.send_button.unavailable() == "Join a council first, in Settings"
    assert len(page.blocks) == 1
    page.blocks[0].columns.later_link.click()
    window.settle()
    assert page.blocks == []


def test_schools_are_imported_with_a_count_and_bad_lines_by_choice(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "schools.csv"
    head = (
        '"URN","LA (code)","LA (name)","EstablishmentNumber","EstablishmentName","TypeOfEstablishment (name)"'
    )
    lines = [
        f'"{100001 + n}","999","Fenmarch","{4001 + n}","Larkspur Academy {n}","Academy"' for n in range(3)
    ]
    file.write_text("\r\n".join([head, *lines, '"x","","","","",""']) + "\r\n", encoding="cp1252")
    page = window.show("schools")
    page.take_in(file)
    window.settle()
    assert page.rest_button.isVisible()
    page.rest_button.click()
    window.settle()
    assert page.count_words.text() == "3 schools are in the register on this laptop."
    window.qtbot.keyClicks(page.typed, "larkspur")
    window.qtbot.waitUntil(lambda: len(_rows(page.found)) == 3)


def test_a_setting_works_at_once_and_is_remembered(qtbot, window: Window) -> None:
    window.kit.book = window.load.doorstep.create(
        "four plain words and more", None, "Dilys Farthing", "DF", "CME"
    )
    page = window.show("settings", "look")
    page.look.editor().target("contrast").click()
    window.settle()
    assert window.worn == [("contrast", "100")]
    assert window.kit.book.settings.read()["look"] == "contrast"
    window.kit.book.notebooks.close()


def test_the_help_sheet_has_every_key_and_a_rule_can_be_looked_up(window: Window) -> None:
    page = window.show("help", "rule/RSK-01")
    assert [words for words in _rows(page.rules) if words.startswith("RSK-01")]
    page.open("safeguarding")
    assert page.safeguarding_panel.isVisible()
    assert not page.rules_panel.isVisible()


def test_a_first_notebook_is_made_with_the_rule_said_before_typing(qtbot, window: Window) -> None:
    from fieldkit.gui.pages.first_run import FirstRunPage

    page = FirstRunPage(window.kit)
    window.shell.show_page(page, "first_run")
    window.settle()
    page.next_button.click()
    assert page.summary.isVisible()
    page.name.set_value("Dilys Farthing")
    page.initials.set_value("df")
    page.next_button.click()
    assert page.passphrase.property("hint") == "Five or more words. Capital letters and spaces count."
    page.passphrase.set_value("too short")
    page.next_button.click()
    assert "five or more words" in page.passphrase.property("problem")
    page.passphrase.set_value("four plain words and more")
    page.again.set_value("four plain words and more")
    page.next_button.click()
    window.settle()
    assert page.join_step.isVisible()
    with qtbot.waitSignal(page.opened) as opened:
        page.skip_button.click()
    assert opened.args[0].me.initials == "DF"
    opened.args[0].notebooks.close()
