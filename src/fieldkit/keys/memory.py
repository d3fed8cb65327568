"""Keeps the memory of this process, with its keys, out of crash dumps and away from other programs."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

_PR_SET_DUMPABLE = 4


def keep_memory_private() -> bool:
    """Turn crash dumps of this process off; whether the platform agreed. Call it first thing in a program.

    Keys can still be swapped or hibernated to disk: disk encryption is a precondition (`security.md` 3.4).
    """
    if sys.platform == "win32":
        return bool(ctypes.windll.wer.WerAddExcludedApplication(Path(sys.executable).name, False) == 0)
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    return True
