"""The pieces of a page, used as an officer uses them: by keys and by pointing."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import gallery
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from fieldkit.gui import clock, style
from fieldkit.gui.theme import Look, Theme
from fieldkit.gui.widgets.banner import BannerArea, ErrorSummary, Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.chronology import Chronology
from fieldkit.gui.widgets.conflict import ConflictColumns, Side, differing
from fieldkit.gui.widgets.date import DateField
from fieldkit.gui.widgets.findings import FindingRow, Findings
from fieldkit.gui.widgets.foot import FootBar
from fieldkit.gui.widgets.photos import PhotoStrip
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.queue_table import QueueRow
from fieldkit.gui.widgets.rows import RowsModel
from fieldkit.gui.widgets.tabs import Tabs
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.time import TimeField
from fieldkit.gui.widgets.words import Words

CODES = (("doorstep", "Doorstep"), ("let_in", "Let in"), ("refused", "Refused"))


def shown(qtbot, widget: QWidget) -> QWidget:
    """A widget in a window that has the keyboard."""
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is widget)
    return widget


def test_the_constants_keep_enough_references(qtbot) -> None:
    widget = shown(qtbot, QWidget())
    for _ in range(20_000):
        widget.setAccessibleName("x")
        widget.isVisible()
    counts = [sys.getrefcount(constant) for constant in (None, True, False)]
    assert sys.version_info >= (3, 12) or min(counts) > 2**39


def test_enter_and_space_and_pointing_press_a_button(qtbot) -> None:
    button = shown(qtbot, Button("Confirm", "main"))
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(presses) == 3


def test_an_unavailable_button_says_why_and_does_nothing(qtbot) -> None:
    button = shown(qtbot, Button("Keep both"))
    button.set_unavailable("Say why first")
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        button.click()
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert "Say why first" in button.accessibleDescription()


def test_a_second_enter_while_busy_confirms_nothing(qtbot) -> None:
    button = shown(qtbot, Button("Confirm", "main"))
    button.clicked.connect(lambda: button.set_busy("Saving"))
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert presses == [True]
    assert button.text() == "Saving"
    button.set_busy("")
    assert button.text() == "Confirm"


def test_choosing_by_key_and_taking_back(qtbot) -> None:
    choices = shown(qtbot, Choices(CODES))
    choices.focus_here()
    with qtbot.waitSignal(choices.changed):
        qtbot.keyClick(choices.target("doorstep"), Qt.Key.Key_Space)
    assert choices.value() == "doorstep"
    qtbot.keyClick(choices.target("doorstep"), Qt.Key.Key_Down)
    assert choices.value() == "let_in"
    with qtbot.waitSignal(choices.changed):
        qtbot.keyClick(choices.target("let_in"), Qt.Key.Key_Delete)
    assert choices.value() == ""


def test_many_may_be_chosen_and_an_unavailable_one_not(qtbot) -> None:
    choices = shown(qtbot, Choices(CODES, many=True))
    choices.set_unavailable("refused", "Not here")
    for code, _words in CODES:
        qtbot.mouseClick(choices.target(code), Qt.MouseButton.LeftButton)
    assert choices.value() == ["doorstep", "let_in"]


def test_setting_a_choice_says_nothing(qtbot) -> None:
    choices = shown(qtbot, Choices(CODES))
    with qtbot.assertNotEmitted(choices.changed):
        choices.set_value("refused")
    assert choices.value() == "refused"
    assert choices.target("refused").height() >= 44


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2026-11-21", "21 11 2026"),
        ("21 nov 2026", "21 nov 2026"),
        ("11 2026", "11 2026"),
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_a_date_keeps_what_was_typed(qtbot, typed: str, value: str) -> None:
    date = shown(qtbot, DateField())
    date.set_value(typed)
    assert date.value() == value


def test_a_whole_date_pasted_into_the_day_fills_all_three(qtbot) -> None:
    date = shown(qtbot, DateField())
    QGuiApplication.clipboard().setText("21 nov 2026")
    date.focus_here()
    with qtbot.waitSignal(date.changed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert date.value() == "21 nov 2026"


def test_today_and_now_are_keys_in_uk_time(qtbot) -> None:
    clock.set_source(lambda: datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    date, time = DateField(), TimeField()
    holder = QWidget()
    column = gallery.QVBoxLayout(holder)
    column.addWidget(date)
    column.addWidget(time)
    shown(qtbot, holder)
    date.focus_here()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert date.value() == "2 7 2026"
    time.focus_here()
    with qtbot.waitSignal(time.now_pressed) as pressed:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert pressed.args == ["00:30"] == [time.value()]


def test_long_text_grows_and_tab_leaves_it(qtbot) -> None:
    holder = QWidget()
    column = gallery.QVBoxLayout(holder)
    words, after = LongText(2), Button("Next")
    column.addWidget(words)
    column.addWidget(after)
    column.addStretch(1)
    shown(qtbot, holder)
    words.focus_here()
    short = words.minimumHeight()
    for _ in range(6):
        qtbot.keyClicks(words, "line")
        qtbot.keyClick(words, Qt.Key.Key_Return)
    assert words.minimumHeight() > short
    assert words.value() == "line\n" * 6
    qtbot.keyClick(words, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_problem_is_said_at_the_field_with_the_answer_kept(qtbot) -> None:
    block = gallery.question("when", TimeField(), "When did you arrive?")
    shown(qtbot, block)
    block.set_value("9.51")
    block.setProperty("problem", "Enter a time after 10:34")
    assert block.value() == "9.51"
    block.focus_here()
    field = QApplication.focusWidget()
    assert field.accessibleName() == "When did you arrive?"
    assert "Enter a time after 10:34" in field.accessibleDescription()
    assert field.property("wrong") == "true"


def test_the_summary_takes_the_focus_and_its_links_name_the_fields(qtbot) -> None:
    summary = shown(qtbot, ErrorSummary())
    summary.show_problems([("a", "Enter a time"), ("b", "Choose an outcome")])
    assert summary.hasFocus()
    assert [link.words() for link in summary.links()] == ["Enter a time", "Choose an outcome"]
    with qtbot.waitSignal(summary.chosen) as chosen:
        qtbot.keyClick(summary.links()[1], Qt.Key.Key_Return)
    assert chosen.args == ["b"]


def test_a_banner_stays_until_it_is_closed(qtbot) -> None:
    area, holder = BannerArea(), QWidget()
    gallery.QVBoxLayout(holder).addWidget(area)
    shown(qtbot, holder)
    area.show_notice(Notice("undo", "Draft moved to the bin.", tone="green", act="Undo", closes=True))
    assert area.keys() == ["undo"]
    act = area.findChild(QWidget, "banner_undo_act")
    with qtbot.waitSignal(area.acted) as acted:
        qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    assert acted.args == ["undo"]
    qtbot.mouseClick(area.findChild(QWidget, "banner_undo_close"), Qt.MouseButton.LeftButton)
    assert area.keys() == []


def test_rows_keep_the_current_one_through_a_refresh(qtbot, qtmodeltester) -> None:
    story = shown(qtbot, Chronology())
    story.set_rows(gallery.ENTRIES)
    qtmodeltester.check(story.rows_model())
    story.set_current("3")
    story.set_rows(gallery.ENTRIES[:1] + gallery.ENTRIES[2:])
    assert story.current_key() == "3"
    with qtbot.waitSignal(story.opened) as opened:
        qtbot.keyClick(story, Qt.Key.Key_Return)
    assert opened.args == ["3"]
    assert story.height() >= sum(story.sizeHintForRow(n) for n in range(story.rows_model().rowCount()))


def test_a_row_is_spoken_whole(qtbot, qtmodeltester) -> None:
    model = RowsModel()
    model.set_rows(gallery.ENTRIES)
    qtmodeltester.check(model)
    said = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert "15:31 Home visit 1" in said
    assert "(struck out: 11:12)" in said
    assert "Waiting to send" in said


def test_the_act_of_a_row_differs_from_opening_it(qtbot) -> None:
    from fieldkit.gui.widgets.queue_table import QueueTable

    queue = QueueTable()
    queue.resize(1000, 300)
    shown(qtbot, queue)
    queue.show_queue([QueueRow("r1", "waiting", "MASH referral", "CME-2026-0102", "2 tries", True)])
    area = queue.visualRect(queue.rows_model().index(0))
    with qtbot.waitSignal(queue.acted) as acted:
        qtbot.mouseClick(
            queue.viewport(), Qt.MouseButton.LeftButton, pos=area.center() + gallery.right_edge(area)
        )
    assert acted.args == ["r1"]
    with qtbot.waitSignal(queue.opened):
        qtbot.mouseClick(queue.viewport(), Qt.MouseButton.LeftButton, pos=area.center())


def test_passes_stand_behind_their_link(qtbot) -> None:
    found = shown(qtbot, Findings())
    found.show_findings([FindingRow("A-1", "pass", "x"), FindingRow("B-1", "fail", "y")])
    assert [found.rows.rows_model().row(n).key for n in range(found.rows.rows_model().rowCount())] == ["B-1"]
    qtbot.mouseClick(found.findChild(QWidget, "show_passes"), Qt.MouseButton.LeftButton)
    assert found.rows.rows_model().rowCount() == 2


def test_nothing_is_kept_of_a_conflict_without_a_reason(qtbot) -> None:
    columns = shown(
        qtbot, ConflictColumns(Side("a", "You", "07700 900101"), Side("b", "Omar", "07700 900118"))
    )
    with qtbot.assertNotEmitted(columns.kept):
        qtbot.mouseClick(columns.keep_buttons[0], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(columns.why, "She gave it herself")
    with qtbot.waitSignal(columns.kept) as kept:
        qtbot.mouseClick(columns.both_button, Qt.MouseButton.LeftButton)
    assert kept.args == [["a", "b"], "She gave it herself"]


def test_acts_that_do_not_fit_beside_each_other_wrap_and_keep_their_width(qtbot) -> None:
    foot = FootBar()
    acts = [foot.add_act(words, f"act_{words}") for words in ("Penalty notice", "Notice to Improve", "End")]
    shown(qtbot, foot)
    foot.resize(acts[0].width() + acts[1].width() + 100, foot.height())
    qtbot.waitUntil(lambda: acts[2].y() > acts[0].y())
    assert acts[1].y() == acts[0].y()
    assert (acts[2].x(), acts[2].width()) == (acts[0].x(), acts[2].sizeHint().width())


def test_an_act_apart_goes_among_the_others_where_they_do_not_all_fit(qtbot) -> None:
    foot = FootBar()
    acts = [foot.add_act(words, f"act_{words}") for words in ("Save draft", "Change whose it is", "Print")]
    apart = foot.add_aside("Record and history", "history_button")
    shown(qtbot, foot)
    foot.resize(1000, foot.height())
    qtbot.waitUntil(lambda: apart.mapTo(foot, apart.rect().topRight()).x() > 950)
    foot.resize(440, foot.height())
    qtbot.waitUntil(lambda: apart.mapTo(foot, apart.pos()).y() > acts[0].mapTo(foot, acts[0].pos()).y())
    assert apart.isVisible()
    assert apart.mapTo(foot, apart.rect().topRight()).x() < 440
    foot.resize(1000, foot.height())
    qtbot.waitUntil(lambda: apart.mapTo(foot, apart.rect().topRight()).x() > 950)
    assert apart.isVisible()


def test_the_part_that_differs_is_found() -> None:
    assert differing("07700 900101", "07700 900118") == (10, 12)
    assert differing("same", "same") == (4, 4)
    assert differing("Lane", "Lanes") == (4, 4)


def test_tabs_move_by_arrow_keys(qtbot) -> None:
    tabs, holder = Tabs(), QWidget()
    tabs.show_tabs((("a", "One"), ("b", "Two")))
    gallery.QVBoxLayout(holder).addWidget(tabs)
    shown(qtbot, holder)
    tabs.setFocus()
    with qtbot.waitSignal(tabs.chosen) as chosen:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert chosen.args == ["b"]
    tabs.show_tabs((("a", "One"), ("b", "Two (3)")))
    assert tabs.current_key() == "b"


def test_a_dropped_or_pasted_picture_is_given_on(qtbot) -> None:
    from PySide6.QtCore import QMimeData

    strip = shown(qtbot, PhotoStrip())
    given = QMimeData()
    given.setData("image/png", b"bytes")
    QGuiApplication.clipboard().setMimeData(given)
    with qtbot.waitSignal(strip.picture_given) as picture:
        qtbot.keyClick(strip, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert picture.args == [b"bytes"]


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_draws_in_every_look_without_stray_windows(qtbot, look: Look, scale: float) -> None:
    app = QApplication.instance()
    style.wear(app, Theme(look, scale))
    for made in (gallery.gallery(), gallery.lists()):
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(made)
        area.resize(1000, 700)
        shown(qtbot, area)
        assert [window for window in app.topLevelWidgets() if window.isVisible()] == [area]
        assert not made.grab().isNull()
        for block in made.findChildren(QuestionBlock):
            assert block.height() >= block.heightForWidth(block.width())
        area.close()


def test_a_question_that_is_needed_after_all_stays_so_in_another_theme(qtbot) -> None:
    block = QuestionBlock("Was it understood?", optional=True)
    qtbot.addWidget(block)
    words = next(each for each in block.findChildren(Words) if "Was it understood?" in each.accessibleName())
    block.setProperty("optional", False)
    QApplication.sendEvent(words, QEvent(QEvent.Type.StyleChange))
    assert (words.text(), words.accessibleName()) == ("Was it understood?", "")
