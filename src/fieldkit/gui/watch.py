"""What goes on by itself while a notebook is open: idle lock, safety timers, the log of looks, sending."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from fieldkit.errors import NotebookGone, Trouble
from fieldkit.gui import clock
from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Job, Lane, Progress
from fieldkit.gui.kit import Kit
from fieldkit.gui.shell import Shell
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.chip import StatusChip

_MINUTE_MS, _POLL_MS, _SEND_EVERY_MS, _SEND_SOON_MS, _REST_MS = 60_000, 10_000, 300_000, 15_000, 300
_GAP_S = 90.0
_DOING = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


@dataclass(frozen=True)
class Standing:
    """What the rail and the header say: one look at the notebook."""

    counts: Any
    queue: Any
    timers: tuple[Any, ...]
    out: tuple[Any, ...] = ()


class Watch(QObject):
    """Its clocks run from `begin` to `end`; `idle` asks for the lock, with the reason in words."""

    idle = Signal(str)

    def __init__(self, kit: Kit, shell: Shell) -> None:
        super().__init__(shell)
        self.kit, self.shell = kit, shell
        self.sound = True
        self._sending: Job | None = None
        self._late = False
        self._alarms: set[str] = set()
        self._ticked = time.time()
        self._idle = self._clock(self._gone_quiet, 5 * _MINUTE_MS, once=True)
        self._minute = self._clock(self._fold, _MINUTE_MS)
        self._poll = self._clock(self._tick, _POLL_MS)
        self._send = self._clock(self.send, _SEND_EVERY_MS)
        self._soon = self._clock(self.send, _SEND_SOON_MS, once=True)
        self._rest = self._clock(self.look, _REST_MS, once=True)
        kit.told.changed.connect(self._changed)

    def _clock(self, slot: Any, every_ms: int, once: bool = False) -> QTimer:
        made = QTimer(self)
        made.setInterval(every_ms)
        made.setSingleShot(once)
        made.timeout.connect(slot)
        return made

    def begin(self, settings: dict[str, str]) -> None:
        """A notebook was opened."""
        self.take_settings(settings)
        self._ticked = time.time()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        for each in (self._idle, self._minute, self._poll, self._send):
            each.start()
        self.look()
        self._soon.start(1_000)

    def end(self) -> None:
        """It is being locked."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        for each in (self._idle, self._minute, self._poll, self._send, self._soon, self._rest):
            each.stop()
        if self._sending is not None:
            self._sending.stop()
        self._late = False
        for key in self._alarms:
            self.shell.drop_notice(key)
        self._alarms = set()

    def take_settings(self, settings: dict[str, str]) -> None:
        """The idle minutes and the sound of the alarm, as the officer or the council set them."""
        self.sound = settings["sound"] == "on"
        self._idle.setInterval(int(settings["idle_minutes"]) * _MINUTE_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever the officer does puts the idle lock off."""
        if event.type() in _DOING:
            self._idle.start()
        return False

    @Slot()
    def _gone_quiet(self) -> None:
        self.idle.emit(f"Locked at {clock.now():%H:%M} because the laptop was idle.")

    @Slot()
    def _tick(self) -> None:
        now, before = time.time(), self._ticked
        self._ticked = now
        if now - before > _GAP_S:
            # The laptop slept: no signal of it came, but the wall clock moved on without us.
            self.idle.emit(f"Locked at {clock.now():%H:%M} because the laptop was asleep.")
            return
        self.look()

    @Slot()
    def _fold(self) -> None:
        book = self.kit.book
        if book is not None:
            self.kit.jobs.start(lambda _progress: book.looks.fold(), owner=self)

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if self.kit.book is None:
            return
        self._rest.start()
        if changes.records and not self._soon.isActive():
            self._soon.start(_SEND_SOON_MS)

    @Slot()
    def look(self) -> None:
        """Bring the rail's counts, the chips and the safety timer up to date."""
        book = self.kit.book
        if book is not None:
            self.kit.jobs.start(
                lambda _progress: Standing(
                    book.day.counts(),
                    book.queue.status(),
                    tuple(book.safety.running()),
                    tuple(book.colleagues.out()),
                ),
                self._show,
                owner=self,
            )

    @Slot(object)
    def _show(self, standing: Standing) -> None:
        if self.kit.book is None:
            return
        counts, queue, header = standing.counts, standing.queue, self.shell.header
        self.shell.rail.set_counts(
            {
                "cases": counts.cases,
                "visits": counts.visits,
                "sweeps": counts.sweeps,
                "queue": queue.waiting,
            }
        )
        header.show_needs(queue.needs_you)
        if self._sending is None:
            show_status(header.status_chip, queue)
        self._show_timer(standing.timers)
        self._show_alarms([one for one in standing.out if one.alarm])

    def _show_timer(self, timers: tuple[Any, ...]) -> None:
        chip = self.shell.header.timer_chip
        chip.setVisible(bool(timers))
        if not timers:
            self.shell.drop_notice("safety")
            self._late = False
            return
        first = timers[0]
        late = first.minutes_over > 0
        by = f"{first.due_at:%H:%M}" if first.due_at else ""
        chip.show_minutes(by, -first.minutes_over if late else first.minutes_left)
        if late and self.sound:
            self.ring()
        if late and not self._late:
            say = f"{first.title}: the safety timer ran out at {by}."
            do = f"Ring {first.buddy} on {first.buddy_phone}, then say that you are safe. {first.limit}"
            self.shell.notice(Notice("safety", say, do, "red", "timer"))
        self._late = late

    def _show_alarms(self, out: list[Any]) -> None:
        """Alarms of colleagues: red on every page until somebody answers, audible, and in front once."""
        alarms = {f"out-{one.plan}": one for one in out}
        for key in self._alarms - alarms.keys():
            self.shell.drop_notice(key)
        if alarms:
            # Late, because the page of a colleague is no part of the unlock page.
            from fieldkit.gui.pages.colleague import stage_of
        for key, one in alarms.items():
            self.shell.notice(Notice(key, f"{stage_of(one)} {one.where}.", one.do, "red", "timer"))
        duress = [one for one in out if one.duress]
        if duress or (out and self.sound):
            self.ring()
        fresh = [one for one in out if f"out-{one.plan}" not in self._alarms]
        self._alarms = set(alarms)
        if fresh:
            QApplication.alert(self.shell.window())
        if any(one.duress for one in fresh):
            self.shell.go(Place("colleague", next(one.plan for one in fresh if one.duress)))

    def ring(self) -> None:
        """The sound of an alarm."""
        QApplication.beep()

    @Slot()
    def send(self) -> None:
        """Send and receive, if a council was joined and nothing is under way."""
        book = self.kit.book
        if book is None or self._sending is not None:
            return
        self._sending = self.kit.jobs.start(
            lambda progress: _exchange(book, progress), self._sent, self._not_sent, Lane.NET, self
        )
        self._sending.progressed.connect(self._progressed)
        self._sending.ended.connect(self._ended)

    @Slot(int, int, str)
    def _progressed(self, done: int, of: int, _words: str) -> None:
        if of and self.kit.book is not None:
            self.shell.header.status_chip.show_sending(done, of)

    @Slot(object)
    def _sent(self, changes: Any) -> None:
        if changes is not None:
            self.kit.told.changed.emit(changes)

    @Slot(object)
    def _not_sent(self, trouble: Trouble) -> None:
        """Offline is normal: the desk noted the try, the chip and the queue page say it. A wipe is not."""
        if isinstance(trouble, NotebookGone):
            self.idle.emit(f"{trouble.say} {trouble.do}")

    @Slot()
    def _ended(self) -> None:
        self._sending = None
        self.look()


def show_status(chip: StatusChip, queue: Any) -> None:
    """What the desk of the queue says, in the chip's own words where it has them."""
    if queue.state == "alone":
        chip.show_no_server()
    elif queue.state == "never":
        chip.show_refused("something in it cannot be sent")
    elif queue.waiting and queue.last_error:
        chip.show_offline(queue.waiting)
    elif queue.waiting:
        chip.show_waiting(queue.waiting)
    else:
        chip.say(queue.words, "cloud-check")


def _exchange(book: Any, progress: Progress) -> Any:
    """What one round changed; None when no council was joined, which is no trouble."""
    if not book.me.enrolled:
        return None
    return book.council.sync(progress.say, progress.stopped)
