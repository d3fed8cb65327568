"""An officer at a page of the sample caseload: opens it, waits for its jobs, takes the visit further."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sample
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import page_class


@dataclass
class Sitting:
    """The caseload with a kit whose book is Dilys Farthing's; `went` collects where pages wanted to go."""

    load: sample.Caseload
    kit: Kit
    went: list[Place]
    told: list[Any]

    def open(self, name: str, key: str = "") -> Any:
        """A page that has read what it shows."""
        page: Page = page_class(name)(self.kit)
        page.go.connect(self.went.append)
        self.kit.jobs.broken.connect(self.told.append)
        page.open(key)
        self.wait()
        return page

    def wait(self) -> None:
        """Until every job has come back; a bug in one is raised here."""
        until, tick = QDeadlineTimer(20_000), QTimer()
        # Asleep between events: a loop that spins takes Python from the thread that it waits for.
        tick.start(20)
        while self.kit.jobs.busy() and not until.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        tick.stop()
        QApplication.processEvents()
        if self.told:
            raise self.told[0]

    def at_the_door(self) -> str:
        """The flag is read, the plan approved, and the officers are at the house; says the visit."""
        load = self.load
        load.clock.set("2026-11-20 09:05")
        load.book.visits.read_flag(load.visit, load.flag)
        sample.exchange(load.book, load.petra)
        load.petra.approvals.decide(load.visit, "approve", {"conditions": "two officers at all times"})
        sample.exchange(load.petra, load.book)
        load.clock.set("2026-11-20 10:05")
        load.book.visits.set_off(load.visit)
        load.book.safety.start(load.visit)
        load.clock.set("2026-11-20 10:34")
        load.book.visits.arrive(load.visit)
        load.clock.set("2026-11-20 10:58")
        return load.visit

    def written(self) -> str:
        """The visit is made, written up and ready to be locked; says the visit."""
        load = self.load
        visit = self.at_the_door()
        load.clock.set("2026-11-20 11:12")
        load.book.visits.leave(visit)
        load.clock.set("2026-11-20 11:44")
        load.book.safety.all_clear(load.book.safety.running()[0].plan, "safe")
        load.clock.set("2026-11-20 15:12")
        load.book.records.correct(visit, {"departed_at": "11:21"}, "read from the timer")
        load.book.records.correct(visit, sample.WRITE_UP)
        load.clock.set("2026-11-20 15:30")
        return visit


@contextmanager
def sitting(kit: Kit) -> Iterator[Sitting]:
    """The caseload opened for one test or one page of the gate."""
    with sample.caseload() as load:
        kit.book = load.book
        at = Sitting(load, kit, [], [])
        yield at
        at.wait()
        kit.book = None
