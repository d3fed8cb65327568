"""Keeps Python alive under PySide6 6.12, which hands out None, True and False without counting them.

Its wheel is built for the immortal constants of Python 3.12. On 3.11 each call that answers nothing loses
one of some five thousand references to None, and then the interpreter ends with "deallocating None".
"""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40


def keep_constants() -> None:
    """Give the constants more references than can be lost; needed once, and never from Python 3.12 on."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False, NotImplemented, Ellipsis):
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < PLENTY:
            count.value += PLENTY
