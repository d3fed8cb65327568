"""The session on Windows: its messages to the window say that it is locked or that the laptop will sleep."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from fieldkit.gui.session import ASLEEP, LOCKED, Session

_MESSAGES = (b"windows_generic_MSG", b"windows_dispatcher_MSG")
_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
#: (message, its first parameter): WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF,
#: WTS_SESSION_LOCK; PBT_APMSUSPEND.
_WHY = {
    (_SESSION_CHANGE, 0x2): LOCKED,
    (_SESSION_CHANGE, 0x4): LOCKED,
    (_SESSION_CHANGE, 0x6): LOCKED,
    (_SESSION_CHANGE, 0x7): LOCKED,
    (_POWER, 0x4): ASLEEP,
}
_THIS_SESSION = 0


class Message(ctypes.Structure):
    """The head of Windows' MSG."""

    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("first", ctypes.c_size_t))


def why(message: int, first: int) -> str:
    """Why a message of Windows locks the notebook, in words; empty for any other."""
    return _WHY.get((message, first), "")


class WindowsSession(Session):
    """Windows sends session changes only to a window that asked for them."""

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear = _Ear(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._ear)
        if sys.platform == "win32":
            ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(
                ctypes.c_void_p(int(window.winId())), _THIS_SESSION
            )


class _Ear(QAbstractNativeEventFilter):
    """Only listens: every message goes on."""

    def __init__(self, session: WindowsSession) -> None:
        super().__init__()
        self._session = session

    def nativeEventFilter(self, kind: Any, message: int) -> tuple[bool, int]:
        """Qt hands over each message of the system."""
        if bytes(kind) in _MESSAGES:
            said = Message.from_address(int(message))
            if words := why(said.message, said.first):
                self._session.leaving.emit(words)
        return False, 0
