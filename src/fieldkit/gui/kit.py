"""What a page is handed: the casebook, the lanes, and what the officer set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from fieldkit.gui.jobs import Jobs


class Changed(QObject):
    """The one signal that says something was written; each page refreshes what concerns it."""

    changed = Signal(object)


@dataclass
class Kit:
    """Joined by `app`, handed to every page. `book` is the casebook once a notebook is open, else None."""

    jobs: Jobs
    book: Any = None
    told: Changed = field(default_factory=Changed)
    #: Objects that only one kind of page needs (the notebook's opener, the enroller), by name.
    extra: dict[str, Any] = field(default_factory=dict)
