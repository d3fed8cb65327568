"""The lanes on which work runs away from the window: one thread each, results back on the window's thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot
from shiboken6 import isValid

from fieldkit.errors import Trouble

_SWEEP_MS = 1_000


class Lane(StrEnum):
    """`BOOK` owns the casebook, `DRAFTS` never waits for it, `NET` has the network, `PAPERS` the helper."""

    BOOK = "book"
    DRAFTS = "drafts"
    NET = "net"
    PAPERS = "papers"


class Stopped(Exception):
    """The officer stopped the work; nothing is said about it."""


class Progress:
    """What a job is given to say how far it is and to learn that it is to stop."""

    def __init__(self, say: Callable[[int, int, str], None]) -> None:
        self._say = say
        self._stop = threading.Event()

    def say(self, done: int, of: int, words: str = "") -> None:
        """`done` of `of` (0 when unknown). Raises `Stopped` when the officer has stopped the job."""
        if self._stop.is_set():
            raise Stopped
        self._say(done, of, words)

    def tell(self, done: int, of: int, words: str = "") -> None:
        """As `say`, for a desk that asks `stopped` itself and says in words how far it came."""
        if not self._stop.is_set():
            self._say(done, of, words)

    def stopped(self) -> bool:
        """Whether the officer has stopped the job."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the job to stop at its next `say`."""
        self._stop.set()


class Job(QObject):
    """One piece of work under way. Exactly one of `done`, `troubled`, `stopped` or `broken` is emitted."""

    done = Signal(object)
    troubled = Signal(object)
    broken = Signal(object)
    stopped = Signal()
    progressed = Signal(int, int, str)
    ended = Signal()
    _back = Signal(str, object)

    def __init__(self, work: Callable[[Progress], Any], owner: QObject | None, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._owner, self._owned = work, owner, owner is not None
        self.progress = Progress(self._report)
        self._latest: tuple[int, int, str] | None = None
        self._back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self) -> None:
        """Do the work; on the lane's thread, touches no widget."""
        try:
            self._back.emit("done", self._work(self.progress))
        except Stopped:
            self._back.emit("stopped", None)
        except Trouble as trouble:
            self._back.emit("troubled", trouble)
        except BaseException as bug:
            self._back.emit("broken", bug)

    def _report(self, done: int, of: int, words: str) -> None:
        """Called by the work: many reports before the window looks become one."""
        waiting, self._latest = self._latest, (done, of, words)
        if waiting is None:
            self._back.emit("progressed", None)

    def stop(self) -> None:
        """Ask the work to stop."""
        self.progress.stop()

    @Slot(str, object)
    def _deliver(self, how: str, result: Any) -> None:
        if how == "progressed":
            latest, self._latest = self._latest, None
            if latest is not None:
                self.progressed.emit(*latest)
            return
        if not self._owned or isValid(self._owner):
            if how == "stopped":
                self.stopped.emit()
            else:
                getattr(self, how).emit(result)
        elif how == "broken":
            self.broken.emit(result)
        self.ended.emit()


class Jobs(QObject):
    """The lanes. Everything that may take longer than 50 ms goes through `start`."""

    broken = Signal(object)
    troubled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._jobs: set[Job] = set()
        # Python may collect garbage on any thread, and a widget that dies on a lane takes the program with
        # it: while there are lanes, garbage is collected on the window's thread alone.
        gc.disable()
        self._sweep = QTimer(self)
        self._sweep.setInterval(_SWEEP_MS)
        self._sweep.timeout.connect(self._collect)
        self._sweep.start()

    def start(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None] | None = None,
        trouble: Callable[[Trouble], None] | None = None,
        lane: Lane = Lane.BOOK,
        owner: QObject | None = None,
    ) -> Job:
        """Run `work` on a lane; `done` gets its result and `trouble` its Trouble, on the window's thread.

        Without `trouble` it is shown as a banner. A result for an `owner` that is gone is dropped.
        """
        if QThread.currentThread() is not self.thread():
            raise RuntimeError("start jobs from the window's thread")
        job = Job(work, owner, self)
        if done is not None:
            job.done.connect(done)
        job.troubled.connect(trouble if trouble is not None else self.troubled)
        job.broken.connect(self.broken)
        job.ended.connect(self._ended)
        self._jobs.add(job)
        self._lane(lane).submit(job.run)
        return job

    def busy(self) -> bool:
        """Whether any job is under way."""
        return bool(self._jobs)

    def wait(self, lane: Lane) -> None:
        """Block until a lane is empty: only when locking or closing, after `settle`."""
        if lane in self._lanes:
            self._lane(lane).submit(_nothing).result()

    def close(self) -> None:
        """Stop everything and end the threads."""
        for job in list(self._jobs):
            job.stop()
        # A job that ends now may still have begun another lane.
        while self._lanes:
            self._lanes.popitem()[1].shutdown(wait=True, cancel_futures=True)
        self._sweep.stop()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        """Collect each generation as Python would have by itself."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def _lane(self, lane: Lane) -> ThreadPoolExecutor:
        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(1, thread_name_prefix=f"fieldkit-{lane}")
        return self._lanes[lane]

    @Slot()
    def _ended(self) -> None:
        ended = self.sender()
        if isinstance(ended, Job):
            self._jobs.discard(ended)
            ended.deleteLater()


def _nothing() -> None:
    return None
