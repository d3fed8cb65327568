"""What a kind of record forbids wherever it is written from: asked by every verb that makes or changes one.

A page and a shell both come through the desk for records, so a rule that refuses stands here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fieldkit.casebook.desk import Desk
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be written: the values as they would stand, what differs, and the state moved to.

    `held` is the record as it stands, None when it is to be made; `to` is empty unless its state moves.
    `act` is the verb: write, move, withdraw, restore, resolve or seal; `why` the reason given with it;
    `along` what is written before it in the same transaction.
    """

    kind: str
    home: str
    parent: str
    values: Mapping[str, Json]
    changed: frozenset[str]
    held: Held | None = None
    to: str = ""
    act: str = "write"
    why: str = ""
    along: tuple[Act, ...] = ()


Gate = Callable[[Desk, Intent], None]
_GATES: dict[str, tuple[Gate, bool]] = {}
_SAID = ("write", "move")


def gate(kind: str, *, every_act: bool = False) -> Callable[[Gate], Gate]:
    """Declare the function that raises `Trouble` or `Problems` when a record of this kind may not be so.

    It is asked before writes and moves; with `every_act` also before withdrawing, settling and sealing.
    """

    def declare(function: Gate) -> Gate:
        if kind in _GATES:
            raise ValueError(f"{kind} has two gates")
        _GATES[kind] = (function, every_act)
        return function

    return declare


def ask(desk: Desk, intent: Intent) -> None:
    """Raises whatever the gate of that kind raises; a kind without one lets everything through."""
    found, every_act = _GATES.get(intent.kind, (None, False))
    if found is not None and (every_act or intent.act in _SAID):
        found(desk, intent)
