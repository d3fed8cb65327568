"""The window: rail, header, the page in front, drawers; where you are and how you get back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from fieldkit.gui import loader, shortcuts
from fieldkit.gui.announce import announce
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.header import Header
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.places import LOCK, exists, page_class
from fieldkit.gui.rail import Rail
from fieldkit.gui.spans import Span, span_of
from fieldkit.gui.tab_order import following
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.drawer import Drawer

_MENU_WIDTH = 280


@dataclass(frozen=True)
class Whereabouts:
    """Where the officer was: the place and the field with the keyboard, to return to after a lock."""

    place: Place
    field: str = ""


class Shell(QMainWindow):
    """Shows one page at a time; builds each when it is first opened and keeps it until the lock."""

    lock_asked = Signal()
    timer_asked = Signal()
    arrived = Signal(object)
    closing = Signal()

    rail: Rail
    header: Header
    page_stack: QStackedWidget

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self._pages: dict[str, Page] = {}
        self._notices: dict[str, Notice] = {}
        self._trail: list[Place] = []
        self._place: Place | None = None
        self._span: Span | None = None
        self._body = body = QWidget()
        body.setProperty("ground", "surface")
        loader.load("shell.ui", body)
        loader.take(self, body)
        self.setCentralWidget(body)
        self.setWindowTitle("FieldKit")
        self.setMinimumSize(480, 400)
        self._drawer = Drawer(body)
        self._menu = Drawer(body, from_left=True)
        self._menu.closed.connect(self._menu_closed)
        self._drawer.closed.connect(self._drawer_closed)
        self._wire()

    def _wire(self) -> None:
        self.rail.chosen.connect(self._rail_chosen)
        self.header.back_asked.connect(self.back)
        self.header.menu_asked.connect(self.open_menu)
        self.header.facts_asked.connect(self.toggle_facts)
        self.header.queue_asked.connect(self.open_queue)
        self.header.timer_asked.connect(self.timer_asked)
        self.kit.told.changed.connect(self._told)
        for name, slot in (
            ("help", self.open_help),
            ("lock", self.lock),
            ("back", self.back),
            ("main", self.press_main),
            ("facts", self.toggle_facts),
            ("status", self.open_queue),
            ("close", self.close_or_back),
            ("print", self.print_page),
            ("undo", self.undo),
        ):
            shortcuts.bind(self, name, slot)
        self._place_keys: list[QShortcut] = []
        for number, page in enumerate(self.rail.open_pages()):
            key = QShortcut(QKeySequence(shortcuts.PLACE_KEYS[number]), self)
            key.setProperty("page", page)
            key.activated.connect(self._place_key)
            self._place_keys.append(key)

    def page(self) -> Page | None:
        """The page in front."""
        shown = self.page_stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def place(self) -> Place | None:
        """Where the officer is."""
        return self._place

    @Slot(object)
    def go(self, place: Place) -> None:
        """Go to a place; the one left can be gone back to."""
        if self._place is not None and self._place != place:
            self._trail = [*self._trail[-30:], self._place]
        self._show(place)

    @Slot()
    def back(self) -> None:
        """Follow the link back of the page, else go to the page before."""
        page = self.page()
        if page is not None and page.back_place is not None:
            self._show(page.back_place)
        elif self._trail:
            self._show(self._trail.pop())

    def show_page(self, page: Page, name: str) -> None:
        """Show a page that the caller has built, such as the unlock page."""
        if name not in self._pages:
            self._add(name, page)
        self._front(page, Place(name))

    def _show(self, place: Place) -> None:
        page = self._pages.get(place.page)
        if page is None:
            page = page_class(place.page)(self.kit)
            self._add(place.page, page)
        page.open(place.key)
        self._front(page, place)

    def _add(self, name: str, page: Page) -> None:
        self._pages[name] = page
        named(page, f"{name}_page")
        # The keyboard may rest on the page itself; a ring round all of it would say nothing.
        page.setProperty("own_ring", True)
        page.go.connect(self.go)
        page.went_back.connect(self.back)
        page.head_changed.connect(self._head_changed)
        page.chip_changed.connect(self._chip_changed)
        self.page_stack.addWidget(page)

    def _front(self, page: Page, place: Place) -> None:
        left = self.page()
        if left is not None and left is not page:
            left.settle()
        self._drawer.close_drawer()
        self._menu.close_drawer()
        self._place = place
        self.page_stack.setCurrentWidget(page)
        shortcuts.give_way(self, page.takes_keys)
        page.banners.show_notices(list(self._notices.values()))
        self._divide(force=True)
        self.rail.set_current(page.rail)
        self._head_changed()
        focus = self.focusWidget()
        page.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        page.setAccessibleName(page.heading)
        if focus is None or not page.isAncestorOf(focus):
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(page, page.heading)
        self.arrived.emit(place)

    @Slot()
    def _head_changed(self) -> None:
        page = self.page()
        if page is None:
            return
        if page.accessibleName():
            page.setAccessibleName(page.heading)
        self.rail.set_current(page.rail)
        self.header.show_head(page.heading, page.reference, page.back_words)
        self.setWindowTitle(page.title())
        drawn = self._span is not None and self._span.context == 0
        words = page.context_words if page.context is not None and drawn else ""
        self.header.show_facts_button(words, page.context_flagged)
        self._chip_changed()

    @Slot()
    def _chip_changed(self) -> None:
        if (page := self.page()) is not None:
            self.header.show_page_chip(page.chip_words, page.chip_brief, page.chip_icon)

    @Slot(object)
    def notice(self, notice: Notice) -> None:
        """Show a standing banner on whatever page is in front until `drop_notice`."""
        self._notices[notice.key] = notice
        page = self.page()
        if page is not None:
            page.banners.show_notice(notice)
            self._head_changed()

    @Slot(str)
    def drop_notice(self, key: str) -> None:
        """Take a standing banner away."""
        self._notices.pop(key, None)
        page = self.page()
        if page is not None:
            page.banners.drop(key)
            self._head_changed()

    @Slot(object)
    def _told(self, changes: Any) -> None:
        for page in self._pages.values():
            page.changed(changes)

    @Slot()
    def lock(self) -> None:
        """Hide everything at once; `app` closes the notebook and shows the unlock page."""
        page = self.page()
        if page is not None and page.frame != "none":
            page.settle()
            self.lock_asked.emit()

    def whereabouts(self) -> Whereabouts | None:
        """Where the officer is, for the return after a lock."""
        if self._place is None:
            return None
        page, focus = self.page(), self.focusWidget()
        place = self._place if page is None else page.stands_at(self._place)
        return Whereabouts(place, focus.objectName() if focus is not None else "")

    def return_to(self, where: Whereabouts) -> None:
        """Go back to a place and its field."""
        self._show(where.place)
        page = self.page()
        if page is None or not where.field:
            return
        page.left_at = where.field
        field = page.findChild(QWidget, where.field)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_pages(self) -> None:
        """Delete every page and what it shows: at the lock nothing may stay in the window or its tree."""
        self._drawer.close_drawer()
        self._menu.close_drawer()
        for page in self._pages.values():
            self.page_stack.removeWidget(page)
            lent = page.context
            if lent is not None and lent.parent() is None:
                lent.deleteLater()
            page.deleteLater()
        self._pages.clear()
        self._notices.clear()
        self._trail.clear()
        self._place = None
        self.header.show_head("", "", "")
        self.header.show_page_chip("", "")
        self.setWindowTitle("FieldKit")

    @Slot()
    def open_help(self) -> None:
        """F1."""
        if exists("help"):
            self.go(Place("help", "keys"))

    @Slot()
    def open_queue(self) -> None:
        """The status chip and F9."""
        if exists("queue"):
            self.go(Place("queue"))

    @Slot()
    def press_main(self) -> None:
        """Ctrl+Enter presses the page's main button."""
        page = self.page()
        button = page.main_button() if page is not None else None
        if button is not None:
            button.click()

    @Slot()
    def close_or_back(self) -> None:
        """Esc closes what lies over the page, else goes back."""
        over = [drawer for drawer in (self._drawer, self._menu) if drawer.isVisible()]
        for drawer in over:
            drawer.close_drawer()
        page = self.page()
        if not over and not (page is not None and page.close_over()):
            self.back()

    @Slot()
    def print_page(self) -> None:
        """Ctrl+P presses the page's print button, where it has one."""
        page = self.page()
        button = page.findChild(Button, "print_button") if page is not None else None
        if button is not None and button.isVisible():
            button.click()

    @Slot()
    def undo(self) -> None:
        """Ctrl+Shift+Z takes the Undo that a banner of the page offers."""
        if (page := self.page()) is not None and "undo" in set(page.banners.keys()):
            page.banners.acted.emit("undo")

    @Slot(str)
    def _rail_chosen(self, page: str) -> None:
        if page == LOCK:
            self.lock()
        else:
            self.go(Place(page))

    @Slot()
    def _place_key(self) -> None:
        key = self.sender()
        page = self.page()
        if isinstance(key, QShortcut) and page is not None and page.frame != "none":
            self.go(Place(str(key.property("page"))))

    @Slot()
    def open_menu(self) -> None:
        """The rail as a drawer, in a narrow window."""
        self.rail.setParent(None)
        self.rail.set_above(False)
        self._menu.open_drawer("Menu", self.rail, theme().px(_MENU_WIDTH))

    @Slot()
    def _menu_closed(self) -> None:
        self._divide(force=True)

    @Slot()
    def toggle_facts(self) -> None:
        """The context panel as a drawer where it has no place of its own."""
        page = self.page()
        if page is None or page.context is None or self._span is None or self._span.context:
            return
        if self._drawer.held() is not None:
            self._drawer.close_drawer()
            return
        lent = page.lend_context()
        if lent is not None:
            self._drawer.open_drawer(page.context_words, lent, theme().px(self._span.drawer))

    @Slot()
    def _drawer_closed(self) -> None:
        if (page := self.page()) is not None:
            page.give_back_context()

    def _divide(self, force: bool = False) -> None:
        span = span_of(self.width(), theme().scale)
        page = self.page()
        if page is None or (span == self._span and not force):
            self._span = span
            return
        self._span = span
        if span.context:
            self._drawer.close_drawer()
        framed = page.frame == "all"
        self.header.setVisible(page.frame != "none")
        self.header.set_span(span, self.height())
        if self._menu.held() is None:
            self._put_rail_back()
            self.rail.setVisible(framed and span.rail > 0)
        if span.rail:
            self.rail.set_above(span.icon_above)
            self.rail.setFixedWidth(theme().px(span.rail))
        self.header.menu_button.setVisible(framed and span.rail == 0)
        page.set_span(span)
        self._head_changed()

    def _put_rail_back(self) -> None:
        row = self._body.layout()
        if self.rail.parent() is None and isinstance(row, QHBoxLayout):
            row.insertWidget(0, self.rail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may divide the window differently."""
        super().resizeEvent(event)
        self._divide()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_span"):
            self._divide(force=True)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads on as things stand on the screen."""
        found = following(self, forward)
        if found is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        found.setFocus(reason)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed; never ask."""
        page = self.page()
        if page is not None:
            page.settle()
        self.closing.emit()
        super().closeEvent(event)
