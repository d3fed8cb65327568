"""The session on Linux: logind on the system bus, and the lock screens of desktops on the user's bus."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

from fieldkit.gui.session import ASLEEP, LOCKED, Session

_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER = f"{_LOGIN}.Manager"
# Text, whatever the stubs of PySide6 say: bytes are refused.
_SLEEP: Any = SLOT("prepare_for_sleep(bool)")
_LOCK: Any = SLOT("lock()")
_SAVER: Any = SLOT("saver_changed(bool)")
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class LinuxSession(Session):
    """A signal is believed whoever sends it: a lock too many harms nobody."""

    def __init__(self, system: QDBusConnection, user: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system, self._sleeps = system, False
        self._delay: QDBusUnixFileDescriptor | None = None
        if system.isConnected():
            system.connect("", "", _MANAGER, "PrepareForSleep", self, _SLEEP)
            system.connect("", "", f"{_LOGIN}.Session", "Lock", self, _LOCK)
            self._put_off_sleep()
        if user.isConnected():
            for saver in _SAVERS:
                user.connect("", "", saver, "ActiveChanged", self, _SAVER)

    def left(self) -> None:
        """The notebook is locked: a sleep that waits for it goes on."""
        if self._sleeps:
            self._delay = None

    def holds_sleep(self) -> bool:
        """Whether the laptop waits for us before it sleeps."""
        return self._delay is not None

    @Slot(bool)
    def prepare_for_sleep(self, begins: bool) -> None:
        """Before the laptop sleeps, and after it woke."""
        self._sleeps = begins
        if begins:
            self.leaving.emit(ASLEEP)
        elif self._delay is None:
            self._put_off_sleep()

    @Slot()
    def lock(self) -> None:
        """A session of this computer is told to lock."""
        self.leaving.emit(LOCKED)

    @Slot(bool)
    def saver_changed(self, shown: bool) -> None:
        """The lock screen came, or went."""
        if shown:
            self.leaving.emit(LOCKED)

    def _put_off_sleep(self) -> None:
        """Ask logind to let the lock go first; it waits five seconds at most."""
        call = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, "Inhibit")
        call.setArguments(["sleep", "FieldKit", "The notebook is saved and locked first", "delay"])
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(call), self)
        watcher.finished.connect(self._answered)

    @Slot(QDBusPendingCallWatcher)
    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        if not watcher.isError():
            self._delay = watcher.reply().arguments()[0]
        watcher.deleteLater()


def system_bus() -> QDBusConnection:
    """The bus that logind speaks on."""
    return QDBusConnection.systemBus()


def user_bus() -> QDBusConnection:
    """The bus that the officer's desktop speaks on."""
    return QDBusConnection.sessionBus()
