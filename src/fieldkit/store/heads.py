"""Keeps the head of the officer's chain in the keyring, so that an old copy of a notebook is noticed."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass

from fieldkit.errors import Trouble
from fieldkit.keys.keyrings import Keyring


@dataclass(frozen=True)
class Head:
    """The last revision of one chain: its number and its id (64 hex digits)."""

    chain: str
    seq: int
    id: str


class Heads:
    """The remembered head of one notebook. Nobody without the root key can forge it."""

    def __init__(self, keyring: Keyring, notebook: str, key: bytes) -> None:
        self._keyring = keyring
        self._item = f"head-{notebook}"
        self._key = key

    def remember(self, head: Head) -> None:
        """Keep `head`; call it after the commit, off the save path. Raises `Trouble`."""
        told: list[object] = [head.chain, head.seq, head.id]
        self._keyring.put(self._item, json.dumps([*told, self._code(told)]))

    def remembered(self) -> Head | None:
        """The head that was kept last, or None. Raises `Trouble` when it was put there by something else.

        The notebook's own head must be the same or later in that chain; otherwise an old copy was put back.
        """
        kept = self._keyring.get(self._item)
        if kept is None:
            return None
        try:
            *told, code = json.loads(kept)
            chain, seq, revision = told
            if not hmac.compare_digest(code, self._code(told)):
                raise ValueError("the code differs")
        except (ValueError, TypeError) as fault:
            raise Trouble(
                "The keyring of this computer holds something else in place of this notebook's last entry.",
                "Tell your IT department before you go on.",
            ) from fault
        return Head(chain, seq, revision)

    def forget(self, beside: str = "") -> None:
        """Drop it from the keyring, and the item `beside` it. Raises `Trouble`."""
        self._keyring.drop(self._item)
        if beside:
            self._keyring.drop(beside)

    def _code(self, told: list[object]) -> str:
        return hmac.new(self._key, json.dumps(told).encode(), "sha256").hexdigest()
