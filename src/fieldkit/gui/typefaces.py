"""The type roles of the look, and the faces they are set in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from fieldkit.assets import asset
from fieldkit.gui.theme import theme

UI = "Atkinson Hyperlegible Next"
MONO = "Atkinson Hyperlegible Mono"
_FOLDERS = ("atkinson-hyperlegible-next", "atkinson-hyperlegible-mono")


@dataclass(frozen=True)
class Role:
    """A face, its size in pixels at 100 % and its usual weight (400, 500, 600 or 700)."""

    face: str
    size: int
    weight: int


ROLES: dict[str, Role] = {
    "display": Role(UI, 44, 700),
    "title": Role(UI, 27, 700),
    "spoken": Role(UI, 28, 400),
    "spoken_brief": Role(UI, 20, 400),
    "title_narrow": Role(UI, 23, 700),
    "section": Role(UI, 20, 700),
    "section_small": Role(UI, 18, 700),
    "question": Role(UI, 17, 700),
    "answer": Role(UI, 17, 400),
    "body": Role(UI, 16, 400),
    "small": Role(UI, 15, 400),
    "key_cap": Role(UI, 14, 600),
    "code": Role(MONO, 15, 400),
}


def load_faces() -> None:
    """Make the shipped faces known to Qt; needed once, after the application object exists."""
    for folder in _FOLDERS:
        for file in sorted(asset("resources", "fonts", folder).glob("*.ttf")):
            if QFontDatabase.addApplicationFont(str(file)) < 0:
                raise RuntimeError(f"font {file.name} was refused")


def font(role: str, weight: int | None = None) -> QFont:
    """The font of a role at the worn text scale, figures lined up; for painters and metrics."""
    kind = ROLES[role]
    made = QFont(kind.face)
    made.setPixelSize(theme().px(kind.size))
    made.setWeight(QFont.Weight(weight or kind.weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def metrics(role: str, weight: int | None = None) -> QFontMetrics:
    """Measures of a role's font at the worn text scale."""
    return QFontMetrics(font(role, weight))
