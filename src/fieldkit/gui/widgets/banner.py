"""The banner: a fact and what to do about it, under the header; and the list of problems on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.announce import announce
from fieldkit.gui.draw import Piece
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.words import IconLabel, Words

#: tone: (ground, bar, icon token, usual icon)
_TONES = {
    "grey": ("offline_tint", "edge", "text", "info"),
    "amber": ("warn_tint", "warn_edge", "warn", "warning"),
    "red": ("danger_tint", "danger", "danger", "warning-circle"),
    "green": ("ok_tint", "ok", "ok", "check-circle"),
}
_BAR = 8


@dataclass(frozen=True)
class Notice:
    """What a banner says: the fact (bold), what to do, its tone, and an act such as "Undo"."""

    key: str
    say: str
    do: str = ""
    tone: str = "grey"
    icon: str = ""
    act: str = ""
    closes: bool = False


class Banner(QFrame):
    """One notice; stays until it is dealt with."""

    acted = Signal(str)
    closed = Signal(str)

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = notice
        ground, self._bar, token, usual = _TONES[notice.tone]
        self._ground = ground
        row = QHBoxLayout(self)
        row.setContentsMargins(_BAR + 14, 8, 16, 8)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignVCenter if notice.act or notice.closes else Qt.AlignmentFlag.AlignTop
        row.addWidget(IconLabel(notice.icon or usual, token, 20), 0, top)
        words = Words()
        words.set_pieces((Piece(notice.say, 700), Piece(f" {notice.do}" if notice.do else "")))
        row.addWidget(words, 1)
        stem = f"banner_{notice.key}".replace("-", "_")
        if notice.act:
            act = LinkButton(notice.act)
            named(act, f"{stem}_act", notice.act)
            act.clicked.connect(self._act)
            row.addWidget(act)
        if notice.closes:
            close = Button("Close")
            named(close, f"{stem}_close", f"Close: {notice.say}")
            close.clicked.connect(self._close)
            row.addWidget(close)
        named(self, stem, f"{notice.say} {notice.do}".strip())

    def notice(self) -> Notice:
        """What it says."""
        return self._notice

    @Slot()
    def _act(self) -> None:
        self.acted.emit(self._notice.key)

    @Slot()
    def _close(self) -> None:
        self.closed.emit(self._notice.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, bar and the hairline under it."""
        painter = QPainter(self)
        draw.fill(painter, self.rect(), self._ground)
        draw.fill(painter, QRect(0, 0, _BAR, self.height()), self._bar)
        draw.fill(painter, QRect(0, self.height() - 1, self.width(), 1), "line")
        painter.end()


class BannerArea(QWidget):
    """The banners of a page, newest at the top; the same key replaces its banner."""

    acted = Signal(str)
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._banners: dict[str, Banner] = {}
        self.hide()

    def show_notice(self, notice: Notice, aloud: bool = True) -> None:
        """Show a notice and have it read out; a notice already shown stays as it is."""
        old = self._banners.get(notice.key)
        if old is not None and old.notice() == notice:
            return
        self.drop(notice.key)
        banner = Banner(notice)
        banner.acted.connect(self.acted)
        banner.closed.connect(self._closed)
        self._banners[notice.key] = banner
        self._column.insertWidget(0, banner)
        self.show()
        if aloud:
            announce(self, f"{notice.say} {notice.do}".strip(), urgent=notice.tone == "red")

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show exactly these."""
        for key in set(self._banners) - {notice.key for notice in notices}:
            self.drop(key)
        for notice in notices:
            self.show_notice(notice, aloud=False)

    def drop(self, key: str) -> None:
        """Take a banner away."""
        banner = self._banners.pop(key, None)
        if banner is not None:
            banner.hide()
            banner.setParent(None)
            banner.deleteLater()
        self.setVisible(bool(self._banners))

    def keys(self) -> list[str]:
        """The keys of the banners shown."""
        return list(self._banners)

    def has_trouble(self) -> bool:
        """Whether a red banner is shown, which the window title then says."""
        return any(banner.notice().tone == "red" for banner in self._banners.values())

    @Slot(str)
    def _closed(self, key: str) -> None:
        self.drop(key)
        self.closed.emit(key)


class ErrorSummary(QFrame):
    """The words "There is a problem", and a link to each answer to put right, in the questions' order."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: list[tuple[str, LinkButton]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(_BAR + 10, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(IconLabel("warning-circle", "danger", 24), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self._heading = Words("There is a problem", "section_small")
        column.addWidget(self._heading)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column.addLayout(self._list)
        row.addLayout(column, 1)
        named(self, "error_summary", "There is a problem")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show (field, words) and take the focus; none at all hides the summary."""
        for _field, link in self._links:
            link.setParent(None)
            link.deleteLater()
        self._links = []
        for field, words in problems:
            link = LinkButton(words, tone="danger", low=True)
            named(link, f"problem_{field}", words)
            link.clicked.connect(self._chosen)
            self._links.append((field, link))
            self._list.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(problems))
        if problems:
            count = "There is a problem" if len(problems) == 1 else f"There are {len(problems)} problems"
            self._heading.setText(count)
            spoken = ". ".join([count, *(words for _field, words in problems)])
            named(self, "error_summary", spoken)
            announce(self, spoken, urgent=True)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def links(self) -> list[LinkButton]:
        """The links, in the order of the questions."""
        return [link for _field, link in self._links]

    @Slot()
    def _chosen(self) -> None:
        pressed = self.sender()
        for field, link in self._links:
            if link is pressed:
                self.chosen.emit(field)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Red ground and bar."""
        painter = QPainter(self)
        draw.fill(painter, self.rect(), "danger_tint")
        draw.fill(painter, QRect(0, 0, _BAR, self.height()), "danger")
        draw.fill(painter, QRect(0, self.height() - 1, self.width(), 1), "edge")
        painter.end()
