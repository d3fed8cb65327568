"""A private screen for the screen tests: Xvfb, a window manager, a message bus and the accessibility bus."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

_PROGRAMS = ("Xvfb", "openbox", "dbus-daemon", "xdotool", "import")
_ACCESSIBILITY_BUS = (
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
)
_SIZE = "1920x1200x24"
_GRACE_S = 5.0


def lacking() -> list[str]:
    """The programs that a private screen needs and this machine lacks."""
    if sys.platform != "linux":
        return ["X11"]
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    return (
        missing if any(place.exists() for place in _ACCESSIBILITY_BUS) else [*missing, "at-spi-bus-launcher"]
    )


@contextmanager
def virtual_screen() -> Iterator[dict[str, str]]:
    """Starts the screen and yields the environment for programs on it; ends all that it started."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fieldkit-screen-")))
        for name in ("home", "run"):
            (folder / name).mkdir(mode=0o700)
        surroundings = {
            key: value for key, value in os.environ.items() if key not in ("WAYLAND_DISPLAY", "NO_AT_BRIDGE")
        }
        surroundings |= {
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "FIELDKIT_PRIVATE_SCREEN": "1",
        }
        xvfb = ("Xvfb", "-displayfd", "{fd}", "-screen", "0", _SIZE, "-nolisten", "tcp", "-noreset")
        surroundings["DISPLAY"] = f":{stack.enter_context(_said_by(xvfb, surroundings))}"
        bus = ("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address={fd}")
        surroundings["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_said_by(bus, surroundings))
        accessibility = next(place for place in _ACCESSIBILITY_BUS if place.exists())
        stack.enter_context(_running((str(accessibility), "--launch-immediately"), surroundings))
        stack.enter_context(_running(("openbox",), surroundings))
        _wait_for_window_manager(surroundings)
        yield surroundings


def _wait_for_window_manager(surroundings: Mapping[str, str]) -> None:
    latest = time.monotonic() + _GRACE_S
    # xdotool fails to count the desktops until a window manager has said that it is there.
    while subprocess.run(["xdotool", "get_num_desktops"], env=surroundings, capture_output=True).returncode:
        if time.monotonic() > latest:
            raise RuntimeError("openbox did not start")
        time.sleep(0.05)


@contextmanager
def _said_by(command: Sequence[str], surroundings: Mapping[str, str]) -> Iterator[str]:
    """Runs a program that, once ready, writes one line (its display or address) to the descriptor {fd}."""
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="ascii") as answer:
        named = [word.replace("{fd}", str(writing)) for word in command]
        with _running(named, surroundings, passing=(writing,)):
            os.close(writing)
            line = answer.readline().strip()
            if not line:
                raise RuntimeError(f"{command[0]} ended before it was ready")
            yield line


@contextmanager
def _running(
    command: Sequence[str], surroundings: Mapping[str, str], passing: Sequence[int] = ()
) -> Iterator[None]:
    """Runs a program in a process group of its own, and ends the group."""
    if sys.platform == "win32":
        raise RuntimeError("the virtual screen needs X11")
    process = subprocess.Popen(
        command,
        env=dict(surroundings),
        pass_fds=passing,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
