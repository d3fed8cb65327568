"""The screen that dev.py starts for these tests is whole: display, window manager, accessibility bus."""

from __future__ import annotations

import subprocess


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_the_display_answers() -> None:
    assert said("xdotool", "getdisplaygeometry") == "1920 1200"


def test_a_window_manager_is_there() -> None:
    assert int(said("xdotool", "get_num_desktops")) >= 1


def test_the_accessibility_tree_can_be_read() -> None:
    # Debian's own Python has the bindings; the environment's has not.
    program = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi; "
    program += "print(Atspi.get_desktop(0).get_name())"

    assert said("/usr/bin/python3", "-c", program) == "main"
