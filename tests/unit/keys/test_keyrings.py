"""The system keyring fails closed: one that lies, hangs or is missing is told in words."""

from __future__ import annotations

import importlib
import sys
import threading

import keyring as keyring_package
import pytest

from fieldkit.errors import Trouble
from fieldkit.keys.keyrings import SystemKeyring, system_keyring


class Honest:
    """A backend that keeps what it is given."""

    persist = ""
    keychain = ""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, value: str) -> None:
        self.kept[service, name] = value

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


class Forgetful(Honest):
    """Accepts a secret and forgets it, as keyring's null backend does."""

    def set_password(self, service: str, name: str, value: str) -> None:
        return


class Silent(Honest):
    """Never answers, as a Secret Service whose question nobody sees."""

    def __init__(self, answer: threading.Event) -> None:
        super().__init__()
        self.answer = answer

    def get_password(self, service: str, name: str) -> str | None:
        self.answer.wait()
        return None


class Refusing(Honest):
    """Dismissed by the user."""

    def get_password(self, service: str, name: str) -> str | None:
        raise RuntimeError("dismissed")


def test_what_is_kept_can_be_read_and_dropped() -> None:
    keyring = SystemKeyring(Honest())
    assert keyring.get("item") is None
    keyring.put("item", "value")
    assert keyring.get("item") == "value"
    keyring.drop("item")
    keyring.drop("item")
    assert keyring.get("item") is None


def test_a_keyring_that_forgets_is_found_out() -> None:
    with pytest.raises(Trouble, match="did not keep"):
        SystemKeyring(Forgetful()).put("item", "value")


def test_a_keyring_that_never_answers_is_given_up() -> None:
    answer = threading.Event()
    with pytest.raises(Trouble, match=r"did not answer in 0\.05 seconds"):
        SystemKeyring(Silent(answer), seconds=0.05).get("item")
    answer.set()


def test_a_keyring_that_refuses_is_told() -> None:
    with pytest.raises(Trouble, match="refused"):
        SystemKeyring(Refusing()).get("item")


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin", "plan9"])
def test_no_keyring_is_said_and_another_is_never_chosen(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    """Without a desktop session there is none, whatever keyring's own settings would load instead."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(keyring_package, "get_keyring", lambda: pytest.fail("get_keyring was asked"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    if platform == sys.platform != "linux":
        assert type(system_keyring()) is SystemKeyring
        return
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(Trouble, match="no keyring that FieldKit can use"):
        system_keyring()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keyring.backends.Windows", "WinVaultKeyring"),
        ("keyring.backends.macOS", "Keyring"),
        ("keyring.backends.SecretService", "Keyring"),
    ],
)
def test_the_three_backends_exist_by_their_names(module: str, name: str) -> None:
    assert hasattr(importlib.import_module(module), name)


def test_on_windows_the_secret_does_not_roam(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Honest()
    monkeypatch.setattr(sys, "platform", "win32")
    SystemKeyring(backend)
    assert backend.persist == "local machine"
