"""What every page is: a form, a heading, and where its pieces stand in a window of any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fieldkit.errors import Trouble
from fieldkit.gui import loader
from fieldkit.gui.spans import USUAL, Span
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.banner import BannerArea, ErrorSummary, Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.foot import FootBar

if TYPE_CHECKING:
    from fieldkit.gui.kit import Kit

_SIDE = 252


@dataclass(frozen=True)
class Place:
    """A page by its name, and which of the things it can show: `Place("case", case_id)`."""

    page: str
    key: str = ""


class Page(QWidget):
    """Base of every page.

    `form_file` names the form in `ui/`. Children called `side`, `context` and `foot` in it are taken out and
    stand left of, right of and under the rest. Children are declared as annotations; the loader sets them.
    """

    form_file: ClassVar[str] = ""
    #: Which item of the rail is the chosen one.
    rail: str = ""
    #: Whether the page scrolls as a whole; False for one whose list scrolls by itself.
    scrolls: ClassVar[bool] = True
    #: Whether rail and header are shown round it: "all", "no rail" or "none".
    frame: ClassVar[str] = "all"
    #: Air above the page; 0 for one that begins with tabs.
    top: ClassVar[int] = 16
    #: Keys of the window that the page has another use for.
    takes_keys: ClassVar[frozenset[str]] = frozenset()
    #: Width of the context panel where the look names another than the usual.
    context_width: ClassVar[int] = 0

    go = Signal(object)
    went_back = Signal()
    head_changed = Signal()
    chip_changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.heading = self.reference = self.back_words = ""
        self.back_place: Place | None = None
        self.context_words, self.context_flagged = "Facts", False
        self._context_wanted = True
        self.chip_words, self.chip_brief, self.chip_icon = "", "", "timer"
        #: The field that had the keyboard at the lock, for a page whose fields come only when it has read.
        self.left_at = ""
        self.span: Span = USUAL
        self.body = QWidget()
        self.body.setProperty("ground", "none")
        self.side: QWidget | None = None
        self.context: QWidget | None = None
        self.foot: FootBar | None = None
        if self.form_file:
            loader.load(self.form_file, self.body)
            loader.take(self, self.body)
            self._lift()
        self._place()

    def _lift(self) -> None:
        for name in ("side", "context", "foot"):
            part = self.body.findChild(QWidget, name)
            if part is not None:
                part.setParent(None)
                setattr(self, name, part)

    def _place(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.banners = BannerArea()
        self.summary = ErrorSummary()
        self.summary.chosen.connect(self.focus_field)
        self._side_frame, self._side_column = _framed("side", self.side)
        self._context_frame, _column = _framed("context", self.context)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.banners)
        self._column.addWidget(self.summary)
        self._column.addWidget(self._scrolled() if self.scrolls else self.body, 1)
        if self.foot is not None:
            self._column.addWidget(self.foot)
        row.addWidget(self._side_frame)
        row.addLayout(self._column, 1)
        row.addWidget(self._context_frame)

    def _scrolled(self) -> QScrollArea:
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        holder = QWidget()
        holder.setProperty("ground", "none")
        self._reading = QVBoxLayout(holder)
        self._reading.setSpacing(0)
        self._reading.setContentsMargins(0, 0, 0, 0)
        self._reading.addWidget(self.body)
        self.area.setWidget(holder)
        return self.area

    def set_head(self, heading: str, reference: str = "", back: tuple[str, Place] | None = None) -> None:
        """Say the page's one heading, its reference, and (words, place) of the link back."""
        self.heading, self.reference = heading, reference
        self.back_words, self.back_place = back if back else ("", None)
        self.head_changed.emit()

    def set_context_words(self, words: str, flagged: bool = False) -> None:
        """What the drawer's button says: "Case facts: 1 flag"; `flagged` makes it amber."""
        self.context_words, self.context_flagged = words, flagged
        self.head_changed.emit()

    def show_context(self, wanted: bool) -> None:
        """Whether there is anything to stand in the context panel."""
        if wanted != self._context_wanted:
            self._context_wanted = wanted
            self._context_frame.setVisible(wanted and self.context is not None and self.span.context > 0)
            self.head_changed.emit()

    def set_chip(self, words: str, brief: str, icon: str = "timer") -> None:
        """What the header says beside the status while this page is in front."""
        self.chip_words, self.chip_brief, self.chip_icon = words, brief, icon
        self.chip_changed.emit()

    def title(self) -> str:
        """The window title: "Error: " first when something is wrong, then heading and reference."""
        wrong = not self.summary.isHidden() or self.banners.has_trouble()
        named = f"{self.heading}, {self.reference}" if self.reference else self.heading
        return f"{'Error: ' if wrong else ''}{named} - FieldKit"

    def open(self, key: str) -> None:
        """Show the thing `key`; called each time the page comes to the front. Pages override it."""

    def settle(self) -> None:
        """Write down at once what is typed and not yet kept; before leaving, locking and closing."""

    @property
    def unsaved(self) -> bool:
        """Whether something typed has not yet been kept."""
        return False

    def close_over(self) -> bool:
        """Close what lies open on the page, such as a list to choose from; whether Esc is done with it."""
        return False

    def stands_at(self, place: Place) -> Place:
        """Where an unlock leads back to: the place asked for, or what has been begun there since."""
        return place

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something was written; a page refreshes what concerns it. Pages override it."""

    @Slot(object)
    def show_trouble(self, trouble: Trouble) -> None:
        """Say trouble in a red banner; the work goes on."""
        self.banners.show_notice(Notice("trouble", trouble.say, trouble.do, "red", closes=True))
        self.head_changed.emit()

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show (question name, words) in the summary and at each question; none clears both."""
        from fieldkit.gui.widgets.question import QuestionBlock

        words = dict(problems)
        for block in self.body.findChildren(QuestionBlock):
            block.setProperty("problem", words.get(block.objectName(), ""))
        self.summary.show_problems(problems)
        self.head_changed.emit()

    @Slot(str)
    def focus_field(self, name: str) -> None:
        """Take the keyboard to a question, and scroll to it."""
        from fieldkit.gui.widgets.question import QuestionBlock

        block = self.body.findChild(QuestionBlock, name)
        if block is not None:
            if self.scrolls:
                self.area.ensureWidgetVisible(block)
            block.focus_here()

    def foot_bar(self) -> FootBar:
        """The foot of a page whose form has one. Raises `TypeError` for any other."""
        if self.foot is None:
            raise TypeError(f"{self.form_file} has no foot")
        return self.foot

    def main_button(self) -> Button | None:
        """The one main button, for Ctrl+Enter."""
        if self.foot is not None and self.foot.main_button is not None:
            return self.foot.main_button
        return next(
            (b for b in self.findChildren(Button) if b.property("kind") == "main" and b.isVisible()), None
        )

    def set_span(self, span: Span) -> None:
        """Stand as the width allows; pages that do more override it and call this first."""
        self.span = span
        narrow = span.one_column
        self._side_frame.setVisible(self.side is not None and not narrow)
        if self.side is not None:
            if narrow:
                (self._reading if self.scrolls else self._column).insertWidget(0, self.side)
                self.side.show()
            elif self.side.parentWidget() is not self._side_frame:
                self._side_column.insertWidget(0, self.side)
            self._side_frame.setFixedWidth(theme().px(_SIDE))
        beside = self.context is not None and span.context > 0 and self._context_wanted
        self._context_frame.setVisible(beside)
        if beside:
            self.give_back_context()
            wanted = self.context_width if self.context_width and span.context < 400 else span.context
            self._context_frame.setFixedWidth(theme().px(wanted))
        layout = self.body.layout()
        if layout is not None:
            layout.setContentsMargins(span.margin, self.top, span.margin, 16)
        if span.reading:
            self.body.setMaximumWidth(theme().px(span.reading) + 2 * span.margin)
        else:
            self.body.setMaximumWidth(16777215)
        if self.foot is not None:
            self.foot.set_margin(span.margin)

    def give_back_context(self) -> None:
        """Put the context panel back at its place after a drawer has held it."""
        if self.context is not None and self.context.parent() is None:
            area = self._context_frame.findChild(QScrollArea)
            if area is not None:
                area.setWidget(self.context)
                self.context.show()

    def lend_context(self) -> QWidget | None:
        """Take the context panel out for a drawer."""
        if self.context is None:
            return None
        area = self._context_frame.findChild(QScrollArea)
        if area is not None and area.widget() is self.context:
            area.takeWidget()
        return self.context


def _framed(kind: str, part: QWidget | None) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty(kind, "true")
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    if part is None:
        frame.hide()
    elif kind == "context":
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(part)
        part.setProperty("ground", "none")
        column.addWidget(area)
    else:
        column.setContentsMargins(0, 12, 0, 12)
        column.addWidget(part)
        column.addStretch(1)
    return frame, column
