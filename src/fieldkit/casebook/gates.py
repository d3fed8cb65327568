"""What a kind of record forbids wherever it is written from: asked by every verb that makes or changes one.

A page and a shell both come through the desk for records, so a rule that refuses stands here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fieldkit.casebook.desk import Desk
from fieldkit.ledger.canonical import Json
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be written: the values as they would stand, what differs, and the state moved to.

    `held` is the record as it stands, None when it is to be made; `to` is empty unless its state moves.
    """

    kind: str
    home: str
    parent: str
    values: Mapping[str, Json]
    changed: frozenset[str]
    held: Held | None = None
    to: str = ""


Gate = Callable[[Desk, Intent], None]
_GATES: dict[str, Gate] = {}


def gate(kind: str) -> Callable[[Gate], Gate]:
    """Declare the function that raises `Trouble` or `Problems` when a record of this kind may not be so."""

    def declare(function: Gate) -> Gate:
        if kind in _GATES:
            raise ValueError(f"{kind} has two gates")
        _GATES[kind] = function
        return function

    return declare


def ask(desk: Desk, intent: Intent) -> None:
    """Raises whatever the gate of that kind raises; a kind without one lets everything through."""
    if (found := _GATES.get(intent.kind)) is not None:
        found(desk, intent)
