"""A long act under way at the foot of a page: what it does, how far it is, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.words import Words, rule

_MEGABYTE = 1_000_000


class UnderWay(QFrame):
    """Hidden until `begin`; `stopped` says that the officer pressed Stop."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 6)
        outer.setSpacing(6)
        outer.addWidget(rule())
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._what = Words("", weight=600)
        self._far = Words("", "small", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        for part in (self._what, self.bar, self._far):
            words.addWidget(part)
        self._row.addLayout(words, 1)
        self.stop_button = Button("Stop")
        self.stop_button.clicked.connect(self._stop)
        self._row.addWidget(self.stop_button)
        outer.addLayout(self._row)
        named(self, "under_way")
        self.hide()

    def set_margin(self, margin: int) -> None:
        """The page's margin."""
        self._row.setContentsMargins(margin, 0, margin, 0)

    def begin(self, what: str, stop: str) -> None:
        """Say what is under way, and name the button that stops it."""
        self._what.setText(what)
        self._far.setText("Reading the file")
        self.bar.setRange(0, 0)
        named(self.bar, "under_way_bar", what)
        named(self.stop_button, "under_way_stop", stop)
        self.stop_button.set_words(stop)
        self.stop_button.set_unavailable("")
        self.show()

    @Slot(int, int, str)
    def show_progress(self, done: int, of: int, words: str) -> None:
        """How many bytes of how many."""
        self.bar.setRange(0, max(1, of // 1024))
        self.bar.setValue(done // 1024)
        self._far.setText(f"{words}: {done / _MEGABYTE:.0f} of {of / _MEGABYTE:.0f} MB")

    @Slot()
    def _stop(self) -> None:
        self._far.setText("Stopping")
        self.stop_button.set_unavailable("It is being stopped")
        self.stopped.emit()
