"""Exchange by stick: hand sweeps and cases to another laptop with no network, and take theirs in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar, QWidget

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.jobs import Job
from fieldkit.gui.kit import Kit
from fieldkit.gui.readings import exchange as exchange_reading
from fieldkit.gui.readings.exchange import Exchanging
from fieldkit.gui.spans import READING, Span
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.words import Words

_WHY = "Handed over by stick"


class ExchangePage(Page):
    """Key: the sweep it was opened from, or nothing."""

    form_file = "exchange.ui"
    rail = "queue"

    intro: Words
    giving: QWidget
    to: QuestionBlock
    homes: QuestionBlock
    unshared: Words
    working: QFrame
    working_words: Words
    working_bar: QProgressBar
    working_said: Words
    stop_button: Button
    alone: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.operation = ""
        self.seen = Exchanging(True)
        self._job: Job | None = None
        self.set_head("Exchange by stick", back=("Queue", Place("queue")))
        self.to.set_editor(Choices())
        self.homes.set_editor(Choices(many=True))
        self.to.changed.connect(self._officer_chosen)
        self.homes.changed.connect(self._homes_chosen)
        self.write_button = self.foot_bar().add_main("Write the file", "write_button", "hard-drives")
        self.take_button = self.foot_bar().add_act("Take in a file", "take_button", "folder-open")
        self.write_button.clicked.connect(self._choose_folder)
        self.take_button.clicked.connect(self._choose_file)
        self.stop_button.clicked.connect(self._stop)
        self.alone.acted.connect(self._join)
        for part in (self.giving, self.working, self.alone, self.unshared):
            part.hide()

    def open(self, key: str) -> None:
        """Read whom something is shared with; what was chosen before is begun anew."""
        self.operation, book = key, self.kit.book
        back = ("Sweep", Place("sweep", key)) if key else ("Queue", Place("queue"))
        self.set_head("Exchange by stick", back=back)
        self.kit.jobs.start(
            lambda _progress: exchange_reading.read(book), self.show_exchange, self.show_trouble, owner=self
        )

    def set_span(self, span: Span) -> None:
        """Lines are no longer than can be read in one go."""
        super().set_span(span)
        self.body.setMaximumWidth(theme().px(READING) + 2 * span.margin)

    @Slot(object)
    def show_exchange(self, seen: Exchanging) -> None:
        """Whom to give to; with one officer alone, they are chosen."""
        self.seen = seen
        self._choices(self.to).set_options([(one.officer, one.name) for one in seen.officers])
        self.to.set_value(exchange_reading.likely(seen, self.operation))
        self.giving.setVisible(bool(seen.officers))
        self.alone.setVisible(not seen.officers)
        self.take_button.setVisible(seen.enrolled)
        self.write_button.setVisible(bool(seen.officers))
        if not seen.enrolled:
            self.alone.show_words(
                "This notebook belongs to no council yet",
                "A file is sealed to a laptop that the council vouches for. Join your council once, with a "
                "network.",
                "Join in Settings",
            )
        else:
            self.alone.show_words(
                "No other laptop is known here yet",
                "Send and receive once when there is a network, on both laptops. A file for you can be taken "
                "in already.",
            )
        self._officer_chosen()

    def _choices(self, block: QuestionBlock) -> Choices:
        editor = block.editor()
        if not isinstance(editor, Choices):
            raise TypeError(f"{block.objectName()} is no closed question")
        return editor

    @Slot()
    def _officer_chosen(self) -> None:
        """Offer what is shared with them; live sweeps are ticked."""
        officer = str(self.to.value())
        shared = self.seen.homes(officer)
        self._choices(self.homes).set_options(exchange_reading.options(shared))
        self.homes.set_value(exchange_reading.ticked(shared, self.operation))
        self.homes.setVisible(bool(shared))
        name = next((one.name for one in self.seen.officers if one.officer == officer), "")
        self.unshared.setText(
            f"Nothing here is shared with {name}. Name them in a pair of the sweep, or ask your manager to "
            f"allocate the case to you both."
        )
        self.unshared.setVisible(bool(officer) and not shared)
        self._homes_chosen()

    @Slot()
    def _homes_chosen(self) -> None:
        why = "Choose the officer first" if not self.to.value() else ""
        why = why or ("" if self.homes.value() else "Choose what goes along")
        self.write_button.set_unavailable("A file is being written or read" if self._job else why)
        self.take_button.set_unavailable("A file is being written or read" if self._job else "")

    @Slot()
    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choose the stick or a folder on it")
        if chosen:
            self.write(Path(chosen))

    @Slot()
    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Choose the file that is for you")
        if chosen:
            self.take_in(Path(chosen))

    def write(self, folder: Path) -> None:
        """Write what is ticked, sealed to the officer, into a folder under a name that says nothing."""
        book, to, homes = self.kit.book, str(self.to.value()), list(self.homes.value())
        self.show_working("Writing the file")
        self._begin(
            lambda progress: book.exchange.export(
                folder, to, homes, reason=_WHY, say=progress.tell, stop=progress.stopped
            ),
            self._written,
        )

    def take_in(self, path: Path) -> None:
        """Take in a file: all of it, or nothing."""
        book = self.kit.book
        self.show_working(f"Reading {path.name}")
        self._begin(
            lambda progress: book.exchange.take(path, say=progress.tell, stop=progress.stopped), self._taken
        )

    def _begin(self, work: Any, done: Any) -> None:
        self._job = self.kit.jobs.start(work, done, self.show_trouble, owner=self)
        self._job.progressed.connect(self.show_progress)
        self._job.ended.connect(self._over)
        self._homes_chosen()

    def show_working(self, words: str) -> None:
        """Say what is under way."""
        for key in ("exchange", "trouble"):
            self.banners.drop(key)
        self.working_words.setText(words)
        self.working_said.setText("Do not pull the stick out yet")
        self.working_bar.setRange(0, 0)
        self.working.show()
        self.stop_button.setFocus()

    @Slot(int, int, str)
    def show_progress(self, done: int, of: int, words: str) -> None:
        """How far it is."""
        self.working_bar.setRange(0, of)
        self.working_bar.setValue(done)
        self.working_said.setText(f"{words}: {done:,} of {of:,}" if of else words)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self.working_said.setText("Stopping")

    @Slot()
    def _over(self) -> None:
        self._job = None
        self.working.hide()
        self._homes_chosen()

    @Slot(object)
    def _written(self, answer: tuple[Any, Any]) -> None:
        self.show_result(*exchange_reading.written(answer[0]))
        self.kit.told.changed.emit(answer[1])

    @Slot(object)
    def _taken(self, answer: tuple[Any, Any]) -> None:
        made, changes = answer
        self.show_result(*exchange_reading.taken(made))
        for number, alarm in enumerate(made.alarms):
            self.banners.show_notice(
                Notice(f"alarm-{number}", alarm, "Tell your manager.", "red", closes=True)
            )
        self.kit.told.changed.emit(changes)
        self.open(self.operation)

    def show_result(self, say: str, do: str) -> None:
        """Say what a parcel did; it stays until it is closed."""
        self.banners.show_notice(Notice("exchange", say, do, "green", closes=True))
        self.head_changed.emit()

    @Slot()
    def _join(self) -> None:
        self.go.emit(Place("settings", "council"))
