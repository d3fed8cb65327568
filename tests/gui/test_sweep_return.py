"""The return on screen: figures opened by keys alone, let out by an act that is logged, readable in grey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sweeps
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sitting import Sitting, sitting

from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.chart import Bar, Chart, Tile
from fieldkit.store import records


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    kit = Kit(Jobs())
    with sitting(kit) as sat:
        yield sat
    kit.jobs.close()


@pytest.fixture
def chart(qtbot) -> Chart:
    made = Chart()
    made.resize(500, 300)
    made.show_bars(
        [Bar("a", "Unauthorised", 9), Bar("b", "Excluded", 0), Bar("c", "Unresolved", 3, True)], 12
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_arrows_go_about_and_enter_opens(qtbot, chart: Chart) -> None:
    first, last = chart.bars()
    chart.focus_bar("a")
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is last
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is last
    with qtbot.waitSignal(chart.pressed) as pressed:
        QTest.keyClick(last, Qt.Key.Key_Return)
    assert pressed.args == ["c"]
    QTest.keyClick(last, Qt.Key.Key_Home)
    assert QApplication.focusWidget() is first
    with qtbot.waitSignal(chart.pressed) as pressed:
        QTest.keyClick(first, Qt.Key.Key_Space)
    assert pressed.args == ["a"]


def test_tab_comes_to_one_bar_of_a_chart(chart: Chart) -> None:
    chart.focus_bar("c")
    reached = [bar.bar.key for bar in chart.bars() if bar.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == ["c"]


def test_a_bar_is_told_in_words_and_none_is_told_too(chart: Chart) -> None:
    told = [QAccessible.queryAccessibleInterface(bar) for bar in chart.bars()]
    assert [one.text(QAccessible.Text.Name) for one in told] == [
        "Unauthorised: 9 of 12",
        "Unresolved: 3 of 12",
    ]
    assert "Hidden in what leaves the service" in told[1].text(QAccessible.Text.Description)
    assert "None: Excluded" in [words.text() for words in chart.findChildren(type(_words(chart)))]


def _words(chart: Chart):
    from fieldkit.gui.widgets.words import Words

    return chart.findChild(Words)


def test_a_hidden_figure_differs_in_grey(chart: Chart) -> None:
    """An outline is mostly ground; a bar is mostly ink: no colour is needed to tell them apart."""
    chart.show_bars([Bar("a", "Unauthorised", 9), Bar("c", "Unresolved", 9, True)])
    QApplication.processEvents()
    full, outline = (_ink(bar) for bar in chart.bars())
    assert full > 3 * outline > 0


def _ink(bar) -> int:
    picture = bar.grab().toImage()
    middle = picture.height() // 2
    return sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(picture.width() // 2, picture.width() * 3 // 4)
        for y in range(middle - 12, middle + 12)
    )


def test_the_figures_stand_side_by_side_and_open_the_stops_behind_them(at: Sitting) -> None:
    operation = sweeps.counted(at.load)
    page = at.open("sweep_return", operation)
    tiles = page.tiles.findChildren(Tile)
    assert [(tile.bar.label, tile.bar.value) for tile in tiles] == [
        ("Stopped", 16), ("Without good reason", 11), ("Removed by a constable or PCSO", 0),
    ]  # fmt: skip
    chart = page.findChild(Chart, "chart_class")
    chart.focus_bar("class:legitimate")
    QTest.keyClick(chart.bars()[0], Qt.Key.Key_Down)
    QTest.keyClick(chart.bars()[1], Qt.Key.Key_Return)
    assert at.went[-1] == Place("sweep_figure", f"{operation}#class:unauthorised")
    behind = at.open(at.went[-1].page, at.went[-1].key)
    assert behind.heading == "Unauthorised: 11"
    model = behind.rows.rows_model()
    assert model.rowCount() == 11
    behind.rows.set_current(_first_key(behind))
    QTest.keyClick(behind.rows, Qt.Key.Key_Return)
    assert at.went[-1].page == "record"
    assert at.load.book.held(at.went[-1].key).text("classification") == "unauthorised"


def _first_key(page) -> str:
    from fieldkit.gui.widgets.rows import ROW

    model = page.rows.rows_model()
    return str(model.data(model.index(0), ROW).key)


def test_a_csv_is_saved_by_an_act_and_logged(at: Sitting, tmp_path: Path) -> None:
    operation = sweeps.counted(at.load)
    page = at.open("sweep_return", operation)
    page.save_csv(tmp_path / "return.csv", "For the board")
    at.wait()
    assert b"Brandreth" not in (tmp_path / "return.csv").read_bytes()
    with at.load.book.notebook.reading() as book:
        (release,) = records.listed(book, kinds=["release"], parent=operation)
    assert (release.text("release_kind"), release.text("reason")) == ("export", "For the board")


def test_another_period_is_counted_or_the_day_is_asked_again(at: Sitting) -> None:
    sweeps.counted(at.load)
    page = at.open("sweep_return", "period")
    page.since.set_value("20 11 2026")
    page.until.set_value("19 11 2026")
    page.count_button.click()
    assert page.until.property("problem") == "Enter a day on or after the first"
    page.until.set_value("20 11 2026")
    page.count_button.click()
    at.wait()
    assert page.key == "truancy:2026-11-20..2026-11-20"
    assert page.findChildren(Tile)[0].bar.value == 16
    page.since.set_value("1 1 2020")
    page.until.set_value("2 1 2020")
    page.count_button.click()
    at.wait()
    assert page.csv_button.unavailable() == "No sweep is in this period."
