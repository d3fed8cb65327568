"""A widget that puts what it is given in one line where it fits, and else under each other or in lines."""

from __future__ import annotations

from PySide6.QtCore import Property, QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class RowOrStack(QWidget):
    """Choices, buttons of a page, or two blocks of equal width (`equal`).

    What `wraps` stands in as many lines as it needs, each as wide as it is.
    """

    def __init__(
        self, equal: bool = False, spacing: int = 8, parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self._equal, self._spacing, self._wraps = equal, spacing, wraps
        self._items: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _get_wraps(self) -> bool:
        return self._wraps

    def _set_wraps(self, wraps: bool) -> None:
        self._wraps = wraps
        self._lay_out()

    wraps = Property(bool, _get_wraps, _set_wraps)

    def add(self, widget: QWidget) -> None:
        """Put in another widget."""
        widget.setParent(self)
        self._items.append(widget)
        if self.isVisible():
            widget.show()
        self.updateGeometry()
        self._lay_out()

    def take(self, widget: QWidget) -> None:
        """Give a widget back, to be put elsewhere."""
        self._items.remove(widget)
        self.updateGeometry()
        self._lay_out()

    def clear(self) -> None:
        """Take out and delete what it holds."""
        for widget in self._items:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        self._items = []
        self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [item for item in self._items if not item.isHidden()]

    def _natural(self, items: list[QWidget]) -> int:
        widths = [_width(item) for item in items]
        if not widths:
            return 0
        total = max(widths) * len(widths) if self._equal else sum(widths)
        return total + self._spacing * (len(widths) - 1)

    def in_line(self, width: int) -> bool:
        """Whether everything fits beside each other in `width`."""
        return self._natural(self._shown()) <= width

    def _widths(self, items: list[QWidget], width: int) -> list[int]:
        each = (width - self._spacing * (len(items) - 1)) // max(1, len(items))
        return [each if self._equal else _width(item) for item in items]

    def hasHeightForWidth(self) -> bool:
        """Its height depends on its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height needed in `width`."""
        items = self._shown()
        if not items:
            return 0
        if self.in_line(width):
            return max(
                _height(item, wide) for item, wide in zip(items, self._widths(items, width), strict=True)
            )
        lines = self._lines(items, width)
        return sum(max(_height(item, width) for item in line) for line in lines) + self._spacing * (
            len(lines) - 1
        )

    def _lines(self, items: list[QWidget], width: int) -> list[list[QWidget]]:
        """What does not fit in one line: as many in each as fit, or one."""
        lines: list[list[QWidget]] = []
        for item in items:
            if self._wraps and lines and self._natural([*lines[-1], item]) <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
        return lines

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        items = self._shown()
        natural = self._natural(items)
        return QSize(natural, self.heightForWidth(natural))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest alone, as high as one line."""
        items = self._shown()
        wide = max((_least(item).width() for item in items), default=0)
        return QSize(wide, max((_least(item).height() for item in items), default=0))

    def event(self, event: QEvent) -> bool:
        """A child that changed its size is laid out again."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._lay_out()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the widgets."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        items, width = self._shown(), self.width()
        if not self.in_line(width):
            self._stack(items, width)
            return
        left = 0
        for item, wide in zip(items, self._widths(items, width), strict=True):
            height = self.height() if self._equal else _height(item, wide)
            top = 0 if self._equal else max(0, (self.height() - height) // 2)
            item.setGeometry(QRect(left, top, wide, height))
            left += wide + self._spacing

    def _stack(self, items: list[QWidget], width: int) -> None:
        top = 0
        for line in self._lines(items, width):
            left, high = 0, max(_height(item, width) for item in line)
            for item in line:
                wide = min(_width(item), width) if self._wraps else width
                item.setGeometry(QRect(left, top, wide, high))
                left += wide + self._spacing
            top += high + self._spacing


def _least(item: QWidget) -> QSize:
    return item.minimumSizeHint().expandedTo(item.minimumSize())


def _width(item: QWidget) -> int:
    return max(item.sizeHint().width(), _least(item).width())


def _height(item: QWidget, width: int) -> int:
    wanted = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(wanted, _least(item).height())
