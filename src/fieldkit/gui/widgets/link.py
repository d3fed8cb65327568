"""A link: underlined words that are pressed like a button, 44 high for a finger."""

from __future__ import annotations

from PySide6.QtCore import Property, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from fieldkit.gui import draw, icons
from fieldkit.gui.mark import plain
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics


class LinkButton(QPushButton):
    """Underlined words; `tone` is the token they are drawn in, `icon` may stand before them."""

    def __init__(
        self,
        text: str = "",
        tone: str = "action",
        icon: str = "",
        role: str = "body",
        low: bool = False,
        pad: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(plain(text), parent)
        self._tone, self._icon, self._role, self._low, self._pad = tone, icon, role, low, pad
        self.setFlat(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _get_icon(self) -> str:
        return self._icon

    def _set_icon(self, name: str) -> None:
        self._icon = name
        self.updateGeometry()

    icon_name = Property(str, _get_icon, _set_icon)

    def is_low(self) -> bool:
        """Whether it is only as high as its line, among others like it."""
        return self._low

    def words(self) -> str:
        """What the link says."""
        return self.text().replace("&&", "&")

    def set_words(self, words: str) -> None:
        """Change what it says."""
        self.setText(plain(words))
        self.updateGeometry()

    def _lead(self) -> int:
        return theme().px(18) if self._icon else 0

    def sizeHint(self) -> QSize:
        """As wide as the words, as high as a finger needs (or the line, where links stand in a list)."""
        words = metrics(self._role, 600)
        height = words.height() + 4 if self._low else theme().px(44)
        return QSize(words.horizontalAdvance(self.words()) + self._lead() + 2 + 2 * self._pad, height)

    def minimumSizeHint(self) -> QSize:
        """It may shrink: its words then wrap nowhere but are cut at the edge of a narrow window."""
        return QSize(min(self.sizeHint().width(), theme().px(44)), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words and rule; hover thickens the rule, a press tints the ground."""
        painter = QPainter(self)
        tone = self._tone
        if self.isDown():
            draw.box(painter, self.rect(), "action_tint")
            tone = "action_down" if tone == "action" else tone
        painter.setFont(font(self._role, 600))
        painter.setPen(theme().colour(tone))
        words = metrics(self._role, 600)
        left = self._pad + self._lead()
        if self._icon:
            size = theme().px(14)
            picture = icons.pixmap(self._icon, tone, 14)
            painter.drawPixmap(self._pad, (self.height() - size) // 2, picture)
        top = (self.height() - words.height()) // 2
        room = QRect(left, top, self.width() - left, words.height())
        shown = words.elidedText(self.words(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        thick = 3 if self.underMouse() or self.isDown() else 1
        draw.underlined(painter, left, top + words.ascent(), words.horizontalAdvance(shown), tone, thick)
        painter.end()
