"""The foot bar of a page: the main act, other acts, and when the answers were last saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui.announce import announce
from fieldkit.gui.mark import mark, named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.words import IconLine

_SPACING = 12


class FootBar(QFrame):
    """At the foot of the content, never scrolled away; one main button at most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("foot_bar", True)
        self.main_button: Button | None = None
        self._tall, self._margin = False, 24
        self._buttons: list[Button] = []
        self._apart = True
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 9, 24, 9)
        row = self._row = QHBoxLayout()
        row.setSpacing(_SPACING)
        self._acts = RowOrStack(spacing=_SPACING, wraps=True)
        row.addWidget(self._acts, 0)
        row.addStretch(1)
        self._saved = IconLine("check", "", "muted", "small", "muted")
        self._saved.words.setWordWrap(False)
        self._saved.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._saved.hide()
        row.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignVCenter)
        self._aside = RowOrStack(spacing=_SPACING)
        self._aside.hide()
        row.addWidget(self._aside, 0)
        outer.addLayout(row)

    def add_main(self, words: str, name: str, icon: str = "") -> Button:
        """The main button; it names its act."""
        button = Button(words, "main", icon)
        self.main_button = button
        return self._add(button, words, name)

    def add_act(self, words: str, name: str, icon: str = "") -> Button:
        """Another act."""
        return self._add(Button(words, "plain", icon), words, name)

    def add_aside(self, words: str, name: str, icon: str = "") -> Button:
        """An act at the right of the bar, apart from the others: always there, whatever is asked."""
        self._aside.show()
        return self._add(Button(words, "plain", icon), words, name, self._aside)

    def _add(self, button: Button, words: str, name: str, to: RowOrStack | None = None) -> Button:
        named(button, name, words)
        button.set_foot()
        self._buttons.append(button)
        (to or self._acts).add(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands apart may fit no longer."""
        super().resizeEvent(event)
        self._gather()

    def event(self, event: QEvent) -> bool:
        """So it may when an act comes or goes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._gather()
        return super().event(event)

    def _gather(self) -> None:
        """What stands apart goes among the other acts where they do not all fit in one line."""
        if self._aside.isHidden():
            return
        wide = self._acts.sizeHint().width() + 2 * self._margin + _SPACING
        wide += self._aside.sizeHint().width() + _SPACING if self._apart else 0
        wide += self._saved.sizeHint().width() + _SPACING if not self._saved.isHidden() else 0
        fits = wide <= self.width()
        if fits == self._apart:
            return
        self._apart = fits
        if fits:
            self._acts.take(self._aside)
            self._row.addWidget(self._aside, 0)
        else:
            self._row.removeWidget(self._aside)
            self._acts.add(self._aside)
        self._aside.show()

    def set_tall(self, tall: bool) -> None:
        """Buttons of 64 for one hand at the kerb, where the window is high enough."""
        self._tall = tall
        for button in self._buttons:
            mark(button, foot="tall" if tall else "true")
        self.set_margin(self._margin)

    def say_saved(self, at: str, aloud: bool = False) -> None:
        """`at` is HH:MM:SS; "" says nothing. `aloud` for the first save after typing."""
        self.say(f"Saved on this laptop at {at}" if at else "", "check", aloud)

    def say(self, words: str, icon: str = "info", aloud: bool = False) -> None:
        """Show words at the right of the bar."""
        self._saved.words.setText(words)
        self._saved.icon.show_icon(icon, "muted")
        self._saved.setVisible(bool(words))
        named(self._saved.words, "foot_saved", words)
        if aloud and words:
            announce(self, words)

    def set_margin(self, margin: int) -> None:
        """The page's margin, 16 in a narrow window."""
        self._margin = margin
        layout, air = self.layout(), 11 if self._tall else 9
        if layout is not None:
            layout.setContentsMargins(margin, air, margin, air)
