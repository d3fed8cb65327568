"""The one table of colours, for light, dark and high contrast; nothing else names a colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor


class Look(StrEnum):
    """The three looks an officer can choose."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_LOOKS = tuple(Look)

#: token: (light, dark, high contrast)
TOKENS: dict[str, tuple[str, str, str]] = {
    "surface": ("#FFFFFF", "#131B21", "#000000"),
    "sunken": ("#EEF2F4", "#1B252C", "#000000"),
    "raised": ("#FFFFFF", "#222E36", "#000000"),
    "field": ("#FFFFFF", "#0E151A", "#000000"),
    "rail": ("#14313F", "#0B1216", "#000000"),
    "rail_text": ("#FFFFFF", "#F1F5F7", "#FFFFFF"),
    "rail_muted": ("#C3D2DA", "#AEBCC5", "#FFFFFF"),
    "rail_on": ("#FFFFFF", "#D9E8F2", "#FFFFFF"),
    "rail_on_text": ("#14313F", "#0B1216", "#000000"),
    "text": ("#12202A", "#F1F5F7", "#FFFFFF"),
    "muted": ("#3F4E59", "#BAC6CE", "#FFFFFF"),
    "edge": ("#60707C", "#82939F", "#FFFFFF"),
    "line": ("#CBD4DA", "#35444E", "#FFFFFF"),
    "action": ("#0A4F79", "#8CC8F0", "#7FE3FF"),
    "action_over": ("#08405F", "#B1DBF7", "#C2F2FF"),
    "action_down": ("#06304A", "#CDE8FA", "#FFFFFF"),
    "on_action": ("#FFFFFF", "#08202F", "#000000"),
    "action_tint": ("#E4EFF7", "#183042", "#000000"),
    "focus": ("#0B0C0C", "#FFDD00", "#FFEE32"),
    "focus_gap": ("#FFDD00", "#0B0C0C", "#000000"),
    "danger": ("#9C140E", "#FFA8A0", "#FFB3AB"),
    "danger_tint": ("#FDECEA", "#401A18", "#000000"),
    "on_danger": ("#FFFFFF", "#33090A", "#000000"),
    "danger_over": ("#7A0E09", "#FFC4BE", "#FFD2CD"),
    "danger_down": ("#540905", "#FFDAD6", "#FFFFFF"),
    "warn": ("#704300", "#FFCE73", "#FFD24D"),
    "warn_tint": ("#FFF1CF", "#3B2C0B", "#000000"),
    "warn_edge": ("#A86400", "#D79A2B", "#FFD24D"),
    "ok": ("#12582F", "#8BDDA6", "#7DF0A2"),
    "ok_tint": ("#E4F3E9", "#14331F", "#000000"),
    "offline": ("#3F4E59", "#BAC6CE", "#FFFFFF"),
    "offline_tint": ("#E6EBEE", "#2A363F", "#000000"),
    "verbatim": ("#4A2C82", "#CDB8FF", "#DCC8FF"),
    "verbatim_tint": ("#F2EFFA", "#2A2142", "#000000"),
    "paper": ("#FFFFFF", "#FFFFFF", "#FFFFFF"),
    "paper_text": ("#000000", "#000000", "#000000"),
    "disabled": ("#5D6A74", "#97A6B0", "#C9C9C9"),
    "disabled_fill": ("#E4E9EC", "#26323A", "#000000"),
}

SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0


@dataclass(frozen=True)
class Theme:
    """A look and a text scale (1.0 to 2.0): everything a widget needs to draw itself."""

    look: Look = Look.LIGHT
    scale: float = 1.0

    def __post_init__(self) -> None:
        if not SMALLEST_SCALE <= self.scale <= LARGEST_SCALE:
            raise ValueError(f"text scale {self.scale} is not between 1.0 and 2.0")

    def hex(self, token: str) -> str:
        """The token's colour as `#RRGGBB`."""
        return TOKENS[token][_LOOKS.index(self.look)]

    def colour(self, token: str) -> QColor:
        """The token's colour for a painter."""
        return QColor(self.hex(token))

    def px(self, size: float) -> int:
        """A size given at 100 %, at this text scale."""
        return round(size * self.scale)

    @property
    def edge_width(self) -> int:
        """How wide the border of a usable thing is: 1 px, 2 px in high contrast."""
        return 2 if self.look is Look.CONTRAST else 1


_worn = Theme()


def theme() -> Theme:
    """The theme the application wears now; read it while painting, never keep it."""
    return _worn


def keep(chosen: Theme) -> None:
    """Make `chosen` the theme that `theme()` answers; `style.wear` calls this and repaints."""
    global _worn
    _worn = chosen


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance of `#RRGGBB`, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two `#RRGGBB` colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
