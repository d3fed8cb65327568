"""Phosphor icons, tinted by a token and drawn at the screen's scale; drawn once, then kept."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from fieldkit.assets import asset
from fieldkit.gui.theme import theme

#: The weight a name stands in where a caller names none: states that must be seen at once are filled.
FILLED = frozenset({"check-circle", "x-circle", "warning-circle", "quotes"})


@lru_cache(maxsize=256)
def _drawing(name: str, weight: str) -> str:
    return asset("resources", "icons", weight, f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _draw(name: str, weight: str, size: int, colour: str, scale: float) -> QPixmap:
    tinted = _drawing(name, weight).replace("currentColor", colour)
    sharp = QPixmap(QSize(round(size * scale), round(size * scale)))
    sharp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sharp)
    QSvgRenderer(QByteArray(tinted.encode())).render(painter, QRectF(sharp.rect()))
    painter.end()
    sharp.setDevicePixelRatio(scale)
    return sharp


def forget() -> None:
    """Drop every drawn icon, for a change of theme."""
    _draw.cache_clear()


def weight_of(name: str) -> str:
    """The weight an icon stands in unless its place in the window says otherwise."""
    return "fill" if name in FILLED else "bold"


def pixmap(name: str, token: str, size: int, weight: str = "") -> QPixmap:
    """Icon `name` in the token's colour; `size` is in pixels at 100 % and grows with the text."""
    screen = QGuiApplication.primaryScreen()
    scale = screen.devicePixelRatio() if screen else 1.0
    return _draw(name, weight or weight_of(name), theme().px(size), theme().hex(token), scale)


def icon(name: str, token: str, size: int, weight: str = "") -> QIcon:
    """The same picture as a `QIcon` that looks alike in every mode."""
    drawn = pixmap(name, token, size, weight)
    made = QIcon(drawn)
    made.addPixmap(drawn, QIcon.Mode.Disabled)
    return made
