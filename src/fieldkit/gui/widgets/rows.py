"""Lists of rows: one model, one view and the ground that every row delegate stands on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fieldkit.gui import draw
from fieldkit.gui.ring import draw_ring
from fieldkit.gui.theme import theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1


class ListRow(Protocol):
    """What the model asks of a row."""

    @property
    def key(self) -> str:
        """Which row it is, the same after a refresh; "" cannot be chosen."""

    def spoken(self) -> str:
        """The whole row in words, for screen readers."""


class RowsModel(QAbstractListModel):
    """Plain rows in the order of the query that made them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Any] = []

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows; none below a row."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself for delegates, its words for everyone else."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings among the rows cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self._rows[index.row()].key:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; the same rows again change nothing."""
        if list(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def put(self, row: Any) -> bool:
        """Show a row in place of the one with its key, else at the end; whether it was added."""
        place = self.place(row.key)
        if place >= 0:
            if self._rows[place] != row:
                self._rows[place] = row
                index = self.index(place)
                self.dataChanged.emit(index, index)
            return False
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
        self._rows.append(row)
        self.endInsertRows()
        return True

    def row(self, number: int) -> Any:
        """The row at a place."""
        return self._rows[number]

    def place(self, key: str) -> int:
        """The place of the row with this key, -1 when it is gone."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)


class RowsView(QListView):
    """A list that remembers its row through a refresh; Enter or a press opens a row.

    `grows` makes it as high as its rows, for lists that stand in a page that scrolls.
    """

    opened = Signal(str)
    acted = Signal(str)

    def __init__(self, grows: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows_model = RowsModel(self)
        self._grows = grows
        self.setModel(self._rows_model)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rows_model(self) -> RowsModel:
        """The model, for tests and for pages that read it."""
        return self._rows_model

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show rows; the current row and the scroll position stay where they were."""
        kept, scrolled = self.current_key(), self.verticalScrollBar().value()
        self._rows_model.set_rows(rows)
        place = self._rows_model.place(kept) if kept else -1
        if place >= 0:
            self.setCurrentIndex(self._rows_model.index(place))
        self.verticalScrollBar().setValue(scrolled)
        self._fit()

    def current_key(self) -> str:
        """The key of the current row, "" when there is none."""
        index = self.currentIndex()
        return self._rows_model.row(index.row()).key if index.isValid() else ""

    def set_current(self, key: str) -> None:
        """Make a row the current one."""
        place = self._rows_model.place(key)
        self.setCurrentIndex(self._rows_model.index(place) if place >= 0 else QModelIndex())

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        if self._grows:
            total = sum(self.sizeHintForRow(n) for n in range(self._rows_model.rowCount()))
            if total != self.height():
                self.setFixedHeight(max(total, 1))

    def focusInEvent(self, event: Any) -> None:
        """Coming by Tab, the first row that can be chosen becomes current."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            for number in range(self._rows_model.rowCount()):
                if self._rows_model.row(number).key:
                    self.setCurrentIndex(self._rows_model.index(number))
                    break
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key():
            if not event.isAutoRepeat():
                self.opened.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a row opens it, on its button does what the button says."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or index != self.currentIndex():
            return
        key = self._rows_model.row(index.row()).key
        delegate = self.itemDelegate()
        if not key:
            return
        if isinstance(delegate, RowDelegate) and delegate.acts_at(self, index, event.position().toPoint()):
            self.acted.emit(key)
        else:
            self.opened.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap in another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Rows are higher in larger text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows_model"):
            delegate = self.itemDelegate()
            if isinstance(delegate, RowDelegate):
                delegate.forget()
            self._fit()


class RowDelegate(QStyledItemDelegate):
    """Measures rows once for a width and text scale, and draws the ground they stand on."""

    #: Whether a hairline is drawn under each row.
    ruled = True
    #: How far a row's words stay from its ends, so that the ring of the current one covers none of them.
    inset = 0

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._heights: dict[tuple[Any, int, float], int] = {}

    def forget(self) -> None:
        """Measure again."""
        self._heights.clear()

    def height(self, row: Any, width: int) -> int:
        """How high a row is in `width`; each delegate says."""
        raise NotImplementedError

    def draw_row(self, painter: QPainter, row: Any, area: QRect, current: bool) -> None:
        """Draw a row; each delegate does."""
        raise NotImplementedError

    def act_area(self, row: Any, area: QRect) -> QRect:
        """Where the row's own button is; empty when it has none."""
        return QRect()

    def acts_at(self, view: QAbstractItemView, index: Index, point: Any) -> bool:
        """Whether a press at `point` is on the row's button."""
        return self.act_area(index.data(ROW), self._inside(view.visualRect(index))).contains(point)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The width of the view and the height of the row in it."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        row = index.data(ROW)
        key = (row, width, theme().scale)
        if key not in self._heights:
            self._heights[key] = self.height(row, width - 2 * self.inset)
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, its hairline, and the ring when it has the keyboard."""
        row = index.data(ROW)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(option.rect)
        if current and self.inset:
            draw.fill(painter, option.rect, "action_tint")
        self.draw_row(painter, row, self._inside(option.rect), current)
        if self.ruled:
            draw.fill(
                painter, QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), "line"
            )
        view = self.parent()
        if current and row.key and isinstance(view, QWidget) and view.hasFocus():
            draw_ring(painter, option.rect.adjusted(5, 5, -5, -5))
        painter.restore()

    def _inside(self, area: QRect) -> QRect:
        return area.adjusted(self.inset, 0, -self.inset, 0)
