"""A printed page as a picture, with Back, Next and Page n of m."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

_A4 = 297 / 210
_MARGIN = 24


class Sheet(QWidget):
    """The page itself, as wide as there is room, always white."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._words = QPixmap(), ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: QPixmap) -> None:
        """Show another page."""
        self._picture = picture
        self.update()

    def say(self, words: str) -> None:
        """What an empty sheet says in place of a page."""
        self._words = words
        self.update()

    def heightForWidth(self, width: int) -> int:
        """The height of an A4 page of that width."""
        return round(width * _A4)

    def sizeHint(self) -> QSize:
        """A page that can be read."""
        return QSize(440, self.heightForWidth(440))

    def minimumSizeHint(self) -> QSize:
        """It shrinks with its panel."""
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        """White paper with an edge, and the page on it."""
        painter = QPainter(self)
        draw.box(painter, self.rect(), "paper", "edge", 1)
        if not self._picture.isNull():
            room = self.rect().adjusted(1, 1, -1, -1)
            ratio = self.devicePixelRatioF()
            shown = self._picture.scaled(
                room.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown.setDevicePixelRatio(ratio)
            painter.drawPixmap(room.topLeft(), shown)
        elif self._words:
            words = draw.Block(self._words, "body", self.width() - 2 * _MARGIN)
            words.draw(painter, _MARGIN, _MARGIN, "paper_text")
        painter.end()


class Preview(QWidget):
    """`page_asked` gives the number of the page that is wanted, from 1."""

    page_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages, self._page = 0, 1
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        row = RowOrStack()
        self.back_button = Button("Back", icon="caret-left")
        self.next_button = Button("Next", icon="caret-right")
        named(self.back_button, "preview_back", "Page before")
        named(self.next_button, "preview_next", "Next page")
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._forward)
        self._label = Words("Page", weight=600)
        self._label.setWordWrap(False)
        self._field = TextField(3)
        self._field.describe("Page")
        named(self._field, "preview_page", "Page")
        self._field.returnPressed.connect(self._typed)
        self._of = Words("", "body")
        self._of.setWordWrap(False)
        for part in (self.back_button, self.next_button, self._label, self._field, self._of):
            row.add(part)
        column.addWidget(row)
        self.sheet = Sheet()
        named(self.sheet, "preview_sheet", "Printed page")
        column.addWidget(self.sheet)
        column.addStretch(1)
        self.set_pages(0)

    def say_empty(self, words: str) -> None:
        """What is to be done before there is a page."""
        self.sheet.say(words)
        self.sheet.setAccessibleDescription(words)

    def set_pages(self, pages: int) -> None:
        """A paper with so many pages; none clears the sheet."""
        self._pages = pages
        self._of.setText(f"of {pages}" if pages else "No pages yet")
        if not pages:
            self.sheet.show_picture(QPixmap())
        self.go_to(min(self._page, max(pages, 1)), ask=False)

    def go_to(self, page: int, ask: bool = True) -> None:
        """Turn to a page."""
        if not 1 <= page <= max(self._pages, 1):
            return
        self._page = page
        self._field.set_value(str(page))
        none = "" if self._pages else "No pages yet"
        self.back_button.set_unavailable("" if page > 1 else none or "This is the first page")
        self.next_button.set_unavailable("" if page < self._pages else none or "This is the last page")
        self.sheet.setAccessibleName(none or f"Page {page} of {self._pages}")
        if ask and self._pages:
            self.page_asked.emit(page)

    def page(self) -> int:
        """The page in front."""
        return self._page

    def show_page(self, png: bytes) -> None:
        """Show the picture of the page in front."""
        picture = QPixmap()
        picture.loadFromData(png)
        self.sheet.show_picture(picture)

    @Slot()
    def _back(self) -> None:
        self.go_to(self._page - 1)

    @Slot()
    def _forward(self) -> None:
        self.go_to(self._page + 1)

    @Slot()
    def _typed(self) -> None:
        typed = str(self._field.value()).strip()
        self.go_to(int(typed) if typed.isdigit() else self._page)
        self._field.set_value(str(self._page))
