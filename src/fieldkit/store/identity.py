"""Who this notebook belongs to: the officer, the device, the council, and the chain being written."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from fieldkit.store import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The officer and device that write here.

    `register` is the home of the council's register, `log` of the officer's own log; `council` is empty
    until the laptop is enrolled, and `mark` is what offline references carry (L14).
    """

    officer: str
    name: str
    initials: str
    roles: tuple[str, ...]
    team: str
    mark: str
    council: str
    council_name: str
    register: str
    log: str
    chain: str

    @property
    def enrolled(self) -> bool:
        """Whether a council vouches for this device."""
        return bool(self.council)


def read(connection: Connection) -> Identity:
    """The identity kept in the notebook."""
    held: dict[str, Any] = settings.get(connection, "identity")
    return Identity(**{**held, "roles": tuple(held["roles"])})


def write(connection: Connection, identity: Identity) -> None:
    """Keep the identity."""
    settings.put(connection, "identity", asdict(identity))
