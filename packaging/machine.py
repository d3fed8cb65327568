"""Finds the system libraries that FieldKit needs and, on Debian and Ubuntu as root, installs them."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from ctypes.util import find_library

BARE = ("libglib2.0-0", "libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0")
"""Debian packages that Qt needs even without a screen."""

WINDOW = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
)
"""Debian packages that a real window needs as well."""

TESTS = (
    "xvfb",
    "xauth",
    "xdotool",
    "openbox",
    "imagemagick",
    "dbus",
    "at-spi2-core",
    "gir1.2-atspi-2.0",
    "python3-gi",
    "qpdf",
    "poppler-utils",
)
"""Debian packages of the programs that the tests drive: a virtual screen, keys, PDF readers."""

_BARE_LIBRARIES = ("glib-2.0", "EGL", "GL", "dbus-1", "fontconfig", "xkbcommon")


class SetUpStopped(Exception):
    """Set-up cannot go on; the message says what to do."""


def ready_machine(needed: Iterable[str], wanted: Iterable[str] = ()) -> None:
    """Installs the missing Debian packages among `needed` and `wanted`, or says the line that does.

    Raises `SetUpStopped` when one of `needed` is missing and may not be installed from here. Elsewhere than
    on Debian and Ubuntu the libraries are only looked for, since their packages' names are not known.
    """
    if sys.platform != "linux":
        return
    if not is_debian():
        _tell_missing_libraries()
        return
    needed = tuple(needed)
    missing = missing_packages((*needed, *wanted))
    if not missing:
        return
    if is_root():
        install(missing)
        return
    print(f"Missing on this machine. To install:\n  {install_line(missing)}", flush=True)
    if set(missing) & set(needed):
        raise SetUpStopped("Run that line, then this command again.")


def ready_venv_module() -> None:
    """Makes sure that this Python can make a virtual environment (Debian ships that part on its own).

    Raises `SetUpStopped` when it cannot and may not install it.
    """
    if can_make_environments():
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if sys.platform != "linux" or not is_debian():
        raise SetUpStopped("This Python lacks `venv`. Install Python from python.org, then run this again.")
    if not is_root():
        raise SetUpStopped(
            f"Python cannot make a virtual environment here. Run this line, then this command again:\n"
            f"  {install_line([package])}"
        )
    install([package])


def can_make_environments() -> bool:
    """Whether this Python has all that a virtual environment with pip takes."""
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def is_debian() -> bool:
    """Whether packages are installed by apt here."""
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return False
    family = {system.get("ID", ""), *system.get("ID_LIKE", "").split()}
    return bool(family & {"debian", "ubuntu"}) and shutil.which("apt-get") is not None


def is_root() -> bool:
    """Whether this process may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def missing_packages(packages: Iterable[str]) -> list[str]:
    """Those of the Debian packages that are not installed (newer releases end some names in t64)."""
    asked = list(packages)
    answer = subprocess.run(
        [
            "dpkg-query",
            "-W",
            "-f",
            "${Package} ${db:Status-Status}\n",
            *asked,
            *(f"{name}t64" for name in asked),
        ],
        capture_output=True,
        text=True,
        check=False,  # exits 1 when any name is unknown, and still lists the rest
    )
    lines = (line.split() for line in answer.stdout.splitlines())
    installed = {words[0] for words in lines if words[1:] == ["installed"]}
    return [name for name in asked if not installed & {name, f"{name}t64"}]


def install(packages: list[str]) -> None:
    """Installs Debian packages as root. Raises `SetUpStopped` when apt fails."""
    print(f"Installing {len(packages)} system packages: {' '.join(packages)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    # One source out of reach need not stop the install from the others, so only the last result counts.
    # dpkg tells each step on standard output; what goes wrong comes on standard error.
    for command in ([*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        )
    if done.returncode:
        raise SetUpStopped(
            f"apt could not install them. Run this line to see why:\n  {install_line(packages)}"
        )


def install_line(packages: list[str]) -> str:
    """The line that a person types to install them."""
    install_words = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    return install_words if is_root() else f"sudo apt-get update && sudo {install_words}"


def _tell_missing_libraries() -> None:
    missing = [name for name in _BARE_LIBRARIES if find_library(name) is None]
    if missing:
        print(f"Qt may need these libraries from your system's packages: {', '.join(missing)}", flush=True)
