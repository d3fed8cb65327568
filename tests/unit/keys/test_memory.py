"""No crash dump of a program that holds keys."""

from __future__ import annotations

import subprocess
import sys

ASK = """
import sys
from fieldkit.keys.memory import keep_memory_private
print(keep_memory_private())
if sys.platform != "win32":
    import resource
    print(resource.getrlimit(resource.RLIMIT_CORE) == (0, 0))
if sys.platform == "linux":
    import ctypes
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0)
"""


def test_dumps_are_off() -> None:
    told = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert set(told.stdout.split()) == {"True"}
