"""Signatures: drawn by pen, finger or mouse, or on paper with the name typed; and the refusal."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import named
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.text import LongText, TextField
from fieldkit.gui.widgets.words import IconLine, Words

Stroke = list[int]
_WIDE, _HIGH, _WHOLE = 520, 150, 1000
_PEN = 2.4
_REAL = Qt.MouseEventSource.MouseEventNotSynthesized


class SignPad(QWidget):
    """A box to sign in; `strokes` are x, y in thousandths of its width, as they are kept and printed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[Stroke] = []
        self._down = False
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as a signature on paper asks for."""
        return QSize(theme().px(_WIDE), theme().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Still wide enough for a finger."""
        return QSize(theme().px(200), theme().px(_HIGH))

    def strokes(self) -> list[Stroke]:
        """What was drawn; a stroke is x, y, x, y and so on."""
        return [list(stroke) for stroke in self._strokes]

    def set_strokes(self, strokes: list[Stroke]) -> None:
        """Show what was drawn before."""
        self._strokes = [list(stroke) for stroke in strokes]
        self.update()

    def clear(self) -> None:
        """Begin again."""
        self._strokes, self._down = [], False
        self.update()
        self.changed.emit()

    def _begin(self, at: QPointF) -> None:
        self._down = True
        self._strokes.append([])
        self._to(at)

    def _to(self, at: QPointF) -> None:
        if not self._down:
            return
        point = [self._thousandth(at.x()), self._thousandth(at.y())]
        if self._strokes[-1][-2:] != point:
            self._strokes[-1] += point
            self.update()

    def _end(self) -> None:
        if self._down:
            self._down = False
            self.changed.emit()

    def _thousandth(self, part: float) -> int:
        return min(_WHOLE, max(0, round(part * _WHOLE / max(1, self.width()))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse goes down; a pen or finger that is told as a mouse too draws but once."""
        if event.button() == Qt.MouseButton.LeftButton and event.source() == _REAL:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It draws while it is down."""
        if event.source() == _REAL:
            self._to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It is lifted."""
        if event.source() == _REAL:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen, with every point that it reports."""
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._begin(event.position())
        elif kind == QEvent.Type.TabletMove:
            self._to(event.position())
        else:
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """One finger draws; a second is no part of a signature."""
        if isinstance(event, QTouchEvent):
            points = event.points()
            if event.type() == QEvent.Type.TouchBegin and points:
                self._begin(points[0].position())
            elif event.type() == QEvent.Type.TouchUpdate and points:
                self._to(points[0].position())
            else:
                self._end()
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete begins again; keys cannot sign, the button for paper stands beside."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A field with a line to sign on, and the strokes."""
        painter = QPainter(self)
        draw.box(painter, self.rect(), "field", "edge", theme().edge_width)
        line = QRect(theme().px(16), self.height() * 3 // 4, self.width() - 2 * theme().px(16), 1)
        draw.fill(painter, line, "edge")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().colour("text"), _PEN * theme().scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        size = self.width() / _WHOLE
        for stroke in self._strokes:
            dots = [QPointF(x * size, y * size) for x, y in zip(stroke[::2], stroke[1::2], strict=True)]
            if len(dots) == 1:
                painter.drawPoint(dots[0])
            else:
                painter.drawPolyline(QPolygonF(dots))
        painter.end()


class SignBox(QWidget):
    """One person's signature: who and as what, the pad, and the ways for those who do not sign on it.

    `signed` gives the name and the strokes (none: on paper), `refused` the name and what was said.
    """

    signed = Signal(str, object)
    refused = Signal(str, str)

    def __init__(
        self, role: str, role_words: str, name: str, may_refuse: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.role = role
        stem = f"sign_{role}".replace("-", "_")
        named(self, stem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(Words(f"{name}, {role_words.lower()}" if name else role_words, "question"))
        self.pad = SignPad()
        named(self.pad, f"{stem}_pad", f"Signature of {name or role_words}", "Sign with pen, finger or mouse")
        column.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignLeft)
        self.name = self._block(f"{stem}_name", "Name", TextField())
        self.name.set_value(name)
        self.said = self._block(f"{stem}_said", "What did they say, word for word?", LongText(2), "verbatim")
        self.said.hide()
        column.addWidget(self.name)
        column.addWidget(self.said)
        self._acts = RowOrStack()
        column.addWidget(self._acts)
        self.sign_button = self._act("Keep signature", f"{stem}_keep", "signature", self._sign)
        self.clear_button = self._act("Sign again", f"{stem}_again", "arrow-counter-clockwise", self._again)
        self.paper_button = self._act("Signed on paper", f"{stem}_paper", "", self._on_paper)
        self.refuse_button = self._act("Refused to sign", f"{stem}_refused", "", self._refuse)
        self.refuse_button.setVisible(may_refuse)

    @staticmethod
    def _block(name: str, label: str, editor: QWidget, voice: str = "plain") -> QuestionBlock:
        block = QuestionBlock(label, voice=voice)
        block.setObjectName(name)
        block.set_editor(editor)
        return block

    def _act(self, words: str, name: str, icon: str, slot: object) -> Button:
        button = Button(words, "plain", icon)
        named(button, name, words)
        button.clicked.connect(slot)
        self._acts.add(button)
        return button

    def _named(self) -> str:
        said = str(self.name.value()).strip()
        self.name.setProperty("problem", "" if said else "Enter the name")
        return said

    @Slot()
    def _sign(self) -> None:
        if not self.pad.strokes():
            self.name.setProperty("problem", "Sign in the box first, or say that it is signed on paper")
            return
        if name := self._named():
            self.signed.emit(name, self.pad.strokes())

    @Slot()
    def _again(self) -> None:
        self.pad.clear()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_paper(self) -> None:
        if name := self._named():
            self.signed.emit(name, [])

    @Slot()
    def _refuse(self) -> None:
        """First press asks for the words, the next records them."""
        if self.said.isHidden():
            self.said.show()
            self.refuse_button.set_words("Record the refusal")
            self.refuse_button.setAccessibleName("Record the refusal")
            self.said.focus_here()
            return
        words = str(self.said.value()).strip()
        self.said.setProperty("problem", "" if words else "Write down what they said")
        if words and (name := self._named()):
            self.refused.emit(name, words)


class SignedLine(IconLine):
    """A signature that was given or refused, in words."""

    def __init__(self, words: str, refused: bool, parent: QWidget | None = None) -> None:
        super().__init__("x-circle" if refused else "signature", words, "text", "body", "", 500, parent)
