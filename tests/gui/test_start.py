"""What the first window may import: the start budget has no room for the rest."""

from __future__ import annotations

import subprocess
import sys

_HEAVY = (
    "pydantic",
    "sqlmodel",
    "sqlalchemy",
    "pyhanko",
    "sqlcipher3",
    "reportlab",
    "pikepdf",
    "httpx2",
    "PIL",
)
_ASK = f"""
import sys
import fieldkit.gui.shell, fieldkit.gui.style, fieldkit.gui.loader
print([name for name in {_HEAVY!r} if name in sys.modules])
"""


def test_the_shell_imports_nothing_heavy() -> None:
    told = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
