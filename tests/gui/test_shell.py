"""The window: how it is divided, where one is, and what the lock leaves behind."""

from __future__ import annotations

import gallery
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fieldkit.errors import Trouble
from fieldkit.gui import places, style
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.shell import Shell
from fieldkit.gui.spans import NARROW, TIGHT, USUAL, WIDE, span_of
from fieldkit.gui.theme import Look, Theme
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.foot import FootBar


class _FormPage(Page):
    """A page with everything a page can have."""

    rail = "visits"

    def _place(self) -> None:
        column = QVBoxLayout(self.body)
        for made in gallery.questions()[:3]:
            column.addWidget(made)
        column.addStretch(1)
        self.side = gallery.TaskList()
        gallery.named(self.side, "side", "Sections")
        self.side.set_rows(gallery.TASKS)
        self.context = ContextPanel()
        self.context.add_facts("Corin Halloway", (("Born", "2 May 2011"),))
        self.foot = FootBar()
        self.presses = 0
        self.foot.add_main("Save and continue", "save_button").clicked.connect(self._pressed)
        self.settled = 0
        super()._place()

    def _pressed(self) -> None:
        self.presses += 1

    def settle(self) -> None:
        self.settled += 1


@pytest.fixture
def shell(qtbot):
    """A window with two pages, the form in front."""
    jobs = Jobs()
    made = Shell(Kit(jobs))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    form, other = _FormPage(made.kit), _FormPage(made.kit)
    form.set_head("The child", "CME-2026-0102", ("Home visit 1", Place("other")))
    form.set_context_words("Case facts: 1 flag", flagged=True)
    other.set_head("Home visit 1")
    made.show_page(other, "other")
    made.show_page(form, "form")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    jobs.close()


@pytest.mark.parametrize(
    ("width", "scale", "span"),
    [(1920, 1.0, WIDE), (1280, 1.0, USUAL), (1199, 1.0, TIGHT), (1024, 1.0, TIGHT), (1280, 2.0, NARROW)],
)
def test_the_span_follows_the_effective_width(width: int, scale: float, span: object) -> None:
    assert span_of(width, scale) == span


def test_a_usual_window_has_rail_side_and_context(shell: Shell) -> None:
    page = shell.page()
    assert shell.rail.width() == 208
    assert page.side.isVisible()
    assert page.context.isVisible()
    assert not shell.header.facts_button.isVisible()
    assert not shell.header.menu_button.isVisible()


def test_a_tight_window_has_a_narrow_rail_and_a_drawer(qtbot, shell: Shell) -> None:
    shell.resize(1024, 600)
    qtbot.waitUntil(lambda: shell.rail.width() == 96)
    page = shell.page()
    assert shell.header.facts_button.words() == "Case facts: 1 flag"
    assert shell.header.facts_button.isVisible()
    assert not page.context.isVisible()
    qtbot.keyClick(shell, Qt.Key.Key_F4)
    assert page.context.isVisible()
    assert QApplication.focusWidget().objectName() == "drawer_close_right"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not page.context.isVisible()
    shell.resize(1280, 800)
    qtbot.waitUntil(page.context.isVisible)


def test_larger_text_narrows_the_window(qtbot, shell: Shell) -> None:
    style.wear(QApplication.instance(), Theme(Look.LIGHT, 2.0))
    qtbot.waitUntil(shell.header.menu_button.isVisible)
    assert not shell.rail.isVisible()
    qtbot.mouseClick(shell.header.menu_button, Qt.MouseButton.LeftButton)
    assert shell.rail.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not shell.rail.isVisible()
    style.wear(QApplication.instance(), Theme())
    qtbot.waitUntil(shell.rail.isVisible)
    page = shell.page()
    assert page.area.horizontalScrollBar().maximum() == 0


def test_the_title_says_error_first(shell: Shell) -> None:
    page = shell.page()
    assert shell.windowTitle() == "The child, CME-2026-0102 - FieldKit"
    page.show_problems([("when", "Enter a time after 10:34")])
    assert shell.windowTitle().startswith("Error: The child")
    assert page.summary.hasFocus()
    page.summary.chosen.emit("when")
    assert QApplication.focusWidget().accessibleName() == "When did you speak to him?"
    page.show_problems([])
    assert not shell.windowTitle().startswith("Error")


