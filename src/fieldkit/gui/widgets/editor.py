"""What every field offers, whether it is one line or a row of choices."""

from __future__ import annotations

from typing import Any, Protocol


class Editor(Protocol):
    """A field in a question block. `changed` is emitted by the officer's doing only, never by `set_value`."""

    changed: Any

    def value(self) -> str | list[str]:
        """What was typed or chosen, as typed."""

    def set_value(self, value: str | list[str]) -> None:
        """Show an answer."""

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""

    def describe(self, name: str, description: str = "") -> None:
        """Name the field for screen readers."""

    def focus_here(self) -> None:
        """Take the keyboard."""
