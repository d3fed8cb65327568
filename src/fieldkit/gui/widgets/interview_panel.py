"""Beside an interview: its clock, the keys of the person's rights, who is there, and the points to put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui import draw, shortcuts
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import mark, named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.facts import FactRows, Facts
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.words import IconLine, Words, rule

#: name of the key: (its words, its icon, its words where there is little room).
RIGHTS = {
    "solicitor": ("Wants a solicitor", "scales", "Solicitor"),
    "leave": ("Wants to leave", "sign-out", "Leave"),
    "break": ("Take a break", "coffee", "Break"),
}


@dataclass(frozen=True)
class ClockFace:
    """What the clock says: minutes so far, when it began (HH:MM), when a break is offered, both in minutes.

    `unbroken` are the minutes since the last break, against which the bar is drawn; `stopped` says why it
    does not run.
    """

    elapsed: int = 0
    unbroken: int = 0
    started: str = ""
    offer: int = 105
    again: int = 120
    stopped: str = ""


def minutes(count: int) -> str:
    """0:43, 1:45."""
    return f"{count // 60}:{count % 60:02}"


class InterviewClock(QWidget):
    """Elapsed time large, the bar under it with a tick where a break is offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = ClockFace()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.time = Words("", "display")
        self.time.setWordWrap(False)
        named(self.time, "interview_time")
        self._began = Words("", "small", weight=500)
        self._offer = Words("", "small", "muted")
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch(1)
        for part in (self._began, self._offer):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            beside.addWidget(part)
        beside.addStretch(1)
        row.addWidget(self.time)
        row.addLayout(beside, 1)
        column.addLayout(row)
        self._bar = _Bar(self)
        column.addWidget(self._bar)

    def show_face(self, face: ClockFace) -> None:
        """Show the time; the same again draws nothing."""
        if face == self._face and self.time.text():
            return
        self._face = face
        self.time.setText(minutes(face.elapsed))
        self._began.setText(face.stopped or (f"Started at {face.started}" if face.started else "Not started"))
        self._offer.setText(f"Offer a break at {minutes(face.offer)}")
        said = f"{minutes(face.elapsed)} of interview. {self._began.text()}. {self._offer.text()}"
        self.time.setAccessibleName(said)
        self._bar.show_part(face.unbroken / face.again, face.offer / face.again)


class _Bar(QWidget):
    """Time without a break, as a part of the longest there should be."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._done, self._tick = 0.0, 0.9
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(16)

    def show_part(self, done: float, tick: float) -> None:
        """Both from 0 to 1."""
        self._done, self._tick = min(1.0, max(0.0, done)), min(1.0, tick)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Border, filled part, tick."""
        painter = QPainter(self)
        area = QRect(0, 3, self.width(), 10)
        draw.fill(painter, area, "edge")
        draw.fill(painter, area.adjusted(1, 1, -1, -1), "surface")
        inner = area.adjusted(1, 1, -1, -1)
        draw.fill(painter, QRect(inner.left(), inner.top(), round(inner.width() * self._done), 8), "action")
        draw.fill(painter, QRect(round(area.width() * self._tick), 0, 2, 16), "text")
        painter.end()


class RightsKeys(QWidget):
    """The three keys: not red, because they are rights. `ended` closes the interview, from beside them."""

    pressed = Signal(str)
    ended = Signal()

    def __init__(self, beside: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._line: RowOrStack | None = None
        if beside:
            self._line = RowOrStack(equal=True)
            column.addWidget(rule())
            column.addWidget(self._line)
        self._keys: dict[str, Button] = {}
        for name, (words, icon, _brief) in RIGHTS.items():
            key = Button(words, "plain", icon, shortcuts.shown(f"interview_{name}"))
            key.set_wide()
            mark(key, right="true")
            stem = "beside_" if beside else ""
            named(key, f"{stem}right_{name}", f"{words}, {shortcuts.shown(f'interview_{name}')}")
            key.clicked.connect(self._pressed)
            self._keys[name] = key
            if self._line is not None:
                self._line.add(key)
            else:
                column.addWidget(key)
        self.end_button = Button("Close")
        named(self.end_button, "beside_end", "Close interview")
        self.end_button.clicked.connect(self.ended)
        self.end_button.hide()
        if self._line is not None:
            self._line.add(self.end_button)
            self.end_button.hide()

    def set_margin(self, margin: int, brief: bool) -> None:
        """The page's margin; `brief` leaves icons and half of the words away: all stand in one line."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, 0, margin, 6)
        for name, (words, icon, short) in RIGHTS.items():
            self._keys[name].set_words(short if brief else words)
            self._keys[name].setProperty("icon_name", "" if brief else icon)
            mark(self._keys[name], right="false" if brief else "true")

    def show_end(self, shown: bool) -> None:
        """Whether the interview can be closed here, where the page has no room for a foot."""
        self.end_button.setVisible(shown)

    def key(self, name: str) -> Button:
        """One of the keys."""
        return self._keys[name]

    def set_unavailable(self, why_not: Mapping[str, str]) -> None:
        """Say why a right is not asked for now: the interview has not begun, or stands still for it."""
        for name, key in self._keys.items():
            if key.unavailable() != why_not[name]:
                key.set_unavailable(why_not[name])

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        name = next((name for name, key in self._keys.items() if key is sender), "")
        if name:
            self.pressed.emit(name)


class InterviewPanel(QWidget):
    """The context panel of an interview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(12)
        self.clock = InterviewClock()
        self.keys = RightsKeys(beside=False)
        self.facts = FactRows()
        self._heading = Words("Free to leave, not under arrest", "question")
        self._points_heading = Words("Points to put", "question")
        self._points = QVBoxLayout()
        self._points.setSpacing(5)
        self._rule = rule()
        self.recorder_key = Button("Recorder", "plain", "", shortcuts.shown("recorder"))
        self.recorder_key.set_wide()
        named(self.recorder_key, "recorder_key", f"Recorder, {shortcuts.shown('recorder')}")
        self._under_keys = rule()
        for part in (self.clock, rule(), self.keys, self.recorder_key, self._under_keys, self._heading,
                     self.facts, self._rule):  # fmt: skip
            column.addWidget(part)
        column.addWidget(self._points_heading)
        column.addLayout(self._points)
        column.addStretch(1)
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_keys(self, rights: bool, recorder: bool) -> None:
        """The keys go when the interview is closed; the recorder has one while it records."""
        self.keys.setVisible(rights)
        self.recorder_key.setVisible(rights and recorder)
        self._under_keys.setVisible(rights)

    def show_facts(self, facts: Facts) -> None:
        """Person, interpreter, solicitor, record, panel."""
        self.facts.show_facts(facts)

    def show_points(self, points: Sequence[tuple[str, str]]) -> None:
        """(what is to be put, which answer it was put at); put ones are ticked."""
        if tuple(points) == self._shown:
            return
        self._shown = tuple(points)
        empty(self._points)
        for words, put in points:
            line = IconLine(
                "check-circle" if put else "circle",
                f"{words}: {put}" if put else words,
                "ok" if put else "muted",
            )
            if put:
                line.icon.show_icon("check-circle", "ok", weight="fill")
            line.words.setAccessibleName(f"{words}: {put or 'not put yet'}")
            self._points.addWidget(line)
        self._rule.setVisible(bool(points))
        self._points_heading.setVisible(bool(points))
