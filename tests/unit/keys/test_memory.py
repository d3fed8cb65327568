"""No crash dump of a program that holds keys."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASK = """
import sys
if sys.platform != "win32":
    import resource
    print(resource.getrlimit(resource.RLIMIT_CORE) == (0, 0))
if sys.platform == "linux":
    import ctypes
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0)
"""


def asked(before: str) -> set[str]:
    """What a program says of itself after it did `before`."""
    told = subprocess.run([sys.executable, "-c", before + ASK], capture_output=True, text=True, check=True)
    return set(told.stdout.split("\n")[-4:]) & {"True", "False"}


def test_dumps_are_off() -> None:
    assert asked("from fieldkit.keys.memory import keep_memory_private as k; print(k())") == {"True"}


@pytest.mark.parametrize("door", ["fieldkit.app", "fieldkit.council.cli"])
def test_both_programs_turn_them_off_first(door: str) -> None:
    assert asked(f"import sys; sys.argv = ['x', '--help']; from {door} import main; main()") == {"True"}
