"""A closed question: each choice a bordered target of 44 pixels, one or many of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import named, plain
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.row_or_stack import RowOrStack

_PAD, _GAP, _MARK = 12, 10, 22
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


# Two bases made by Qt cannot be mixed in one class: the shared part is plain Python when it runs.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class _Target(_Button):
    """How one choice looks and what of it can be pressed: all of it."""

    _round = True
    _reason = ""
    _wrong = False

    def prepare(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def words(self) -> str:
        return self.text().replace("&&", "&")

    def set_unavailable(self, reason: str) -> None:
        self._reason = reason
        self.setAccessibleDescription(f"Unavailable: {reason}" if reason else "")
        self.updateGeometry()
        self.update()

    def set_wrong(self, wrong: bool) -> None:
        self._wrong = wrong
        self.update()

    def _left(self) -> int:
        return _PAD + theme().px(_MARK) + _GAP

    def _blocks(self, width: int) -> list[draw.Block]:
        room = max(theme().px(60), width - self._left() - _PAD)
        blocks = [draw.Block(self.words(), "body", room, 500)]
        if self._reason:
            blocks.append(draw.Block(self._reason, "small", room, 500))
        return blocks

    def sizeHint(self) -> QSize:
        blocks = self._blocks(theme().px(600))
        width = self._left() + round(max(block.width for block in blocks) + 0.99) + _PAD + 4
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(44))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = sum(block.height for block in self._blocks(width))
        return max(theme().px(44), words + 2 * theme().px(9))

    def hitButton(self, pos: QPoint) -> bool:
        return not self._reason and self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if not (step and self._round):
            super().keyPressEvent(event)
            return
        group = self.parentWidget()
        others = [other for other in group.children() if isinstance(other, _Target)] if group else [self]
        beside = others[(others.index(self) + step) % len(others)]
        beside.setFocus(Qt.FocusReason.TabFocusReason)
        beside.click()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        self._sign(painter)
        blocks = self._blocks(self.width())
        top = (self.height() - sum(block.height for block in blocks)) // 2
        for block in blocks:
            block.draw(painter, self._left(), top, "disabled" if self._reason else "text")
            top += block.height
        painter.end()

    def _ground(self, painter: QPainter) -> None:
        edge = theme().edge_width
        if self._reason:
            draw.box(painter, self.rect(), "disabled_fill", "edge", edge, dashed=True)
        elif self.isChecked():
            draw.box(painter, self.rect(), "action_tint", "danger" if self._wrong else "action", 3)
        elif self.underMouse():
            draw.box(painter, self.rect(), "raised", "action", 2)
        else:
            width = 3 if self._wrong else edge
            draw.box(painter, self.rect(), "raised", "danger" if self._wrong else "edge", width)

    def _sign(self, painter: QPainter) -> None:
        size = theme().px(_MARK)
        area = QRect(_PAD, (self.height() - size) // 2, size, size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "disabled" if self._reason else "action" if self.isChecked() else "edge"
        painter.setPen(QPen(theme().colour(token), 2))
        painter.setBrush(theme().colour(token if self.isChecked() else "field"))
        inner = QRectF(area).adjusted(1, 1, -1, -1)
        if self._round:
            painter.drawEllipse(inner)
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme().colour("on_action"))
                painter.drawEllipse(QRectF(area).center(), theme().px(4), theme().px(4))
        else:
            painter.drawRoundedRect(inner, 3, 3)
            if self.isChecked():
                inset = size // 8
                draw.icon(painter, area.x() + inset, area.y() + inset, "check", "on_action", _MARK * 3 // 4)


class Choice(_Target, QRadioButton):
    """One choice of which only one can be chosen."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        QRadioButton.__init__(self, plain(words), parent)
        self.prepare()


class Tick(_Target, QCheckBox):
    """One choice of many."""

    _round = False

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        QCheckBox.__init__(self, plain(words), parent)
        self.prepare()


class Choices(QWidget):
    """A closed question's choices; `changed` is emitted when the officer chooses."""

    changed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[str, str]] = (),
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._many = many
        self._name = ""
        self._targets: dict[str, Choice | Tick] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._line = RowOrStack()
        outer.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these (code, words); what was chosen stays chosen where it still exists."""
        kept = self.value()
        self._line.clear()
        self._targets = {}
        for code, words in options:
            target = Tick(words) if self._many else Choice(words)
            target.clicked.connect(self._chosen)
            self._targets[code] = target
            self._line.add(target)
        self._name_targets()
        self.set_value(kept)

    def _name_targets(self) -> None:
        for code, target in self._targets.items():
            stem = self.objectName() or "choice"
            named(target, f"{stem}_{code}".replace("-", "_").lower(), target.words())

    def value(self) -> str | list[str]:
        """The chosen code, "" when none; a list of codes where many may be chosen."""
        chosen = [code for code, target in self._targets.items() if target.isChecked()]
        return chosen if self._many else next(iter(chosen), "")

    def set_value(self, value: str | list[str]) -> None:
        """Choose without saying `changed`."""
        wanted = {value} if isinstance(value, str) else set(value)
        for code, target in self._targets.items():
            if not self._many:
                target.setAutoExclusive(False)
            target.setChecked(code in wanted)
            if not self._many:
                target.setAutoExclusive(True)

    def set_unavailable(self, code: str, reason: str) -> None:
        """Say why one of the choices cannot be taken; an empty text makes it available."""
        self._targets[code].set_unavailable(reason)

    def target(self, code: str) -> Choice | Tick:
        """The widget of one choice."""
        return self._targets[code]

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""
        for target in self._targets.values():
            target.set_wrong(wrong)

    def describe(self, name: str, description: str = "") -> None:
        """Name the group for screen readers."""
        named(self, self.objectName(), name, description)
        self._name_targets()

    def focus_here(self) -> None:
        """Give the keyboard to the chosen choice, else the first."""
        targets = list(self._targets.values())
        chosen = [target for target in targets if target.isChecked()]
        if targets:
            (chosen or targets)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the answer back."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value():
            self.set_value([] if self._many else "")
            self.changed.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def _chosen(self) -> None:
        self.changed.emit()
