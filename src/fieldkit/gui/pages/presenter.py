"""The courtroom view: what is asked, one key each, and beside it the page of the bundle that shows it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fieldkit.errors import Trouble
from fieldkit.gui import clock
from fieldkit.gui.announce import announce
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import mark, named
from fieldkit.gui.readings.presenter import figures, line_of
from fieldkit.gui.spans import Span
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.answer_list import AnswerKey, AnswerList
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.go_to_page import GoToPage
from fieldkit.gui.widgets.preview import Sheet
from fieldkit.gui.widgets.words import Words

_LIST, _SHEET = 216, 524
_SCREEN = 1.6
_FIRST = "points"
_CONCERNS = frozenset({"legal-action", "proof", "defence", "hearing", "notice", "bundle-build", "statement"})


class PresenterPage(Page):
    """Key: a legal action, a hearing, or a case with one parent's way."""

    form_file = "presenter.ui"
    rail = "cases"
    frame = "no rail"
    context_width = _SHEET

    asked: AnswerList
    figures: QWidget
    figures_rule: QFrame
    title_words: Words
    lines: QWidget
    context: QWidget
    foot: GoToPage

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.key, self.name, self.page_number = "", _FIRST, 1
        self.presenter: Any = None
        self.built: Any = None
        self.set_head("In court")
        self.set_context_words("Page")
        mark(self._side_frame, side="", ground="rail")
        self._side_frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side_column.setContentsMargins(0, 8, 0, 8)
        self._side_column.takeAt(1)
        self.sheet = Sheet()
        named(self.sheet, "bundle_page", "Page of the bundle")
        column = self.context.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.sheet)
            column.addStretch(1)
        self.asked.opened.connect(self.show_answer)
        self.foot.page_asked.connect(self.turn_to)
        self.foot.letter_typed.connect(self.press_letter)

    def open(self, key: str) -> None:
        """Read everything at once: no answer waits for the disk."""
        if key != self.key:
            self.name, self.built, self.page_number = _FIRST, None, 1
            self.sheet.show_picture(QPixmap())
        self.key, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.hearings.presenter(key), self.show_presenter, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something that is asked for changed."""
        if self.isVisible() and self.key and changes.kinds & _CONCERNS:
            self.open(self.key)

    @Slot(object)
    def show_presenter(self, presenter: Any) -> None:
        """The list, the figures, and the answer in front; then the bundle is made ready."""
        self.presenter = presenter
        self.set_head(presenter.title, back=("Pathway", Place("pathway", presenter.action)))
        self.asked.set_rows([AnswerKey(one.name, one.words, one.letter) for one in presenter.answers])
        layout = self.figures.layout()
        if layout is not None:
            empty(layout)
            figures(presenter, layout)
        bundle = presenter.bundle
        self.foot.set_pages(bundle.pages if bundle else 0)
        self.show_answer(self.name)
        if bundle is None:
            self.set_chip("No bundle built", "No bundle", "warning")
            self._say("Build the bundle first: its pages are shown here.")
        elif self.built is None:
            self._say("Making the pages ready")
            self._make()

    def _make(self) -> None:
        book, presenter = self.kit.book, self.presenter
        self.kit.jobs.start(
            lambda progress: book.hearings.bundle(presenter, say=progress.say),
            self._made,
            self._not_made,
            Lane.PAPERS,
            self,
        )

    @Slot(object)
    def _made(self, built: Any) -> None:
        self.built = built
        shown = self.presenter.bundle
        name = f"{shown.words}, version {shown.version}"
        self.set_chip(f"{name}: checked {clock.now():%H:%M}", f"{name} checked", "seal-check")
        self.turn_to(self.page_number)

    @Slot(object)
    def _not_made(self, trouble: Trouble) -> None:
        self.set_chip("Bundle has changed", "Bundle changed", "warning")
        self._say(f"{trouble.say} {trouble.do}")

    def _say(self, words: str) -> None:
        self.sheet.say(words)
        self.sheet.setAccessibleName(words)

    @Slot(str)
    def show_answer(self, name: str) -> None:
        """Show one answer: its lines, each with the page that shows it."""
        if self.presenter is None:
            return
        self.name, answer = name, self.presenter.answer(name)
        self.asked.set_current(name)
        self.title_words.setText(answer.title)
        layout = self.lines.layout()
        if not isinstance(layout, QVBoxLayout):
            return
        empty(layout)
        for number, line in enumerate(answer.lines):
            made = line_of(line, number)
            layout.addWidget(made)
            for button in made.findChildren(Button):
                button.clicked.connect(self._page_pressed)
        if not answer.lines:
            layout.addWidget(Words(answer.nothing, "body", "muted"))
        layout.addStretch(1)
        self.area.verticalScrollBar().setValue(0)
        announce(self, answer.title)

    @Slot()
    def _page_pressed(self) -> None:
        button = self.sender()
        if button is not None:
            self.turn_to(int(button.property("page")))

    @Slot(int)
    def turn_to(self, page: int) -> None:
        """Turn the bundle to a page; until it is ready the number is kept."""
        self.page_number = page
        if self.foot.field.text() != str(page):
            self.foot.show_page(page)
        self.set_context_words(f"Page {page}")
        built, book = self.built, self.kit.book
        if built is None or not 1 <= page <= built.pages:
            return
        self.sheet.setAccessibleName(f"Page {page} of {built.pages}")
        self.kit.jobs.start(
            lambda _progress: (page, book.bundles.page_image(built.pdf, page, _SCREEN)),
            self._drawn,
            self.show_trouble,
            Lane.PAPERS,
            self,
        )

    @Slot(object)
    def _drawn(self, drawn: Any) -> None:
        """A page that was asked for before another one is not shown any more."""
        page, png = drawn
        if page == self.page_number:
            picture = QPixmap()
            picture.loadFromData(png)
            self.sheet.show_picture(picture)

    @Slot(str)
    def press_letter(self, letter: str) -> None:
        """The answer with a letter."""
        if self.presenter is None:
            return
        for answer in self.presenter.answers:
            if answer.letter == letter.upper():
                self.show_answer(answer.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter shows its answer, a figure begins a page number, wherever the keyboard is."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        typed = event.text()
        if plain and typed.isalpha():
            self.press_letter(typed)
        elif plain and typed.isdigit():
            self.foot.type_figure(typed)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.built is not None:
            step = 1 if event.key() == Qt.Key.Key_PageDown else -1
            self.turn_to(min(max(self.page_number + step, 1), self.built.pages))
        else:
            super().keyPressEvent(event)

    def set_span(self, span: Span) -> None:
        """The list is narrower than other lists, the sheet wider than other panels."""
        super().set_span(span)
        self._side_frame.setFixedWidth(theme().px(_LIST))
        self.asked.set_beside(span.one_column)
        self._put_figures(span.one_column)
        if span.context:
            self._context_frame.setFixedWidth(theme().px(_SHEET))

    def _put_figures(self, last: bool) -> None:
        """In one column the answer comes before the figures, which have a key of their own."""
        column = self.body.layout()
        if isinstance(column, QVBoxLayout):
            for part in (self.figures_rule, self.figures):
                column.removeWidget(part)
                column.insertWidget(column.indexOf(self.lines) + 1 if last else 0, part)