def test_trouble_is_a_banner_and_work_goes_on(shell: Shell) -> None:
    page = shell.page()
    page.show_trouble(Trouble("The disk is full.", "Free some space."))
    assert page.banners.keys() == ["trouble"]
    assert shell.windowTitle().startswith("Error: ")
    assert page.isEnabled()


def test_a_standing_notice_follows_to_the_next_page(shell: Shell) -> None:
    shell.notice(Notice("offline", "No network.", "Carry on."))
    shell.go(Place("other"))
    assert shell.page().banners.keys() == ["offline"]
    shell.drop_notice("offline")
    assert shell.page().banners.keys() == []


def test_leaving_settles_what_is_typed_and_asks_nothing(qtbot, shell: Shell) -> None:
    form = shell.page()
    qtbot.mouseClick(shell.header.back_link, Qt.MouseButton.LeftButton)
    assert shell.place() == Place("other")
    assert form.settled == 1


def test_ctrl_enter_presses_the_main_button(qtbot, shell: Shell) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shell.page().presses == 1


def test_esc_goes_back_and_ctrl_shift_z_takes_the_undo_on_offer(qtbot, shell: Shell) -> None:
    asked: list[str] = []
    page = shell.page()
    page.banners.acted.connect(asked.append)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(shell, Qt.Key.Key_Z, both)
    assert asked == []
    page.banners.show_notice(Notice("undo", "Withdrawn.", "It stays 30 days.", act="Undo"))
    qtbot.keyClick(shell, Qt.Key.Key_Z, both)
    assert asked == ["undo"]
    shell.go(Place("other"))
    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.page() is page


def test_the_lock_leaves_no_page_and_returns_to_the_same_field(qtbot, shell: Shell) -> None:
    page = shell.page()
    page.focus_field("when")
    where = shell.whereabouts()
    assert where.place == Place("form")
    assert where.field == "when_field_field"
    with qtbot.waitSignal(shell.lock_asked):
        qtbot.keyClick(shell, Qt.Key.Key_F12)
    assert page.settled == 1
    with qtbot.waitSignal(page.destroyed):
        shell.forget_pages()
    assert shell.page() is None
    assert shell.windowTitle() == "FieldKit"
    assert shell.header.heading.text() == ""


def test_the_rail_shows_only_places_that_exist(shell: Shell) -> None:
    for place in (*places.PLACES, *places.FOOT_PLACES):
        expected = place.page == places.LOCK or places.exists(place.page)
        assert shell.rail.item(place.page).isVisible() == expected


def test_the_ring_comes_with_a_field_that_is_scrolled_into_sight_after_it_took_the_keyboard(
    qtbot, qapp
) -> None:
    from fieldkit.gui.ring import FocusRing

    area = QScrollArea()
    qtbot.addWidget(area)
    tall = QWidget()
    tall.setFixedSize(200, 2_000)
    field = QLineEdit(tall)
    field.setGeometry(20, 1_800, 100, 40)
    area.setWidget(tall)
    area.resize(300, 300)
    area.show()
    area.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    area.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    ring = area.findChild(FocusRing)
    assert ring.widget() is field
    ring.hide()
    area.ensureWidgetVisible(field)
    assert ring.isVisible()


def test_the_ring_follows_the_focus_and_there_is_one(qtbot, shell: Shell) -> None:
    from fieldkit.gui.ring import FocusRing

    shell.page().focus_field("when")
    rings = shell.findChildren(FocusRing)
    assert len(rings) == 1
    assert rings[0].widget() is QApplication.focusWidget()


def test_what_is_hidden_under_the_keyboard_leaves_it_on_the_page(qtbot, shell) -> None:
    page = shell.page()
    page.foot.main_button.setFocus()
    page.foot.main_button.hide()
    assert shell.focusWidget() is page
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.isAncestorOf(shell.focusWidget())


def test_a_heading_that_needs_two_lines_has_them(qtbot, shell) -> None:
    shell.page().set_head("Fenmarch County Council v " + "Ruth Cole-Anning and another " * 3)
    heading, line = shell.header.heading, shell.header.heading.fontMetrics().height()
    qtbot.waitUntil(lambda: heading.height() >= heading.heightForWidth(heading.width()) >= 2 * line)
    shell.page().set_head("The child")
    qtbot.waitUntil(lambda: shell.header.height() == 72)
