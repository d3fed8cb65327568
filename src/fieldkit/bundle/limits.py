"""Confines the process that opens foreign files: memory, processor time, files and core dumps."""

from __future__ import annotations

import os
import sys
import threading
import time

_LOOK_EVERY_S = 0.1
OUT_OF_MEMORY = 70
OUT_OF_TIME = 71


def confine(memory: int, seconds: int) -> None:
    """Limits this process to `memory` bytes and `seconds` of processor time, for good.

    Linux enforces it in the kernel. Elsewhere a watchdog thread ends the process (exit codes `OUT_OF_MEMORY`,
    `OUT_OF_TIME`).
    """
    if sys.platform == "linux":
        _by_kernel(memory, seconds)
    else:
        threading.Thread(target=_watch, args=(memory, seconds), daemon=True).start()


def _by_kernel(memory: int, seconds: int) -> None:
    import resource

    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (most, most))


def _watch(memory: int, seconds: int) -> None:
    while True:
        if memory_used() > memory:
            os._exit(OUT_OF_MEMORY)
        if time.process_time() > seconds:
            os._exit(OUT_OF_TIME)
        time.sleep(_LOOK_EVERY_S)


def memory_used() -> int:
    """The most memory this process has held so far, in bytes."""
    if sys.platform == "win32":
        return _memory_on_windows()
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _memory_on_windows() -> int:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "paged", "peak_paged")),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists on Windows only
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
    if not kernel.K32GetProcessMemoryInfo(
        kernel.GetCurrentProcess(), ctypes.byref(counters), ctypes.sizeof(counters)
    ):
        return 0
    return int(counters.peak)
