"""The status chip and the safety timer: a state in words and icon, always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import plain
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics

#: tone: (ground, border, words)
_TONES = {
    "grey": ("offline_tint", "edge", "offline"),
    "amber": ("warn_tint", "warn_edge", "text"),
    "red": ("danger_tint", "danger", "danger"),
    "solid": ("danger", "danger", "on_danger"),
}
_PAD, _GAP, _ICON = 12, 8, 20


class Chip(QPushButton):
    """Icon and words in a tinted box; pressing it opens what it is about."""

    def __init__(
        self,
        text: str = "",
        icon: str = "cloud-slash",
        tone: str = "grey",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(plain(text), parent)
        self._icon, self._tone, self._weight = icon, tone, ""
        self._full, self._brief, self._short = text, text, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, icon: str, tone: str = "grey", weight: str = "", brief: str = "") -> None:
        """Show a state: words, icon, one of grey, amber, red or solid; `brief` words where room is short."""
        self._icon, self._tone, self._weight = icon, tone, weight
        self._full, self._brief = text, brief or text
        self.setAccessibleName(text)
        self.set_short(self._short)

    def set_short(self, short: bool) -> None:
        """Use the brief words; screen readers always get the full ones."""
        self._short = short
        self.setText(plain(self._brief if short else self._full))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What the chip says."""
        return self.text().replace("&&", "&")

    def tone(self) -> str:
        """grey, amber, red or solid."""
        return self._tone

    def sizeHint(self) -> QSize:
        """44 high, as wide as its words."""
        width = metrics("small", 600).horizontalAdvance(self.words())
        return QSize(width + 2 * _PAD + _GAP + theme().px(_ICON), theme().px(44))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, border, icon, words."""
        ground, border, words = _TONES[self._tone]
        painter = QPainter(self)
        width = theme().edge_width + (1 if self.underMouse() else 0)
        draw.box(painter, self.rect(), ground, border, width)
        size = theme().px(_ICON)
        icon_tone = "warn" if self._tone == "amber" else words
        draw.icon(painter, _PAD, (self.height() - size) // 2, self._icon, icon_tone, _ICON, self._weight)
        painter.setFont(font("small", 600))
        painter.setPen(theme().colour(words))
        room = self.rect().adjusted(_PAD + size + _GAP, 0, -4, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.words())
        painter.end()


class StatusChip(Chip):
    """What has been sent, what waits, what needs the officer; it opens the queue."""

    def show_offline(self, waiting: int) -> None:
        """No network, which is normal: grey."""
        if waiting:
            words, brief = f"Offline: {waiting} waiting to send", f"Offline: {waiting} waiting"
            self.say(words, "cloud-slash", brief=brief)
        else:
            self.say("Offline: all sent", "cloud-slash")

    def show_waiting(self, waiting: int) -> None:
        """On the network with something still to go."""
        self.say(f"{waiting} waiting to send", "clock")

    def show_sending(self, number: int, of: int) -> None:
        """Sending now."""
        self.say(f"Sending {number} of {of}", "arrows-clockwise")

    def show_sent(self, at: str) -> None:
        """Everything has been received by the council."""
        self.say(f"All sent at {at}" if at else "All sent", "cloud-check")

    def show_no_server(self) -> None:
        """A notebook that belongs to no council yet."""
        self.say("Not joined to a council", "cloud-slash")

    def show_needs_you(self, count: int) -> None:
        """Something only the officer can settle."""
        self.say(f"Needs you: {count}", "warning", "amber")

    def show_refused(self, why: str) -> None:
        """Sending can never succeed from this laptop."""
        self.say(f"Not sent: {why}", "warning-circle", "red")


class TimerChip(Chip):
    """The safety timer of a visit; pressing it opens the all-clear."""

    def show_minutes(self, back_by: str, minutes: int) -> None:
        """`minutes` left until `back_by` (HH:MM); 0 is due now, below is overdue."""
        if minutes > 0:
            self.say(f"Back safe by {back_by}: {minutes} min", "timer", brief=f"{back_by}: {minutes} min")
        elif minutes == 0:
            self.say("Due now: are you safe?", "timer", "amber", "fill")
        else:
            words = f"Overdue {-minutes} min: tell your buddy"
            self.say(words, "timer", "solid", "fill", f"Overdue {-minutes} min")
