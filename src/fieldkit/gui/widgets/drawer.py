"""The drawer: case facts from the right or the menu from the left, over the page in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.words import Words

_SLIDE_MS = 120


class Drawer(QFrame):
    """Holds a widget of the page while it is open and gives it back when it closes."""

    closed = Signal()

    def __init__(self, parent: QWidget, from_left: bool = False) -> None:
        super().__init__(parent)
        self._from_left = from_left
        self._held: QWidget | None = None
        self._back: QWidget | None = None
        self._width = 0
        self._over = parent
        self.setProperty("card", "float")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 8)
        self._title = Words("", "section_small")
        self._close = Button("Close", key_cap="Esc")
        named(self._close, f"drawer_close_{'left' if from_left else 'right'}", "Close")
        self._close.clicked.connect(self.close_drawer)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column.addLayout(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutQuad)
        parent.installEventFilter(self)
        self.hide()

    def open_drawer(self, title: str, held: QWidget, width: int, moving: bool = True) -> None:
        """Show `held` under `title`, `width` pixels wide (0 is the whole window)."""
        self._held, self._back, self._width = held, self._over.focusWidget(), width
        self._title.setText(title)
        named(self, f"drawer_{'left' if self._from_left else 'right'}", title)
        self._area.setWidget(held)
        held.show()
        place = self._place()
        self.setGeometry(place)
        self.raise_()
        self.show()
        if moving:
            away = QPoint(-place.width() if self._from_left else place.right(), place.top())
            self._slide.setStartValue(away)
            self._slide.setEndValue(place.topLeft())
            self._slide.start()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def held(self) -> QWidget | None:
        """What the drawer shows, None when it is closed."""
        return self._held

    def _place(self) -> QRect:
        whole = self._over.rect()
        width = min(self._width or whole.width(), whole.width())
        left = 0 if self._from_left else whole.width() - width
        return QRect(left, 0, width, whole.height())

    @Slot()
    def close_drawer(self) -> None:
        """Give the widget back and the focus to where it was."""
        if self._held is None:
            return
        self._slide.stop()
        held = self._area.takeWidget()
        self._held = None
        self.hide()
        if held is not None:
            held.hide()
        self.closed.emit()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the window."""
        if event.type() == QEvent.Type.Resize and self._held is not None:
            self.setGeometry(self._place())
        return super().eventFilter(watched, event)
