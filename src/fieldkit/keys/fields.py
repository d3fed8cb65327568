"""Takes typed values out of parsed JSON; anything else there raises `ValueError`."""

from __future__ import annotations

from fieldkit.ledger.canonical import Json


def parts(value: Json) -> dict[str, Json]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    return value


def text(plain: dict[str, Json], name: str) -> str:
    """The text called `name`."""
    value = plain.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is not text")
    return value


def number(plain: dict[str, Json], name: str) -> int:
    """The integer called `name`."""
    value = plain.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{name} is not an integer")
    return value


def texts(plain: dict[str, Json], name: str) -> tuple[str, ...]:
    """The list of texts called `name`."""
    value = plain.get(name)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{name} is not a list of texts")
    return tuple(str(item) for item in value)


def hexed(plain: dict[str, Json], name: str, length: int | None = None) -> bytes:
    """The bytes written in lower hex under `name`, `length` of them where it is given."""
    digits = text(plain, name)
    raw = bytes.fromhex(digits)
    if raw.hex() != digits or length not in (None, len(raw)):
        raise ValueError(f"{name} is not {length} bytes in hex")
    return raw
