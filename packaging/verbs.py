"""What each verb of dev.py does once its machine and environment are ready."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import checks
import environment
import machine


def run(arguments: Sequence[str]) -> int:
    """Runs the demo, headless where there is no screen; returns its exit code."""
    screen = has_screen()
    machine.ready_machine(needed=machine.BARE + machine.WINDOW if screen else machine.BARE)
    command = [str(environment.ready_environment()), "-m", "fieldkit", "demo", *arguments]
    surroundings = dict(os.environ)
    if not screen:
        surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
        command += [] if "--headless" in arguments else ["--headless"]
    return subprocess.run(command, env=surroundings, check=False).returncode


def test(suites: Sequence[str]) -> int:
    """Runs every check, or the named ones; returns 0 only when all passed (and, in CI, none was skipped)."""
    machine.ready_machine(needed=machine.BARE, wanted=machine.WINDOW + machine.TESTS)
    environment.ready_environment()
    return checks.run_all(suites)


def bench(arguments: Sequence[str]) -> int:
    """Measures the figures that exist and prints them; returns the exit code."""
    return _in_packaging("bench", arguments)


def pictures() -> int:
    """Takes the pictures of README.md anew, in packaging/pictures; returns the exit code."""
    return _in_packaging("readme_pictures", [str(environment.ROOT / "packaging" / "pictures")])


def _in_packaging(module: str, arguments: Sequence[str]) -> int:
    machine.ready_machine(needed=machine.BARE)
    python = environment.ready_environment()
    command = [str(python), "-m", module, *arguments]
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=environment.ROOT / "packaging", env=surroundings, check=False
    ).returncode


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
