"""What the system says of the officer's session: it is being locked, or the laptop goes to sleep."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

LOCKED = "this computer was locked"
ASLEEP = "the laptop went to sleep"


class Session(QObject):
    """`leaving` says in words why the notebook is to be locked; this one never speaks."""

    leaving = Signal(str)

    def left(self) -> None:
        """The notebook is locked: a sleep that waits for it may go on."""


def session_here(window: QWidget, parent: QObject) -> Session:
    """The session of this computer; on one that is neither Linux nor Windows it never speaks."""
    if sys.platform == "linux":
        from fieldkit.gui.session_linux import LinuxSession, system_bus, user_bus

        return LinuxSession(system_bus(), user_bus(), parent)
    if sys.platform == "win32":
        from fieldkit.gui.session_windows import WindowsSession

        return WindowsSession(window, parent)
    return Session(parent)
