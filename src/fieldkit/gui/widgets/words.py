"""Words, rules and icons that stand still on a page."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Property, QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from fieldkit.gui import icons
from fieldkit.gui.draw import Piece
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import metrics

_LINE_ICON = 18


class Words(QLabel):
    """Plain words that wrap; role and tone are names from the tables of type and colour."""

    _runs: tuple[Piece, ...] = ()

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        weight: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        if weight:
            self.setProperty("weight", str(weight))
        self.setText(text)

    def set_pieces(self, runs: tuple[Piece, ...]) -> None:
        """Show words of which some are bold, struck through, or of another weight or tone."""
        self._runs = runs
        self.setTextFormat(Qt.TextFormat.RichText)
        super().setText("".join(_html(run) for run in runs))
        self.setAccessibleName("".join(run.text for run in runs))

    def setText(self, text: str) -> None:
        """Plain words, also in place of pieces: another theme does not bring those back."""
        if self._runs:
            self._runs = ()
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setAccessibleName("")
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Tones are those of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._runs:
            words = "".join(_html(run) for run in self._runs)
            if words != self.text():
                super().setText(words)


def _html(run: Piece) -> str:
    words = escape(run.text)
    style = f"font-weight:{run.weight};" if run.weight else ""
    style += f"color:{theme().colour(run.tone).name()};" if run.tone else ""
    if style:
        words = f'<span style="{style}">{words}</span>'
    return f"<s>{words}</s>" if run.struck else words


class IconLabel(QLabel):
    """An icon beside a word; it says nothing itself, the word does."""

    def __init__(
        self,
        name: str = "",
        tone: str = "text",
        size: int = 20,
        weight: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._size, self._weight = name, tone, size, weight
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()

    def show_icon(self, name: str, token: str, size: int = 0, weight: str = "") -> None:
        """Change the picture."""
        self._name, self._token, self._weight = name, token, weight
        self._size = size or self._size
        self._draw()

    def _draw(self) -> None:
        if self._name:
            self.setPixmap(icons.pixmap(self._name, self._token, self._size, self._weight))

    def _get_icon(self) -> str:
        return self._name

    def _set_icon(self, name: str) -> None:
        self.show_icon(name, self._token)

    icon_name = Property(str, _get_icon, _set_icon)

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()


class IconLine(QWidget):
    """An icon and the words it belongs to, the icon level with the first line."""

    def __init__(
        self,
        icon: str = "info",
        words: str = "",
        icon_tone: str = "muted",
        role: str = "small",
        tone: str = "",
        weight: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.icon = IconLabel(icon, icon_tone, _LINE_ICON)
        self.words = Words(words, role, tone, weight)
        self._role = role
        self.icon.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self._level()

    def _level(self) -> None:
        self.icon.setFixedHeight(max(metrics(self._role).height(), theme().px(_LINE_ICON)))

    def changeEvent(self, event: QEvent) -> None:
        """Keep the icon level with the first line."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_role"):
            self._level()


def rule(kind: str = "section", parent: QWidget | None = None) -> QFrame:
    """A dividing line: `section` (can be seen by anyone), `line` (a hairline), `upright`."""
    made = QFrame(parent)
    made.setProperty("rule", kind)
    made.setSizePolicy(
        QSizePolicy.Policy.Fixed if kind == "upright" else QSizePolicy.Policy.Expanding,
        QSizePolicy.Policy.Expanding if kind == "upright" else QSizePolicy.Policy.Fixed,
    )
    return made
