"""The system locks the session or goes to sleep: told by the bus, the notebook locks first."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject
from tests.screen.conftest import Desktop, Node

from fieldkit.gui.session import ASLEEP, LOCKED
from fieldkit.gui.session_linux import LinuxSession

_LOGIN, _PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER = f"{_LOGIN}.Manager"
_SAVER_PATH, _SAVER = "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"


def say(path: str, member: str, *words: str) -> None:
    """Send a signal to the private bus."""
    subprocess.run(["dbus-send", "--session", "--type=signal", path, member, *words], check=True, timeout=60)


@pytest.mark.parametrize(
    ("path", "member", "words", "why"),
    [
        (_PATH, f"{_MANAGER}.PrepareForSleep", ("boolean:true",), ASLEEP),
        (f"{_PATH}/session/_31", f"{_LOGIN}.Session.Lock", (), LOCKED),
        (_SAVER_PATH, f"{_SAVER}.ActiveChanged", ("boolean:true",), LOCKED),
    ],
)
def test_what_is_typed_is_kept_and_the_screen_hidden(
    desktop: Desktop, path: str, member: str, words: tuple[str, ...], why: str
) -> None:
    desktop.unlock()
    desktop.comes("Today")
    desktop.press("ctrl+m")
    desktop.comes("Which case")
    desktop.until(lambda: [one for one in desktop.tree() if _chosen(one)])
    desktop.press("Return")
    desktop.comes("New: note")
    desktop.tab_to(lambda node: node.id == "subject_field")
    desktop.write("Father rang")
    desktop.until(lambda: [one for one in desktop.tree() if one.text == "Father rang"])
    say(path, member, *words)
    desktop.comes("Unlock your notebook")
    whole = desktop.tree(whole=True)
    assert [one for one in whole if why in one.name]
    assert [one for one in whole if "Halloway" in f"{one.name} {one.text} {one.description}"] == []
    desktop.unlock()
    desktop.press("alt+1")
    desktop.comes("Today")
    desktop.until(lambda: [one for one in desktop.tree() if "Draft: " in one.name])
    desktop.tab_to(lambda node: "Draft: " in node.name or "Carry on" in node.name)
    desktop.press("Return")
    desktop.until(lambda: [one for one in desktop.tree() if one.text == "Father rang"])


def _chosen(node: Node) -> bool:
    return "Corin Halloway" in node.name and "focused" in node.states


class Logind(QDBusVirtualObject):
    """As much of logind as a sleep needs: whoever asks for a delay gets one end of a pipe."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[object]] = []
        self.reading, self._writing = os.pipe()
        os.set_blocking(self.reading, False)

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append(message.arguments())
        connection.send(message.createReply([QDBusUnixFileDescriptor(self._writing)]))
        os.close(self._writing)
        return True

    def waits(self) -> bool:
        """Whether somebody still holds the other end."""
        try:
            return os.read(self.reading, 1) != b""
        except BlockingIOError:
            return True


@pytest.fixture
def bus(qapp: object) -> Iterator[QDBusConnection]:
    """The private bus, on a connection that is logind's."""
    made = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "logind")
    assert made.registerService(_LOGIN)
    yield made
    made.unregisterService(_LOGIN)
    QDBusConnection.disconnectFromBus("logind")


def test_the_laptop_sleeps_only_when_the_notebook_is_locked(qtbot, bus: QDBusConnection) -> None:  # type: ignore[no-untyped-def]
    logind = Logind()
    assert bus.registerVirtualObject(_PATH, logind)
    ours = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "ours")
    session = LinuxSession(ours, ours)
    qtbot.waitUntil(session.holds_sleep)
    assert logind.asked[0][0::3] == ["sleep", "delay"]
    session.left()
    assert logind.waits(), "locked by hand: a sleep that comes later still waits"
    with qtbot.waitSignal(session.leaving) as heard:
        say(_PATH, f"{_MANAGER}.PrepareForSleep", "boolean:true")
    assert heard.args == [ASLEEP]
    assert logind.waits()
    session.left()
    qtbot.waitUntil(lambda: not logind.waits())
    QDBusConnection.disconnectFromBus("ours")
