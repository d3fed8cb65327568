"""The sound recordings of an interview on its page: what each still needs, its seal, label and custody."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.interview import reading as interview_reading
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.gui.widgets.words import Words

_NONE = "No recording is attached yet"


class Recorder(QWidget):
    """`asked` gives the box that is wanted and the recording it is about; `picked` the recording to look at.

    `file_wanted` is for a recording that waits for its file.
    """

    asked = Signal(str, str)
    picked = Signal(str)
    file_wanted = Signal(str)

    def __init__(self, seen: Any, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = {row.recording: row for row in seen.recordings}
        self._sealed = seen.held.locked
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        add = "" if self._sealed else "Add a recording"
        listed = PartList("Sound recordings", "recordings", add=add, nothing=_NONE)
        listed.show_rows([_row(row) for row in seen.recordings])
        listed.opened.connect(self.picked)
        listed.add_asked.connect(self._add)
        column.addWidget(listed)
        row = self._rows.get(chosen) or next(iter(self._rows.values()), None)
        if row is not None:
            self._show(column, row)
        if events := interview_reading.recorder_facts(seen):
            column.addWidget(Words("What the recorder did", "question"))
            column.addWidget(FactRows(events))

    def _show(self, column: QVBoxLayout, row: Any) -> None:
        column.addWidget(Words(f"Custody of {row.mark}", "question"))
        column.addWidget(FactRows(interview_reading.custody_facts(row)))
        acts = RowOrStack()
        for box, words in self._offered(row):
            button = Button(words)
            named(button, f"recording_{box}", f"{words}, {row.mark}")
            button.setProperty("box", box)
            button.setProperty("about", row.recording)
            button.clicked.connect(self._pressed)
            acts.add(button)
        column.addWidget(acts)

    def _offered(self, row: Any) -> list[tuple[str, str]]:
        """What can still be done with a recording: after the interview's seal only its custody goes on."""
        found = [("custody", "Add to the custody log")]
        if self._sealed:
            return found
        if not row.label:
            found.insert(0, ("seal", "Seal it"))
        if row.name and not row.seconds:
            found.insert(0, ("length", "Say how long it is"))
        if not row.name:
            reason = [] if row.no_file else [("no_file", "There is no file")]
            found = [("file", "Attach its file"), *reason, *found]
        return found

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        if sender is None:
            return
        box, about = str(sender.property("box")), str(sender.property("about"))
        if box == "file":
            self.file_wanted.emit(about)
        else:
            self.asked.emit(box, about)

    @Slot(str)
    def _add(self, _name: str) -> None:
        self.asked.emit("recording", "")


def _row(row: Any) -> Row:
    told = [
        row.length,
        f"{row.size / 1_000_000:.1f} MB" if row.size else row.no_file,
        f"seal {row.seal_no}" if row.seal_no else "",
        {"signed": "label signed", "refused": f"label refused: “{row.label_words}”"}.get(row.label, ""),
        row.storage,
    ]
    second = ", ".join(part for part in told if part)
    needs = Mark(row.needs, "warning", "warn", "fill") if row.needs else None
    return Row(row.recording, f"{row.mark} {row.copy_words}", second, warn=needs)
