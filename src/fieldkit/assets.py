"""Finds `ui/` and `resources/`, inside the installed wheel or at the root of a clone."""

from __future__ import annotations

from pathlib import Path

from fieldkit.errors import Trouble

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_assets", _PACKAGE.parents[1])


def asset(*parts: str) -> Path:
    """The path of a shipped file or folder, for example `asset("resources", "fonts")`.

    Raises `Trouble` when the installation lacks it.
    """
    for root in _ROOTS:
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise Trouble(f"FieldKit's own file {'/'.join(parts)} is missing.", "Install FieldKit again.")
