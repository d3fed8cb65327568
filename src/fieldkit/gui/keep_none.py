"""Keeps Python alive under PySide6 6.12, which answers None without taking a reference to it.

Its wheel is built for the immortal None of Python 3.12. On 3.11 each call that returns nothing loses one of
some five thousand references, and then the interpreter ends with "deallocating None". A test counts them.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40


def keep_none() -> None:
    """Give None more references than can ever be lost; needed once, and not at all from Python 3.12 on."""
    count = ctypes.c_ssize_t.from_address(id(None))
    if sys.version_info < (3, 12) and count.value < _PLENTY:
        count.value += _PLENTY
