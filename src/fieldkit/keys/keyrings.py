"""The keyring of the operating system: one of three by name, checked by reading back, never chosen for us."""

from __future__ import annotations

import importlib
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from fieldkit.errors import Trouble

SECONDS = 10.0
"""How long a keyring may take: Secret Service can hang, or wait for a question nobody sees."""

SERVICE = "FieldKit"
_BACKENDS = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
    "linux": ("keyring.backends.SecretService", "Keyring"),
}
_DO = "Unlock the keyring of this computer, then try again; your IT department can help."
_Given = TypeVar("_Given")


class Keyring(Protocol):
    """Small named texts that only this user of this computer can read."""

    def get(self, name: str) -> str | None:
        """The text called `name`, or None. Raises `Trouble` when the keyring does not answer."""

    def put(self, name: str, value: str) -> None:
        """Keep `value` under `name`. Raises `Trouble` unless it can be read back."""

    def drop(self, name: str) -> None:
        """Forget `name`, if it is there. Raises `Trouble` when the keyring does not answer."""


class SystemKeyring:
    """The keyring of this computer, behind a time limit."""

    def __init__(self, backend: Any, seconds: float = SECONDS) -> None:
        self._backend = backend
        self._seconds = seconds
        if sys.platform == "win32":
            backend.persist = "local machine"  # the default roams with the domain profile
        if sys.platform == "darwin":
            backend.keychain = None  # not the one that an environment variable names

    def get(self, name: str) -> str | None:
        """The text called `name`, or None."""
        value = self._ask(lambda: self._backend.get_password(SERVICE, name))
        return None if value is None else str(value)

    def put(self, name: str, value: str) -> None:
        """Keep `value` under `name`, read it back and compare: some keyrings accept and forget."""
        self._ask(lambda: self._backend.set_password(SERVICE, name, value))
        if self.get(name) != value:
            raise Trouble("The keyring of this computer did not keep what it was given.", _DO)

    def drop(self, name: str) -> None:
        """Forget `name`, if it is there."""
        if self.get(name) is not None:
            self._ask(lambda: self._backend.delete_password(SERVICE, name))

    def _ask(self, act: Callable[[], _Given]) -> _Given:
        return _within(self._seconds, act)


def system_keyring() -> SystemKeyring:
    """The keyring of this platform.

    Raises `Trouble` when there is none; the only other way is a notebook that is passphrase-only by choice.
    """
    try:
        module, name = _BACKENDS[sys.platform]
        kind: Any = getattr(importlib.import_module(module), name)
        _within(SECONDS, lambda: kind.priority)
        return SystemKeyring(kind())
    except (KeyError, ImportError, AttributeError, Trouble) as fault:
        raise _none() from fault


def _none() -> Trouble:
    return Trouble(
        "This computer has no keyring that FieldKit can use, so half of the notebook's key has no place.",
        "Unlock the keyring and try again, or choose to protect the notebook by five words alone.",
    )


def _within(seconds: float, act: Callable[[], _Given]) -> _Given:
    """What `act` gives, from its own thread, which is left behind when it hangs. Raises `Trouble`."""
    answers: queue.SimpleQueue[tuple[_Given | None, Exception | None]] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put((act(), None))
        except Exception as fault:  # every backend raises errors of its own
            answers.put((None, fault))

    threading.Thread(target=work, name="keyring", daemon=True).start()
    try:
        given, fault = answers.get(timeout=seconds)
    except queue.Empty as late:
        raise Trouble(f"The keyring of this computer did not answer in {seconds:g} seconds.", _DO) from late
    if fault is not None:
        raise Trouble("The keyring of this computer refused.", _DO) from fault
    return given  # type: ignore[return-value]
