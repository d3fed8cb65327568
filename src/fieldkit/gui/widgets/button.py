"""Buttons that name their act: main, plain and destructive, with an icon, a key cap, busy and unavailable."""

from __future__ import annotations

from PySide6.QtCore import Property, QEvent, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from fieldkit.gui import icons
from fieldkit.gui.mark import mark, plain
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics

_ICON_TOKENS = {"main": "on_action", "danger": "on_danger", "plain": "text"}
_ICON, _GAP = 20, 4
_SPIN_AFTER_MS, _SPIN_EVERY_MS, _SPIN_STEP = 400, 80, 45


class Button(QPushButton):
    """A button; `kind` is main, plain or danger.

    An unavailable button keeps the focus and says why; neither it nor a busy one emits anything.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "plain",
        icon: str = "",
        key_cap: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(plain(text), parent)
        self._icon_name, self._key_cap, self._reason = icon, key_cap, ""
        self._words, self._busy_turn = text, 0
        self._spinner = QTimer(self)
        self._spinner.timeout.connect(self._turn)
        self.setProperty("kind", kind)
        if key_cap:
            self.setProperty("align", "left")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._dress()

    def _get_icon(self) -> str:
        return self._icon_name

    def _set_icon(self, name: str) -> None:
        self._icon_name = name
        self._dress()

    icon_name = Property(str, _get_icon, _set_icon)

    def _get_cap(self) -> str:
        return self._key_cap

    def _set_cap(self, cap: str) -> None:
        self._key_cap = cap
        mark(self, align="left")
        self._dress()

    key_cap = Property(str, _get_cap, _set_cap)

    def set_foot(self) -> None:
        """Make it the 48 high button of a foot bar."""
        mark(self, foot="true")

    def set_wide(self) -> None:
        """Fill the width, words at the left: the acts of a context panel."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        mark(self, align="left")

    def unavailable(self) -> str:
        """Why it cannot be pressed, or an empty text."""
        return self._reason

    def set_unavailable(self, reason: str) -> None:
        """Make it unavailable for `reason`, or available with an empty text."""
        self._reason = reason
        self.setAccessibleDescription(f"Unavailable: {reason}" if reason else "")
        self.setToolTip(reason)
        mark(self, unavailable="true" if reason else "false")
        self._settle()

    def is_busy(self) -> bool:
        """Whether its act is under way."""
        return self._busy_turn > 0

    def set_busy(self, words: str) -> None:
        """Say that the act is under way (`Saving`); an empty text ends it. A second press does nothing."""
        if not self._busy_turn:
            self._words = self.text().replace("&&", "&")
        self._busy_turn = 1 if words else 0
        self.setText(plain(words or self._words))
        if words:
            self._spinner.start(_SPIN_AFTER_MS)
        else:
            self._spinner.stop()
        self._settle()

    def set_words(self, words: str) -> None:
        """Change what it says."""
        self._words = words
        self.setText(plain(words))

    def _settle(self) -> None:
        self.blockSignals(bool(self._reason) or self.is_busy())
        self._dress()

    def _dress(self) -> None:
        token = "disabled" if self._reason else _ICON_TOKENS.get(str(self.property("kind")), "text")
        name = "circle-notch" if self._busy_turn else self._icon_name
        self.setIconSize(QSize(theme().px(_ICON) + _GAP, theme().px(_ICON)))
        self.setIcon(self._turned(icons.pixmap(name, token, _ICON)) if name else QIcon())
        self.updateGeometry()

    def _turned(self, drawn: QPixmap) -> QIcon:
        scale, size = drawn.devicePixelRatio(), theme().px(_ICON)
        turned = QPixmap(round((size + _GAP) * scale), round(size * scale))
        turned.setDevicePixelRatio(scale)
        turned.fill(QColor(0, 0, 0, 0))
        painter = QPainter(turned)
        centre = QPoint(size // 2, size // 2)
        painter.translate(centre)
        painter.rotate((self._busy_turn - 1) * _SPIN_STEP if self._busy_turn else 0)
        painter.drawPixmap(-centre, drawn)
        painter.end()
        made = QIcon(turned)
        made.addPixmap(turned, QIcon.Mode.Disabled)
        return made

    @Slot()
    def _turn(self) -> None:
        self._busy_turn += 1
        self._spinner.setInterval(_SPIN_EVERY_MS)
        self._dress()

    def setText(self, text: str) -> None:
        """Keep the words, so that they come back after a busy spell."""
        if not self._busy_turn:
            self._words = text.replace("&&", "&")
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_spinner"):
            self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does, whatever the platform's habit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def _cap_rect(self) -> QRect:
        width = metrics("key_cap").horizontalAdvance(self._key_cap) + 12
        height = theme().px(22)
        return QRect(self.width() - width - 16, (self.height() - height) // 2, width, height)

    def sizeHint(self) -> QSize:
        """Room for the key cap too."""
        hint = super().sizeHint()
        if self._icon_name or self._busy_turn:
            hint.setWidth(hint.width() + 2)
        return hint + QSize(self._cap_rect().width() + 12, 0) if self._key_cap else hint

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button from the style sheet, then its key cap."""
        super().paintEvent(event)
        if not self._key_cap:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "disabled" if self._reason else _ICON_TOKENS.get(str(self.property("kind")), "text")
        painter.setPen(QPen(theme().colour(token), 1))
        painter.drawRoundedRect(self._cap_rect(), 4, 4)
        painter.setFont(font("key_cap"))
        painter.drawText(self._cap_rect(), Qt.AlignmentFlag.AlignCenter, self._key_cap)
        painter.end()
