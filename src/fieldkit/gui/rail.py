"""The rail: product and council, the places with their counts, help and lock, and who you are."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import named
from fieldkit.gui.places import FOOT_PLACES, LOCK, PLACES, RailPlace, exists
from fieldkit.gui.ring import MARGIN, draw_ring
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics
from fieldkit.gui.widgets.words import Words, rule

_PAD, _ICON, _TEXT = 16, 20, 48


class RailItem(QPushButton):
    """One place; icon beside the word, or above it in a narrower window."""

    def __init__(self, place: RailPlace, parent: QWidget | None = None) -> None:
        super().__init__(place.words, parent)
        self.place = place
        self._count = 0
        self._above = False
        self.setCheckable(True)
        # Drawn inside: outside it the edges of the rail would cut it off.
        self.setProperty("own_ring", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named(self, f"rail_{place.page}", place.words)

    def set_count(self, count: int) -> None:
        """How many there are; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(f"{self.place.words}, {count}" if count else self.place.words)
        self.update()

    def set_above(self, above: bool) -> None:
        """Put the icon above the word."""
        self._above = above
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """The shell says which place is open, not the press."""

    def sizeHint(self) -> QSize:
        """44 high, 46 with the icon above: twelve items stand in a window of 600."""
        return QSize(theme().px(90), theme().px(46 if self._above else 44))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def _side(self) -> str:
        return self.place.key_cap or (f"{self._count}" if self._count else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground when chosen, icon, word, count."""
        painter = QPainter(self)
        on = self.isChecked()
        tone = "rail_on_text" if on else "rail_text"
        if on:
            draw.fill(painter, self.rect(), "rail_on")
        elif self.underMouse():
            draw.fill(painter, QRect(0, 0, 4, self.height()), "rail_text")
        painter.setPen(theme().colour(tone))
        painter.setFont(font("body", 700 if on else 500))
        if self._above:
            self._paint_above(painter, tone, on)
        else:
            self._paint_beside(painter, tone, on)
        if self.hasFocus():
            draw_ring(painter, self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        painter.end()

    def _paint_beside(self, painter: QPainter, tone: str, on: bool) -> None:
        size = theme().px(_ICON)
        weight = "fill" if on else "regular"
        draw.icon(painter, _PAD, (self.height() - size) // 2, self.place.icon, tone, _ICON, weight)
        room = self.rect().adjusted(_PAD + size + 12, 0, -_PAD, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.place.words)
        painter.setFont(font("body", 600))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._side())

    def _paint_above(self, painter: QPainter, tone: str, on: bool) -> None:
        size = theme().px(_ICON)
        left = (self.width() - size) // 2
        words = metrics("body").height()
        top = (self.height() - size - words) // 2
        draw.icon(painter, left, top, self.place.icon, tone, _ICON, "fill" if on else "regular")
        room = QRect(0, top + size, self.width(), words)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.place.words)
        if self._count:
            painter.setFont(font("body", 600))
            painter.drawText(left + size + theme().px(12), top + size - 4, str(self._count))


class Rail(QFrame):
    """`chosen` gives the page's name, or `lock`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(area)
        inner = QWidget()
        inner.setProperty("ground", "rail")
        area.setWidget(inner)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._items: dict[str, RailItem] = {}
        self._build()
        named(self, "rail", "Places")

    def _build(self) -> None:
        self._head = QWidget()
        self._head_column = head = QVBoxLayout(self._head)
        head.setContentsMargins(_PAD, 14, _PAD, 18)
        head.setSpacing(0)
        self._product = Words("FieldKit", "section", "rail_text")
        self._council = Words("", "small", "rail_muted")
        head.addWidget(self._product)
        head.addWidget(self._council)
        self._column.addWidget(self._head)
        self._add(PLACES)
        self._column.addStretch(1)
        self._add(FOOT_PLACES)
        self._who = QWidget()
        who = QVBoxLayout(self._who)
        who.setContentsMargins(_PAD, 8, _PAD, 14)
        who.setSpacing(0)
        self._officer = Words("", "body", "rail_text", 600)
        self._role = Words("", "small", "rail_muted")
        who.addWidget(rule("rail"))
        who.addSpacing(10)
        who.addWidget(self._officer)
        who.addWidget(self._role)
        self._column.addWidget(self._who)

    def _add(self, places: tuple[RailPlace, ...]) -> None:
        for place in places:
            item = RailItem(place)
            item.clicked.connect(self._chosen)
            self._items[place.page] = item
            self._column.addWidget(item)
            item.setVisible(place.page == LOCK or exists(place.page))

    def show_who(self, council: str, officer: str, role: str) -> None:
        """Whose notebook this is."""
        self._council.setText(council)
        self._officer.setText(officer)
        self._role.setText(role)

    def set_counts(self, counts: dict[str, int]) -> None:
        """How many there are at each place."""
        for page, count in counts.items():
            self._items[page].set_count(count)

    def set_current(self, page: str) -> None:
        """Mark the open place."""
        for name, item in self._items.items():
            item.setChecked(name == page)

    def open_pages(self) -> list[str]:
        """The places that exist, in their order, for the Alt keys."""
        return [place.page for place in PLACES if exists(place.page)]

    def item(self, page: str) -> RailItem:
        """The item of a place."""
        return self._items[page]

    def set_above(self, above: bool) -> None:
        """Icons above the words, and only the product's name at the head."""
        for item in self._items.values():
            item.set_above(above)
        self._council.setVisible(not above)
        self._who.setVisible(not above)
        self._head_column.setContentsMargins(
            _PAD if not above else 4, 6 if above else 14, 4, 2 if above else 18
        )
        align = Qt.AlignmentFlag.AlignHCenter if above else Qt.AlignmentFlag.AlignLeft
        self._product.setAlignment(align)

    @Slot()
    def _chosen(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.chosen.emit(item.place.page)
