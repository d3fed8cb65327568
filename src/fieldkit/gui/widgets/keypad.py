"""The keys of a stop: large targets in columns, each with its letter, so that one hand or one key will do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import named, plain
from fieldkit.gui.shortcuts import LETTERS
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics

_GAP, _LEAST, _MOST = 8, 68, 114
_PAD, _PAD_NARROW, _LETTER, _MARK = 15, 11, 26, 24
#: So many keys stand in three columns, more in four; four keys, or eight, are whole rows of four. In a low
#: window fewer do.
_THREE, _THREE_LOW = 15, 9
_FOURS = (4, 7, 8)
_LEAST_WIDTH, _WIDE = 176, 240


@dataclass(frozen=True)
class KeyFace:
    """What a key says. `why_not` makes it unavailable and stands on it; `note` is a second line.

    `voice` is "verbatim" for the key to their words and "act" for one that does something; `icon` stands
    before the words. Keys without a `letter` get the next free one.
    """

    key: str
    words: str
    letter: str = ""
    note: str = ""
    why_not: str = ""
    voice: str = "plain"
    icon: str = ""


class KeyButton(QPushButton):
    """One key, drawn whole: words, second line, letter at the top right, the mark of a chosen one."""

    def __init__(self, face: KeyFace, parent: QWidget) -> None:
        super().__init__(plain(face.words), parent)
        self.face = face
        self.setCheckable(face.voice != "act")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        named(self, f"key_{face.key}", face.words, self._told())
        if face.why_not:
            self.setToolTip(face.why_not)

    def _told(self) -> str:
        face = self.face
        parts = [f"Unavailable: {face.why_not}" if face.why_not else face.note, f"Letter {face.letter}"]
        return ". ".join(part for part in parts if part)

    def nextCheckState(self) -> None:
        """The keypad says what is chosen, not the press."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; arrows, letters and Enter are the keypad's."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @staticmethod
    def _pad(width: int) -> int:
        return theme().px(_PAD if width >= theme().px(_WIDE) else _PAD_NARROW)

    def _blocks(self, width: int) -> list[tuple[draw.Block, str]]:
        face = self.face
        tone = "disabled" if face.why_not else "verbatim" if face.voice == "verbatim" else "text"
        icon = theme().px(18) + 10 if face.icon else 0
        room = width - 2 * self._pad(width) - icon
        role = "section_small" if width >= theme().px(_WIDE) else "body"
        words = draw.Block(face.words, role, room - theme().px(_LETTER) // 2, 700)
        blocks = [(words, tone)]
        if told := face.why_not or face.note:
            blocks.append((draw.Block(told, "small", room), "disabled" if face.why_not else "muted"))
        return blocks

    def wanted(self, width: int) -> int:
        """How high it must be for its words in `width`."""
        blocks = self._blocks(width)
        words = sum(block.height for block, _tone in blocks)
        clear = width - 2 * self._pad(width) - theme().px(_LETTER)
        letter = metrics("small").height() // 2 if len(blocks) > 1 and blocks[0][0].width > clear else 0
        return max(theme().px(_LEAST), words + theme().px(12) + letter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border, letter, words, mark."""
        painter = QPainter(self)
        face, chosen, edge = self.face, self.isChecked(), theme().edge_width
        if face.why_not:
            draw.box(painter, self.rect(), "disabled_fill", "edge", edge, dashed=True)
        elif chosen:
            draw.box(painter, self.rect(), "action_tint", "action", 3)
        else:
            ground = "action_tint" if self.isDown() else "raised"
            border = "verbatim" if face.voice == "verbatim" else "edge"
            ground = "verbatim_tint" if face.voice == "verbatim" else ground
            over = self.underMouse()
            draw.box(
                painter, self.rect(), ground, "action" if over else border, max(2, edge) if over else edge
            )
        painter.setFont(font("small", 600))
        painter.setPen(theme().colour("verbatim" if face.voice == "verbatim" else "muted"))
        corner = self.rect().adjusted(0, theme().px(8), -theme().px(13), 0)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, face.letter)
        self._paint_words(painter, self._pad(self.width()))
        if chosen:
            size, off = theme().px(_MARK), theme().px(10)
            x, y = self.width() - size - off, self.height() - size - off
            draw.icon(painter, x, y, "check-circle", "action", _MARK, "fill")
        painter.end()

    def _paint_words(self, painter: QPainter, left: int) -> None:
        blocks = self._blocks(self.width())
        y = (self.height() - sum(block.height for block, _tone in blocks)) // 2
        if self.face.icon:
            tone = "verbatim" if self.face.voice == "verbatim" else blocks[0][1]
            line = "section_small" if self.width() >= theme().px(_WIDE) else "body"
            down = (metrics(line).height() - theme().px(18)) // 2
            draw.icon(painter, left, y + down, self.face.icon, tone, 18)
            left += theme().px(18) + 10
        for block, tone in blocks:
            block.draw(painter, left, y, tone)
            y += block.height


class Keypad(QWidget):
    """A grid of keys; `pressed` gives the key. A letter, Space or a press chooses; arrows move about."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[KeyButton] = []
        self._columns, self._low = 1, False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_keys(self, faces: Sequence[KeyFace], chosen: Sequence[str] = (), first: int = 0) -> None:
        """Show exactly these; keys without a letter get those from place `first` of the alphabet on."""
        lettered = _lettered(faces, first)
        if [each.face for each in self._keys] != lettered:
            for each in self._keys:
                each.hide()
                each.setParent(None)
                each.deleteLater()
            self._keys = [KeyButton(face, self) for face in lettered]
            for each in self._keys:
                each.clicked.connect(self._clicked)
                each.setVisible(True)
        for each in self._keys:
            each.setChecked(each.face.key in chosen)
        self._lay_out()

    def set_low(self, low: bool) -> None:
        """Use more columns, in a window that is not high."""
        self._low = low
        self._lay_out()

    def buttons(self) -> list[KeyButton]:
        """The keys, in order."""
        return list(self._keys)

    def key(self, key: str) -> KeyButton:
        """One key. Raises `StopIteration` when it is not there."""
        return next(each for each in self._keys if each.face.key == key)

    def press_letter(self, letter: str) -> bool:
        """Press the key with a letter; whether there is one. An unavailable one takes the keyboard and says
        why.
        """
        found = next((each for each in self._keys if each.face.letter == letter.upper()), None)
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.ShortcutFocusReason)
        found.click()
        return True

    def focus_here(self) -> None:
        """Take the keyboard: to what is chosen, else to the first key."""
        chosen = next((each for each in self._keys if each.isChecked()), None)
        target = chosen or (self._keys[0] if self._keys else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, KeyButton) and not pressed.face.why_not:
            self.pressed.emit(pressed.face.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move between the keys as they stand."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        focus = self.focusWidget()
        step = steps.get(Qt.Key(event.key()))
        if step is None or not isinstance(focus, KeyButton) or focus not in self._keys:
            super().keyPressEvent(event)
            return
        place = self._keys.index(focus) + step
        if 0 <= place < len(self._keys):
            self._keys[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns_in(self, width: int) -> int:
        count = len(self._keys)
        wanted = 4 if count > (_THREE_LOW if self._low else _THREE) or count in _FOURS else 3
        gap, least = theme().px(_GAP), theme().px(_LEAST_WIDTH)
        return max(1, min(wanted, (width + gap) // (least + gap)))

    def _row_heights(self, width: int) -> list[int]:
        """The least height of each row in a width of a key."""
        rows = [self._keys[n : n + self._columns] for n in range(0, len(self._keys), self._columns)]
        return [max(each.wanted(width) for each in row) for row in rows]

    def _lay_out(self) -> None:
        if not self._keys:
            self.setMinimumHeight(0)
            return
        gap = theme().px(_GAP)
        self._columns = self._columns_in(self.width())
        wide = (self.width() - gap * (self._columns - 1)) // self._columns
        least = self._row_heights(wide)
        gaps = gap * (len(least) - 1)
        self.setMinimumHeight(sum(least) + gaps)
        heights = _shared(least, max(self.height(), self.minimumHeight()) - gaps, theme().px(_MOST))
        for number, each in enumerate(self._keys):
            row, column = divmod(number, self._columns)
            top = sum(heights[:row]) + gap * row
            each.setGeometry(QRect(column * (wide + gap), top, wide, heights[row]))
        self.setMaximumHeight(max(len(least) * theme().px(_MOST), sum(least)) + gaps)

    def sizeHint(self) -> QSize:
        """What the words need; a layout gives it more."""
        return QSize(600, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width or height divides the grid differently."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_keys"):
            self._lay_out()


def _shared(least: Sequence[int], room: int, most: int) -> list[int]:
    """Heights of rows in `room`: alike as far as their words allow, none over `most` but for its words."""
    levels = range(min(least), most + 1)
    level = max((at for at in levels if sum(max(row, at) for row in least) <= room), default=0)
    return [max(row, level) for row in least]


def _lettered(faces: Sequence[KeyFace], first: int) -> list[KeyFace]:
    taken = {face.letter for face in faces}
    free = [letter for letter in LETTERS[first:] if letter not in taken]
    made = []
    for face in faces:
        letter = face.letter or (free.pop(0) if free else "")
        made.append(KeyFace(face.key, face.words, letter, face.note, face.why_not, face.voice, face.icon))
    return made
