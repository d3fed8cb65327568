"""The header: link back, the one heading, its reference; at the right the timer and the status, always."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui.mark import mark, named
from fieldkit.gui.spans import Span
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import metrics
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.chip import Chip, StatusChip, TimerChip
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.words import Words

_LOW = 700


class Header(QFrame):
    """One line in a usual window; heading over chips in a narrow one."""

    back_asked = Signal()
    menu_asked = Signal()
    facts_asked = Signal()
    queue_asked = Signal()
    timer_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("header", "true")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._narrow, self._high = False, 0
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.menu_button = Button("Menu", icon="list", parent=self)
        named(self.menu_button, "menu_button", "Menu")
        self.menu_button.clicked.connect(self.menu_asked)
        self._titles = self._build_titles()
        self._chips = self._build_chips()
        self.set_status_visible(False)

    def _build_titles(self) -> QWidget:
        titles = QWidget(self)
        column = QVBoxLayout(titles)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.back_link = LinkButton(icon="caret-left", role="small", low=True)
        self.back_link.clicked.connect(self.back_asked)
        named(self.back_link, "back_link", "Back")
        row = self._title_row = QHBoxLayout()
        row.setSpacing(14)
        self.heading = Words("", "title")
        named(self.heading, "heading")
        self.reference = Words("", "answer", "muted")
        self.reference.setContentsMargins(0, 0, 0, 3)
        self.reference.setWordWrap(False)
        named(self.reference, "reference")
        row.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.reference, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column.addStretch(1)
        column.addWidget(self.back_link)
        column.addLayout(row)
        column.addStretch(1)
        return titles

    def _build_chips(self) -> QWidget:
        chips = QWidget(self)
        row = QHBoxLayout(chips)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.facts_button = Chip("", "info")
        self.page_chip = Chip("", "timer")
        self.timer_chip = TimerChip()
        self.needs_chip = StatusChip()
        self.status_chip = StatusChip()
        for chip, name, asked in (
            (self.facts_button, "facts_button", self.facts_asked),
            (self.page_chip, "page_chip", None),
            (self.timer_chip, "timer_chip", self.timer_asked),
            (self.needs_chip, "needs_chip", self.queue_asked),
            (self.status_chip, "status_chip", self.queue_asked),
        ):
            named(chip, name)
            if asked is not None:
                chip.clicked.connect(asked)
            row.addWidget(chip)
        row.addStretch(0)
        # It opens nothing, so that Tab passes it by.
        self.page_chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page_chip.hide()
        self.facts_button.hide()
        self.timer_chip.hide()
        self.needs_chip.hide()
        return chips

    def show_head(self, heading: str, reference: str, back: str) -> None:
        """The words of the page in front."""
        self.heading.setText(heading)
        self.reference.setText(reference)
        self.reference.setVisible(bool(reference))
        self.back_link.set_words(back)
        self.back_link.setAccessibleName(f"Back to {back}")
        self.back_link.setVisible(bool(back))
        self._fit()

    def _fit(self) -> None:
        """One line where the heading fits beside its reference and the chips; Qt would wrap it sooner."""
        role = str(self.heading.property("role"))
        beside = (
            metrics("answer").horizontalAdvance(self.reference.text()) + 14 if self.reference.text() else 0
        )
        margins = self._grid.contentsMargins().left() + self._grid.contentsMargins().right()
        # Under each other in a narrow window, where only the button of the menu stands beside the heading.
        beside += self._chips.sizeHint().width() + 20 if not self._narrow else 0
        beside += self.menu_button.sizeHint().width() + 20 if self.menu_button.isVisibleTo(self) else 0
        room = self.width() - margins - beside
        wraps = metrics(role).horizontalAdvance(self.heading.text()) > room
        self.heading.setWordWrap(wraps)
        # What wraps has the whole line; the room at its end is for a heading that does not.
        self._title_row.setStretch(0, int(wraps))
        self._title_row.setStretch(2, int(not wraps))
        if self._high:
            lines = self.heading.heightForWidth(room) + self.back_link.sizeHint().height() + 8 if wraps else 0
            self.setFixedHeight(max(self._high, lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width holds more or less of the heading."""
        super().resizeEvent(event)
        self._fit()

    def set_status_visible(self, visible: bool) -> None:
        """The status chip is there as soon as a notebook is open."""
        self.status_chip.setVisible(visible)

    @Slot(int)
    def show_needs(self, count: int) -> None:
        """The second chip, left of the status: what only the officer can settle."""
        self.needs_chip.setVisible(bool(count))
        if count:
            self.needs_chip.show_needs_you(count)

    def show_page_chip(self, words: str, brief: str, icon: str = "timer") -> None:
        """What the page in front says beside the status, such as the time spent on a stop; "" hides it."""
        self.page_chip.setVisible(bool(words))
        if words:
            self.page_chip.say(words, icon, brief=brief)

    def show_facts_button(self, words: str, flagged: bool) -> None:
        """The button of the drawer, saying what is in it; "" hides it."""
        self.facts_button.setVisible(bool(words))
        if words:
            tone = "amber" if flagged else "grey"
            self.facts_button.say(words, "warning" if flagged else "info", tone, "fill" if flagged else "")

    def set_span(self, span: Span, window_height: int) -> None:
        """Stand as the width allows."""
        while self._grid.takeAt(0) is not None:
            pass
        narrow = self._narrow = span.one_column
        self.menu_button.setVisible(span.rail == 0)
        for chip in (self.status_chip, self.timer_chip, self.page_chip):
            chip.set_short(span.name in ("tight", "narrow"))
        self._grid.setContentsMargins(span.margin, 6, span.margin, 6)
        if narrow:
            self._grid.addWidget(self.menu_button, 0, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(self._titles, 0, 1)
            self._grid.addWidget(self._chips, 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
            self._high = 0
            self.setMinimumHeight(0)
            self.setMaximumHeight(16777215)
        else:
            self._grid.addWidget(self._titles, 0, 1)
            self._grid.addWidget(self._chips, 0, 2, Qt.AlignmentFlag.AlignVCenter)
            self._grid.setContentsMargins(span.margin, 2, span.margin, 2)
            self._high = theme().px(span.header)
        low = narrow or window_height / theme().scale < _LOW
        mark(self.heading, role="title_narrow" if low else "title")
        self._fit()
