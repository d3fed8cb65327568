"""The look and text size of a window: kept beside its notebook in plain, for the page before it is open."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from fieldkit.gui.theme import LARGEST_SCALE, SMALLEST_SCALE, Look, Theme

_FILE = "window.json"
#: The text sizes that can be chosen, in percent.
SIZES = ("100", "125", "150", "175", "200")


def read(folder: Path) -> tuple[str, str]:
    """The look (`system` when none was chosen) and text size in percent, as the settings name them."""
    try:
        kept = json.loads((folder / _FILE).read_bytes())
        size = str(kept["text_size"])
        return str(kept["look"]), size if size in SIZES else SIZES[0]
    except (OSError, ValueError, KeyError, TypeError):
        return "system", "100"


def keep(folder: Path, look: str, text_size: str) -> None:
    """Write them down; a full disk must not keep anybody from working."""
    with suppress(OSError):
        (folder / _FILE).write_text(json.dumps({"look": look, "text_size": text_size}), encoding="utf-8")


def worn(look: str, text_size: str) -> Theme:
    """The theme that these settings mean on this computer."""
    scale = int(text_size) / 100 if text_size.isdigit() else SMALLEST_SCALE
    chosen = Look(look) if look in set(Look) else _of_the_system()
    return Theme(chosen, min(max(scale, SMALLEST_SCALE), LARGEST_SCALE))


def _of_the_system() -> Look:
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Look.DARK if dark else Look.LIGHT
